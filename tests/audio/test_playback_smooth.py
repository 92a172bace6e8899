"""Live sound: unchanged where it continues, faded where it does not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.audio.playback.levels import amplitude, rising
from livemel.audio.playback.smooth import JOINT_SECONDS, Smooth

RATE = 8000
JOINT = round(JOINT_SECONDS * RATE)


def tone(count, hz=100.0, rate=RATE):
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(count) / rate)).astype(np.float32)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=20))
def test_pieces_that_continue_each_other_are_joined_as_they_are(lengths):
    sound = tone(sum(lengths)) + np.float32(0.25)
    smooth = Smooth(RATE, RATE)
    given = [smooth.push(piece, RATE) for piece in np.split(sound, np.cumsum(lengths)[:-1])]
    played = np.concatenate([*given, smooth.end()])
    expected = sound.copy()
    expected[:JOINT] *= rising(JOINT)[: len(sound)]
    if len(sound) >= JOINT:
        expected[-JOINT:] *= rising(JOINT)[::-1]

        assert np.allclose(played, expected, atol=1e-6)
    assert len(played) == len(sound)
    assert abs(played[-1]) < 0.01


def test_after_an_end_the_sound_rises_from_silence():
    smooth = Smooth(RATE, RATE)
    ones = np.full(500, 0.5, np.float32)
    played = np.concatenate([smooth.push(ones, RATE), smooth.end(), smooth.push(ones, RATE), smooth.end()])

    assert len(played) == 1000
    assert np.abs(np.diff(played)).max() < 0.5 * np.pi / 2 / JOINT + 1e-6
    assert np.abs(played[498:502]).max() < 0.01


@pytest.mark.parametrize("speed", [0.25, 0.5, 2.0, 4.0])
def test_at_another_speed_the_pitch_follows(speed):
    smooth = Smooth(RATE, RATE)
    pieces = [smooth.push(piece, RATE * speed) for piece in np.split(tone(8000), 80)]
    played = np.concatenate([*pieces, smooth.end()])
    spectrum = np.abs(np.fft.rfft(played * np.hanning(len(played)), 1 << 16))

    assert len(played) == pytest.approx(8000 / speed, abs=2)
    assert spectrum.argmax() * RATE / (1 << 16) == pytest.approx(100 * speed, abs=1.0)


def test_a_change_of_speed_does_not_click():
    smooth = Smooth(RATE, RATE)
    played = np.concatenate(
        [smooth.push(tone(2000), RATE), smooth.push(tone(2000), 2 * RATE), smooth.push(tone(2000), RATE), smooth.end()]
    )

    assert np.abs(np.diff(played)).max() < 0.5 * 2 * np.pi * 200 / RATE + 0.5 * np.pi / 2 / JOINT + 1e-3


@given(st.lists(st.floats(0, 8), min_size=1, max_size=8))
def test_nothing_is_louder_than_the_ceiling(levels):
    smooth = Smooth(RATE, RATE)
    played = np.concatenate([smooth.push(tone(300) * np.float32(level), RATE) for level in levels] + [smooth.end()])

    assert np.abs(played).max() <= amplitude(-1.0) + 1e-6


def test_what_is_no_number_is_silence():
    smooth = Smooth(RATE, RATE)

    assert np.all(np.isfinite(np.concatenate([smooth.push(np.full(99, np.nan, np.float32), RATE), smooth.end()])))


def test_what_is_heard_is_not_changed():
    sound = tone(500)
    kept = sound.copy()
    Smooth(RATE, RATE).push(sound, RATE)

    assert np.array_equal(sound, kept)
