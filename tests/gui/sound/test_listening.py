"""Hearing again: the right samples go to the player, the cursor follows, and nothing fails in silence."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from livemel.config import load_config
from livemel.errors import DeviceError
from livemel.gui.page import Page, Selection
from livemel.gui.sound.listening import Listening
from livemel.picture.axis import MelAxis
from livemel.runtime.feed import Gap, Sound
from livemel.runtime.past.sound_store import SoundStore

RATE = 1000


class PlayerOfATest:
    """Remembers what it was to play."""

    def __init__(self):
        self.asked = []

    def play(self, samples, sample_rate, loop=False):
        self.asked.append((samples, sample_rate, loop))
        return PlayingOfATest()

    def tone(self, hz, seconds):
        if hz > 20_000:
            raise DeviceError("a tone must be below 20 kHz")
        self.asked.append((hz, seconds))
        return PlayingOfATest()


class PlayingOfATest:
    def __init__(self):
        self.position_s, self.is_done, self.failure, self.stopped = 0.0, False, "", False

    def stop(self):
        self.stopped = True


@pytest.fixture
def page(qapp):
    config = load_config()
    page = Page(config, MelAxis(config.mel, 16000), RATE, datetime.now())
    page.edge = 20.0
    return page


@pytest.fixture
def store():
    """20 s whose samples are their own time in seconds, the 5th second lost."""
    store = SoundStore(60.0, RATE)
    time = (np.arange(20 * RATE) / RATE).astype(np.float32)
    store.consume(Sound(0, time[: 5 * RATE], begins=True))
    store.consume(Gap(5 * RATE, RATE, "dropped"))
    store.consume(Sound(6 * RATE, time[6 * RATE :], begins=True))
    return store


@pytest.fixture
def listening(page, store):
    listening = Listening(page, PlayerOfATest())
    listening.set_source(store, "file")
    listening.sentences = []
    listening.said.connect(listening.sentences.append)
    return listening


def heard(listening):
    return listening._player.asked[-1]


def test_a_selection_is_heard_to_the_sample(listening, page):
    page.select(Selection(7.0, 9.5, 100.0, 900.0))
    listening.hear()
    samples, rate, loop = heard(listening)

    assert (len(samples), rate, loop) == (2500, RATE, False)
    assert samples[[0, -1]] == pytest.approx([7.0, 9.499])


def test_without_a_selection_it_is_the_last_ten_seconds(listening):
    listening.hear(loop=True)
    samples, _, loop = heard(listening)

    assert (len(samples), loop) == (10 * RATE, True)
    assert samples[0] == pytest.approx(10.0)


def test_the_last_seconds_end_where_the_picture_ends(listening, page):
    page.edge = 12.0
    listening.hear_last(2.0)

    assert heard(listening)[0][0] == pytest.approx(10.0)


def test_what_was_lost_is_left_to_the_player_as_not_a_number(listening):
    listening.hear_part(4.0, 7.0)

    assert np.isnan(heard(listening)[0]).sum() == RATE


def test_what_is_not_kept_is_told(listening, page):
    page.select(Selection(100.0, 101.0, 0.0, 1.0))
    listening.hear()
    page.select(Selection(5.0, 6.0, 0.0, 1.0))
    listening.hear()

    assert listening._player.asked == []
    assert [each[:27] for each in listening.sentences] == ["There is no sound of that t"] * 2


def test_without_a_store_that_is_told(listening):
    listening.set_source(None, "picture")
    listening.hear()

    assert listening.sentences == ["There is no sound to hear: none is kept of this source"]


def test_the_cursor_follows_what_is_heard(listening):
    assert listening.cursor_seconds is None
    listening.hear_part(7.0, 9.0)
    listening._playing.position_s = 0.75

    assert listening.cursor_seconds == 7.75


def test_the_end_is_noticed(listening, qtbot):
    listening.hear_part(7.0, 9.0)
    listening._playing.is_done = True
    with qtbot.waitSignal(listening.changed):
        listening.tick()

    assert not listening.is_playing
    assert listening.cursor_seconds is None
    assert listening.sentences == []


def test_why_nothing_is_heard_is_told(listening):
    listening.hear_part(7.0, 9.0)
    listening._playing.is_done, listening._playing.failure = True, "no loudspeaker found; plug one in"
    listening.tick()

    assert listening.sentences == ["No loudspeaker found; plug one in"]


def test_the_same_key_stops_and_the_other_goes_on_otherwise(listening):
    listening.toggle()
    first = listening._playing
    listening.toggle(loop=True)
    second = listening._playing

    assert second is not first
    assert listening.is_looping
    listening.toggle(loop=True)
    assert second.stopped
    assert not listening.is_playing


def test_another_source_ends_it(listening, store):
    listening.hear()
    playing = listening._playing
    listening.set_source(store, "mic")

    assert playing.stopped


def test_a_click_plays_the_tone_of_its_height(listening):
    listening.tone(440.0)

    assert heard(listening) == (440.0, 0.5)
    assert listening.cursor_seconds is None


def test_no_tone_while_a_microphone_might_hear_it_unless_that_is_asked_for(listening, store):
    listening.set_source(store, "mic")
    listening.tone(440.0)

    assert listening._player.asked == []
    assert "headphones" in listening.tone_note
    listening.tone_on_click = True
    listening.tone(440.0)
    assert heard(listening) == (440.0, 0.5)
    assert listening.tone_note == ""


def test_a_tone_that_cannot_be_played_is_told(listening):
    listening.tone(23_000.0)

    assert listening.sentences == ["A tone must be below 20 kHz"]
