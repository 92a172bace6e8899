"""A saved view as a run that is over: its columns, gaps and sound lie where they lay."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from scripted_source import RATE

from livemel.audio.source import SourceState
from livemel.config import load_config
from livemel.errors import LivemelError
from livemel.picture.history import History
from livemel.picture.printed.saved_view import SavedGap, SavedSound, SavedView
from livemel.runtime.listeners import Listeners
from livemel.runtime.past.chronicle import Chronicle
from livemel.runtime.past.still import PictureOpening
from livemel.runtime.past.still_sound import flac_of, sound_of

HOP, BANDS = 160, 24
CONFIG = load_config(overrides=[f"mel.n_mels={BANDS}", f"stft.hop_length={HOP}", "stft.n_fft=512"])


def filled(slots=1000):
    history = History(2000, BANDS, HOP)
    history.add_columns(0.0, np.random.default_rng(2).uniform(-90, 0, (slots, BANDS)).astype(np.float32))
    history.add_gap(450 * HOP, 20 * HOP)
    return history


def view(**others):
    parts = {
        "source": "a microphone",
        "config": CONFIG,
        "version": "0.1",
        "sample_rate": RATE,
        "analysis_rate": RATE,
        "started": datetime(2026, 11, 22, 20, 15, tzinfo=UTC),
        "begin": 4.0,
        "seconds": 2.0,
    }
    return SavedView(**{**parts, **others}).seen(filled())


def noise(seconds):
    return np.random.default_rng(3).uniform(-0.5, 0.5, round(seconds * RATE)).astype(np.float32)


@pytest.fixture
def opened():
    """Opens views as the window does; gives session and chronicle."""
    sessions = []

    def opened(saved):
        listeners = Listeners()
        session = PictureOpening(saved, CONFIG, listeners).session()
        sessions.append(session)
        session.step()
        chronicle = Chronicle(session, listeners.feed, CONFIG)
        chronicle.take()
        return session, chronicle

    yield opened
    for session in sessions:
        session.close()


def test_the_columns_lie_where_they_lay(opened):
    _, chronicle = opened(view())
    slots = np.arange(400, 600)

    levels, is_gap = chronicle.history.read(slots)
    expected, expected_gap = filled().read(slots)
    assert np.array_equal(levels, expected)
    assert np.array_equal(is_gap, expected_gap)


def test_a_view_that_was_thinned_is_as_long(opened):
    saved = view()
    _, chronicle = opened(replace(saved, levels=saved.levels.thinned(saved.levels.levels.nbytes // 4)))
    slots = np.arange(400, 600)

    levels, _ = chronicle.history.read(slots)
    original = filled().read(slots)[0]
    assert (levels >= original).all()
    assert levels.max() == pytest.approx(original.max(), abs=1.0)


def test_it_has_ended_and_says_what_it_is(opened):
    session, _ = opened(view())

    assert session.finished
    assert (session.source.kind, session.source.state) == ("picture", SourceState.ENDED)
    assert "A picture of 2026-11-22" in session.source.detail
    assert "without its sound" in session.source.detail


def test_the_clock_stands_behind_the_end_of_the_view(opened):
    session, chronicle = opened(view())

    assert session.clock.sample_at(0.0) == session.clock.sample_at(1e6)
    assert session.clock.sample_at(0.0) - chronicle.delay > 6.0 * RATE


def test_its_sound_lies_where_it_lay(opened):
    sound = noise(2.0)
    session, _ = opened(view(sound=SavedSound(4 * RATE, flac_of(sound, RATE))))
    kept = session.store.read(4 * RATE, 6 * RATE)
    is_lost = np.zeros(2 * RATE, np.bool_)
    is_lost[450 * HOP - 4 * RATE : 470 * HOP - 4 * RATE] = True

    assert np.array_equal(np.isnan(kept), is_lost)
    assert np.abs(kept - sound)[~is_lost].max() < 2**-23


@pytest.mark.parametrize("gap", [(0, 10 * RATE), (5 * RATE, 10 * RATE), (0, 5 * RATE), (7 * RATE, 5)])
def test_gaps_may_reach_beyond_the_sound(opened, gap):
    saved = replace(view(), gaps=(SavedGap(*gap),), sound=SavedSound(4 * RATE, flac_of(noise(2.0), RATE)))
    session, _ = opened(saved)
    positions = np.arange(4 * RATE, 6 * RATE)
    is_lost = (positions >= gap[0]) & (positions < gap[0] + gap[1])

    assert np.array_equal(np.isnan(session.store.read(4 * RATE, 6 * RATE)), is_lost)


def test_without_levels_there_is_nothing_to_open():
    with pytest.raises(LivemelError, match="holds no levels"):
        PictureOpening(replace(view(), levels=None), CONFIG, Listeners())


def test_sound_that_was_changed_is_told():
    with pytest.raises(LivemelError, match="the sound in the picture is damaged"):
        sound_of(b"fLaC" + bytes(100), RATE)
    with pytest.raises(LivemelError, match="must be FLAC, mono, 16000 Hz"):
        sound_of(flac_of(noise(0.1), 8000), RATE)


def test_a_rate_that_flac_cannot_say_is_told():
    with pytest.raises(LivemelError, match="up to 655350 Hz, got 768000"):
        flac_of(noise(0.1), 768_000)


def test_what_was_lost_is_silence_in_the_file():
    samples = noise(0.1)
    samples[10:20] = np.nan

    assert (sound_of(flac_of(samples, RATE), RATE)[10:20] == 0).all()
