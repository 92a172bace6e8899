"""What cannot be played is refused at once; nothing opens before something is to be played."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from livemel.audio.playback import Player, PlayerState
from livemel.errors import DeviceError


@pytest.fixture
def player():
    player = Player()
    yield player
    player.close()


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros((5, 2)), 0.5])
def test_what_is_no_sound_is_refused(player, samples):
    with pytest.raises(ValueError, match="samples must have shape"):
        player.play(samples, 48000)


@pytest.mark.parametrize(("rate", "ceiling"), [(0, -1.0), (-1, -1.0), (48000, 0.1), (48000, float("nan"))])
def test_a_rate_or_a_ceiling_that_cannot_be_is_refused(player, rate, ceiling):
    with pytest.raises(ValueError, match="sample_rate must be > 0 and ceiling_dbfs <= 0"):
        player.play(np.ones(5), rate, ceiling_dbfs=ceiling)


@pytest.mark.parametrize("hz", [0.0, -5.0, 24000.0, 1e6, float("nan")])
def test_a_tone_that_the_output_cannot_play_is_refused(player, hz):
    with pytest.raises(DeviceError, match="a tone must be above 0 and below 24000 Hz"):
        player.tone(hz)


def test_a_tone_of_no_length_is_refused(player):
    with pytest.raises(ValueError, match="at least one sample"):
        player.tone(440.0, seconds=0.0)


def test_nothing_is_opened_until_something_is_played(player):
    player.through(48000)
    player.stop()
    player.choose("elsewhere")

    assert player.state is PlayerState.CLOSED
    assert "livemel player" not in [thread.name for thread in threading.enumerate()]


def test_a_closed_player_plays_nothing_and_says_so(player):
    player.close()
    playing = player.play(np.ones(10), 48000)

    assert playing.is_done
    assert playing.failure == "the player is closed"


def test_live_sound_that_is_switched_off_is_not_kept(player):
    through = player.through(48000)
    through.is_on = False
    through.hear(np.ones(100, np.float32))

    assert not through.wants_output


def test_whatever_goes_wrong_is_told_once_and_the_next_sound_tries_again(player, monkeypatch):
    asked = []

    def broken():
        asked.append(1)
        raise RuntimeError("out of order")

    monkeypatch.setattr("livemel.audio.playback.player.list_outputs", broken)
    for _ in range(2):
        playing = player.play(np.ones(10), 48000)
        wait_until_done(playing)
        assert playing.failure == "playing has stopped: RuntimeError: out of order"
        assert player.state is PlayerState.FAILED
        assert player.detail == playing.failure

    assert len(asked) == 2


def test_an_output_that_is_not_there_is_told(player, monkeypatch):
    monkeypatch.setattr("livemel.audio.playback.player.list_outputs", list)
    playing = player.tone(440.0)
    wait_until_done(playing)

    assert "no loudspeaker found" in playing.failure
    assert player.state is PlayerState.FAILED


def wait_until_done(playing):
    deadline = time.monotonic() + 10.0
    while not playing.is_done:
        assert time.monotonic() < deadline
        time.sleep(0.002)
