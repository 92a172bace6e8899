"""A reel gives every sample of a sound once, or over and over, and no click at either end."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.audio.playback.levels import amplitude, rising
from livemel.audio.playback.reel import PIECE, Reel

RATE = 8000
RAMP = RATE // 50


def reel(samples, rate=RATE, output_rate=RATE, loop=False, gain_db=0.0, ceiling_dbfs=0.0):
    return Reel(np.asarray(samples, np.float32), rate, output_rate, loop, gain_db, ceiling_dbfs)


def noise(count):
    return np.random.default_rng(3).uniform(-0.5, 0.5, count).astype(np.float32)


def read_all(reel, count=1000):
    pieces = []
    while not reel.is_over:
        pieces.append(reel.read(count))
    return np.concatenate(pieces)


@given(length=st.integers(1, 2000), counts=st.lists(st.integers(1, 700), min_size=1, max_size=5))
def test_every_sample_comes_once_with_ramps_at_the_ends_however_it_is_read(length, counts):
    sound = noise(length)
    ramp = rising(min(RAMP, length // 2))
    expected = sound.copy()
    expected[: len(ramp)] *= ramp
    expected[length - len(ramp) :] *= ramp[::-1]
    played = reel(sound)
    pieces = []
    while not played.is_over:
        pieces.append(played.read(counts[len(pieces) % len(counts)]))

    assert np.array_equal(np.concatenate(pieces), expected)
    assert len(played.read(10)) == 0


@pytest.mark.parametrize("length", [PIECE - 1, PIECE, PIECE + 50, 3 * PIECE + RAMP // 2])
def test_a_ramp_may_lie_across_the_pieces_of_a_long_sound(length):
    played = read_all(reel(np.full(length, 0.5)))

    assert np.array_equal(played[-RAMP:], np.float32(0.5) * rising(RAMP)[::-1])
    assert np.all(played[RAMP:-RAMP] == 0.5)


@pytest.mark.parametrize("length", [1, 7, 1000, PIECE + 1])
def test_a_loop_wraps_from_the_last_sample_to_the_first_and_rises_only_once(length):
    sound = noise(length)
    played = reel(sound, loop=True)
    given = np.concatenate([played.read(777) for _ in range(60)])

    rise = min(RAMP, length // 2)
    assert np.array_equal(given[rise:], sound[np.arange(rise, len(given)) % length])
    assert not played.is_over


@pytest.mark.parametrize("output_rate", [11025, 44100, 48000])
def test_at_another_rate_it_lasts_as_long_and_sounds_the_same(output_rate):
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    played = read_all(reel(tone, output_rate=output_rate))

    assert len(played) == output_rate
    middle = slice(output_rate // 10, -output_rate // 10)
    expected = 0.5 * np.sin(2 * np.pi * 440 * np.arange(output_rate) / output_rate)
    assert np.abs(played[middle] - expected[middle]).max() < 1e-3


def test_a_resampled_loop_has_no_seam():
    period = 0.5 * np.sin(2 * np.pi * np.arange(80) / 80)  # 100 Hz
    played = reel(period, output_rate=48000, loop=True)
    given = played.read(48000)[4800:]

    assert np.abs(given[480:] - given[:-480]).max() < 1e-4
    assert np.abs(np.diff(given)).max() < 0.5 * 2 * np.pi * 100 / 48000 * 1.01


@given(st.floats(-30, 30), st.floats(-40, 0), st.sampled_from([RATE, 11025]))
def test_nothing_is_louder_than_the_ceiling(gain_db, ceiling_dbfs, output_rate):
    loud = np.sign(noise(3000)) * 2.0
    played = read_all(reel(loud, output_rate=output_rate, gain_db=gain_db, ceiling_dbfs=ceiling_dbfs))

    assert np.abs(played).max() <= amplitude(ceiling_dbfs) * (1 + 1e-6)


def test_what_is_no_number_is_silence():
    sound = noise(1000)
    sound[500:600] = np.nan
    sound[700] = np.inf
    played = read_all(reel(sound))

    assert np.all(played[500:600] == 0)
    assert np.all(np.isfinite(played))
    assert np.isnan(sound[500:600]).all()  # the caller's own is left as it was


def test_a_program_that_ends_with_a_sound_that_was_resampled_ends_without_a_word():
    program = (
        "import numpy as np; from livemel.audio.playback.reel import Reel\n"
        "reel = Reel(np.ones(1600, np.float32), 16000, 48000, False, 0.0, 0.0)\n"
        "import ctypes; ctypes.pythonapi.Py_IncRef(ctypes.py_object(reel))  # as by a window that Qt keeps\n"
        "while not reel.is_over: reel.read(480)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stderr == ""
