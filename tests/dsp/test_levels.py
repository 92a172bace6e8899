"""Levels of samples are AES17's: a full-scale sine is 0 dBFS."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from livemel.dsp.levels import decibels, peak_dbfs, rms_dbfs

SAMPLES = arrays(
    np.float64,
    array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=40),
    elements=st.floats(-1, 1, allow_subnormal=False).map(lambda x: x if abs(x) > 1e-100 else 0.0),
)


def sine(level_db, n=48000):
    return 10 ** (level_db / 20) * np.sin(2 * np.pi * 1000 * np.arange(n) / 48000)


@pytest.mark.parametrize("level_db", [0.0, -6.0, -60.0, -140.0])
@pytest.mark.parametrize("measure", [rms_dbfs, peak_dbfs])
def test_a_sine_reads_its_level(measure, level_db):
    assert float(measure(sine(level_db))) == pytest.approx(level_db, abs=1e-9)


def test_a_square_wave_has_three_decibels_more_power():
    square = np.sign(sine(0.0) + 1e-6)

    assert float(rms_dbfs(square)) == pytest.approx(10 * math.log10(2), abs=1e-12)
    assert float(peak_dbfs(square)) == 0.0


@given(samples=SAMPLES)
def test_peak_and_rms_are_at_most_the_crest_of_a_square_wave_apart(samples):
    assert np.all(rms_dbfs(samples) <= peak_dbfs(samples) + 10 * math.log10(2) + 1e-9)


@given(samples=SAMPLES, exponent=st.integers(-10, 10))
@pytest.mark.parametrize("measure", [rms_dbfs, peak_dbfs])
def test_a_level_goes_with_the_gain(measure, samples, exponent):
    louder = measure(samples * 2.0**exponent)

    assert np.allclose(louder, measure(samples) + 20 * math.log10(2) * exponent, rtol=0, atol=1e-9)


@given(samples=SAMPLES)
@pytest.mark.parametrize("measure", [rms_dbfs, peak_dbfs])
def test_a_channel_reads_the_same_alone(measure, samples):
    together = np.atleast_2d(samples)
    alone = [measure(together[:, channel]) for channel in range(together.shape[1])]

    assert np.array_equal(measure(together), alone)


@pytest.mark.parametrize("measure", [rms_dbfs, peak_dbfs])
def test_silence_is_minus_infinity(measure):
    assert measure(np.zeros((5, 2))).tolist() == [-math.inf, -math.inf]


@pytest.mark.parametrize("measure", [rms_dbfs, peak_dbfs])
def test_the_largest_float32_has_a_level(measure):
    assert np.isfinite(measure(np.full(100, np.finfo(np.float32).max, np.float32)))


@pytest.mark.parametrize("measure", [rms_dbfs, peak_dbfs])
@pytest.mark.parametrize(("samples", "message"), [
    (np.zeros(0), r"with n >= 1, got \(0,\)"),
    (np.zeros((2, 2, 2)), r"got \(2, 2, 2\)"),
    (np.float64(1.0), r"got \(\)"),
    (np.zeros(4, np.int16), r"must be floats in \[-1, 1\], got int16; divide"),
])  # fmt: skip
def test_what_has_no_level_is_refused(measure, samples, message):
    with pytest.raises(ValueError, match=message):
        measure(samples)


@given(amplitude=st.floats(0, 1e30))
def test_decibels_of_one_number_and_of_an_array_agree(amplitude):
    assert decibels(np.array([amplitude]))[0] == pytest.approx(decibels(amplitude), rel=1e-14)


def test_decibels_of_no_number_are_no_number():
    assert math.isnan(decibels(math.nan))


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts the threads of a process, which Linux tells")
def test_a_sum_of_squares_wakes_no_other_thread():
    program = (
        "import os, time, numpy as np; from livemel.dsp.levels import sum_of_squares\n"
        "def others():\n"
        "    tasks = [task for task in os.listdir('/proc/self/task') if int(task) != os.getpid()]\n"
        "    told = [open(f'/proc/self/task/{task}/stat').read().split() for task in tasks]\n"
        "    return sum(int(each[13]) + int(each[14]) for each in told)\n"
        "samples = np.ones(100_000)\n"
        "time.sleep(0.5); before = others()\n"
        "assert [sum_of_squares(samples) for _ in range(20)] == [100_000.0] * 20\n"
        "time.sleep(0.3); print(others() - before)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert int(run.stdout) <= 1
