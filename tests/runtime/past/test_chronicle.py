"""Chronicle: whatever is asked for and whenever, its columns are those of a run that was so all along."""

from __future__ import annotations

import time

import numpy as np
import pytest
from scripted_source import RATE, ScriptedSource, mono

from livemel.config import load_config
from livemel.picture.history import NOTHING
from livemel.runtime.feed import Feed
from livemel.runtime.past.chronicle import MOST_BYTES, Chronicle
from livemel.runtime.past.sound_store import SoundStore
from livemel.runtime.session import Session

OLD = load_config(overrides=["stft.n_fft=512", "stft.hop_length=128", "mel.n_mels=20"])
HTK = load_config(overrides=["stft.n_fft=1024", "stft.hop_length=200", "mel.n_mels=30", "mel.scale=htk"])
BARK = load_config(overrides=["stft.n_fft=512", "stft.hop_length=128", "mel.n_mels=20", "mel.scale=bark"])
SAME_BANDS = [OLD, BARK]
IMPOSSIBLE = load_config(overrides=["stft.n_fft=512", "mel.fmax=9000"])
EVERYTHING = (0.0, np.inf, 1 << 20)
PATIENCE_SECONDS = 20.0


class Run:
    """A session that goes on when it is told to, and its chronicle."""

    def __init__(self, config=OLD, feed_columns=100_000):
        self.source = ScriptedSource()
        self.store = SoundStore(60.0, RATE)
        feed = Feed(feed_columns)
        self.session = Session(self.source, config, [feed], store=self.store)
        self.chronicle = Chronicle(self.session, feed, config)
        self.changes = 0
        self._rng = np.random.default_rng(4)

    def play(self, count, lost=0, cause="dropped"):
        samples = self._rng.uniform(-0.5, 0.5, count).astype(np.float32)
        self.source.script.append(mono(samples, lost, cause if lost else ""))
        self.session.step()

    def take(self):
        taken = self.chronicle.take()
        self.changes += taken.changed
        return taken

    def settle(self):
        """Go on, without more sound, until nothing more comes; the errors that were told."""
        refused, complete = [], False
        give_up = time.monotonic() + PATIENCE_SECONDS
        while (self.chronicle.is_changing or not complete) and not refused:
            assert time.monotonic() < give_up
            if not self.session.finished:
                self.session.step()
            time.sleep(0.001)  # the other thread computes meanwhile
            taken = self.take()
            refused += taken.refused
            complete |= taken.complete
        return refused

    def finish(self):
        self.source.ends = True
        self.play(1000)
        assert self.session.finished


@pytest.fixture
def make_run():
    runs = []

    def make(*args, **kwargs):
        runs.append(Run(*args, **kwargs))
        return runs[-1]

    yield make
    for run in runs:
        run.chronicle.close()


def columns(run):
    """Levels and which lie in a gap, from the beginning to the newest column."""
    history = run.chronicle.history
    return history.read(np.arange(history.begin, history.end))


def assert_same(run, other):
    assert run.chronicle.config == other.chronicle.config
    for found, expected in zip(columns(run), columns(other), strict=True):
        np.testing.assert_array_equal(found, expected)


def test_what_was_heard_is_there(make_run):
    run = make_run()
    run.play(RATE)
    run.take()
    levels, is_gap = columns(run)

    assert len(levels) == pytest.approx(RATE / 128, abs=3)
    assert (levels > NOTHING).all()
    assert not is_gap.any()


@pytest.mark.parametrize("new", [HTK, BARK], ids=["other bands", "other scale"])
def test_changed_amid_the_sound_it_is_as_if_it_had_been_so_all_along(make_run, new):
    run, other = make_run(), make_run(new)
    for each in (run, other):
        each.play(RATE)
        each.play(RATE // 3, lost=RATE // 2)
        each.take()
    run.chronicle.change(new, *EVERYTHING)
    run.settle()
    for each in (run, other):
        each.play(RATE // 2)
        each.take()

    assert_same(run, other)


def test_of_changes_in_quick_succession_the_last_wins(make_run):
    run, other = make_run(), make_run(HTK)
    for each in (run, other):
        each.play(2 * RATE)
        each.take()
    for number in range(30):
        run.chronicle.change(SAME_BANDS[number % 2], *EVERYTHING)
        run.session.step()
        run.take()
    run.chronicle.change(HTK, *EVERYTHING)
    run.settle()
    for each in (run, other):
        each.play(RATE // 2)
        each.take()

    assert_same(run, other)
    assert not run.chronicle.is_changing


def test_a_change_loses_no_sample(make_run):
    run = make_run()
    run.play(RATE)
    run.chronicle.change(HTK, *EVERYTHING)
    run.settle()
    run.play(RATE)

    assert run.session.stats.samples_received == 2 * RATE
    assert run.session.stats.samples_lost == 0


def test_until_the_change_is_seen_it_is_told_to_be_under_way(make_run):
    run = make_run()
    run.play(RATE)
    run.chronicle.change(HTK, *EVERYTHING)
    assert run.chronicle.is_changing
    assert run.chronicle.config == OLD

    run.settle()
    assert run.chronicle.config == HTK
    assert run.changes == 1


def test_gaps_are_kept_with_their_causes_through_a_change(make_run):
    run = make_run()
    run.play(RATE)
    run.play(RATE, lost=4000, cause="the ring was full")
    run.take()
    run.chronicle.change(HTK, *EVERYTHING)
    run.settle()
    _, is_gap = columns(run)
    slots = np.flatnonzero(is_gap)

    assert run.chronicle.cause_at(RATE + 100) == "the ring was full"
    assert run.chronicle.cause_at(RATE - 1) == run.chronicle.cause_at(RATE + 4000) == ""
    assert slots[0] == pytest.approx(RATE / 200, abs=4)
    assert len(slots) == pytest.approx(4000 / 200, abs=4)


def test_gaps_that_touch_are_one(make_run):
    run = make_run()
    run.play(1000)
    run.source.script += [mono([], 100, "dropped"), mono([], 50, "dropped"), mono([], 25, "stopped")]
    for _ in range(3):
        run.session.step()
    run.take()

    assert [(gap.at_sample, gap.lost, gap.cause) for gap in run.chronicle.gaps] == [
        (1000, 150, "dropped"),
        (1150, 25, "stopped"),
    ]


def test_a_session_that_is_over_is_computed_once_more_from_its_sound(make_run):
    run, other = make_run(), make_run(HTK)
    for each in (run, other):
        each.play(RATE)
        each.finish()
        each.take()
    run.chronicle.change(HTK, *EVERYTHING)
    run.settle()

    assert_same(run, other)


def test_what_cannot_be_computed_is_told_and_changes_nothing(make_run):
    run = make_run()
    run.play(RATE)
    run.take()
    before = columns(run)
    run.chronicle.change(IMPOSSIBLE, *EVERYTHING)
    refused = run.settle()

    assert len(refused) == 1
    assert "fmax" in str(refused[0])
    assert not run.chronicle.is_changing
    assert run.chronicle.config == OLD
    for found, expected in zip(columns(run), before, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_after_a_refusal_another_change_is_made(make_run):
    run = make_run()
    run.play(RATE)
    run.chronicle.change(IMPOSSIBLE, *EVERYTHING)
    run.settle()
    run.chronicle.change(HTK, *EVERYTHING)
    run.settle()

    assert run.chronicle.config == HTK


def test_the_newest_column_is_there_when_it_is_finalised(make_run):
    config = load_config(
        overrides=["mel.n_mels=20", "stft.n_fft=512", "level.compression=log10", "level.finalize=whisper"]
    )
    run = make_run(config)
    run.play(RATE)
    run.take()
    history = run.chronicle.history
    run.chronicle.seen.refresh(history, 0.0, history.end_sample)

    assert run.chronicle.newest_levels().shape == (20,)
    assert run.chronicle.newest_levels().max() <= 1.5


def test_many_bands_and_short_hops_are_kept_for_a_shorter_time(make_run):
    run = make_run(load_config(overrides=["mel.n_mels=512", "stft.n_fft=2048", "stft.hop_length=16"]))

    assert run.chronicle.history._levels.nbytes == pytest.approx(MOST_BYTES, rel=0.02)
