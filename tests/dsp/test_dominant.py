"""The dominant line: found between the bins as well as the documentation says, and none where there is none."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.signal import get_window

from livemel.dsp.dominant import dominant_lines

RATE = 48000
N_FFT = 2048
HANN = get_window("hann", N_FFT)
BIN_HZ = RATE / N_FFT
PHASES = st.floats(0, 2 * math.pi)


def tone(hz, amplitude=1.0, phase=0.0, n_fft=N_FFT):
    return amplitude * np.sin(2 * np.pi * hz * np.arange(n_fft) / RATE + phase)


def powers_of(samples, window=HANN):
    return np.abs(np.fft.rfft(samples * window)) ** 2


def line(samples, window=HANN, **limits):
    """Hz and dBFS of the dominant line."""
    lines = dominant_lines(powers_of(samples, window), RATE, len(window), window.sum(), **limits)
    return float(lines.hz), float(lines.dbfs)


@settings(max_examples=300)
@given(hz=st.floats(50, 20000), phase=PHASES)
@example(hz=50.0, phase=0.0)
@example(hz=20000.0, phase=1.0)
def test_a_sine_is_found_as_near_as_documented(hz, phase):
    found, dbfs = line(tone(hz, phase=phase))

    assert abs(found - hz) < (0.38 if hz >= 200 else 0.45)
    assert abs(dbfs) < (0.34 if hz >= 100 else 0.41)


@pytest.mark.parametrize(("from_hz", "cents"), [(50, 13.0), (100, 7.0), (200, 3.2), (650, 1.0), (6500, 0.1)])
def test_the_error_in_cents_is_as_documented(from_hz, cents):
    rng = np.random.default_rng(3)
    hz = np.geomspace(from_hz, 20000, 1000)[:, None]
    samples = np.sin(2 * np.pi * hz * np.arange(N_FFT) / RATE + rng.uniform(0, 2 * np.pi, hz.shape))
    found = dominant_lines(powers_of(samples), RATE, N_FFT, HANN.sum()).hz

    assert np.abs(1200 * np.log2(found / hz[:, 0])).max() < cents


@given(exponent=st.integers(-40, 40), hz=st.floats(100, 20000))
def test_its_place_does_not_depend_on_the_level(exponent, hz):
    quiet, loud = line(tone(hz)), line(tone(hz, amplitude=2.0**exponent))

    assert loud[0] == pytest.approx(quiet[0], rel=1e-9)
    assert loud[1] == pytest.approx(quiet[1] + 20 * math.log10(2) * exponent, abs=1e-9)


@pytest.mark.parametrize("n_fft", [2048, 1999, 400])
@pytest.mark.parametrize("window", ["hann", "hamming", "blackman", "boxcar", "cosine", "blackmanharris"])
def test_a_tone_on_a_bin_reads_its_frequency_and_level(n_fft, window):
    hz = 40 * RATE / n_fft
    found, dbfs = line(tone(hz, 0.1, n_fft=n_fft), get_window(window, n_fft))

    assert found == pytest.approx(hz, abs=0.005 * RATE / n_fft)
    assert dbfs == pytest.approx(-20, abs=0.02)


@given(places=st.floats(39.5, 40.5), phase=PHASES)
@pytest.mark.parametrize("window", ["hann", "hamming", "blackman", "boxcar", "cosine", "blackmanharris"])
def test_no_window_makes_a_level_much_wrong(window, places, phase):
    assert abs(line(tone(places * BIN_HZ, phase=phase), get_window(window, N_FFT))[1]) < 4.0


@pytest.mark.parametrize("n_fft", [2048, 1999])
def test_a_constant_is_a_line_at_zero(n_fft):
    window = get_window("hann", n_fft)
    found, dbfs = line(np.full(n_fft, 0.1), window)

    assert found == 0.0
    assert dbfs == pytest.approx(-20, abs=1e-9)


@pytest.mark.parametrize("n_fft", [2048, 1999])
def test_alternating_samples_are_a_line_at_nyquist(n_fft):
    window = get_window("hann", n_fft)
    found, dbfs = line(0.1 * (-1.0) ** np.arange(n_fft), window)

    assert found == RATE / 2
    assert dbfs == pytest.approx(-20, abs=0.4)


def test_the_stronger_of_two_tones_wins():
    assert line(tone(1000, 0.1) + tone(5000, 0.2))[0] == pytest.approx(5000, abs=0.4)


def test_outside_the_limits_nothing_is_sought():
    both = tone(1000, 0.1) + tone(5000, 0.2)

    assert line(both, fmax=3000)[0] == pytest.approx(1000, abs=0.4)
    assert line(both, fmin=3000)[0] == pytest.approx(5000, abs=0.4)


def test_the_slope_of_what_is_outside_is_no_peak():
    loud_below = 0.5 + tone(1000, 1e-3)

    assert line(loud_below)[0] == 0
    assert line(loud_below, fmin=20)[0] == pytest.approx(1000, abs=0.5)


@given(fmin=st.floats(0, 23000), width=st.floats(1, 1000), seed=st.integers(0, 100))
def test_what_is_found_lies_within_the_limits(fmin, width, seed):
    noise = np.random.default_rng(seed).standard_normal(N_FFT)
    found, dbfs = line(noise, fmin=fmin, fmax=fmin + width)

    assert fmin <= found <= fmin + width or (math.isnan(found) and dbfs == -math.inf)


@pytest.mark.parametrize("hz", [990.0, 999.9])
def test_a_limit_lies_between_bins(hz):
    assert math.isnan(line(tone(hz), fmin=1000.5, fmax=1010)[0])
    assert line(tone(hz), fmin=980, fmax=1000.5)[0] == pytest.approx(hz, abs=0.4)


@pytest.mark.parametrize("powers", [np.zeros(1025), np.ones(1025)])
def test_a_flat_spectrum_has_no_line(powers):
    lines = dominant_lines(powers, RATE, N_FFT, HANN.sum())

    assert math.isnan(lines.hz)
    assert lines.dbfs == -math.inf


@pytest.mark.parametrize(("fed", "bin_found"), [([40], 40.0), ([40, 41], 40.5), ([0], 0.0), ([1024], 1024.0)])
def test_bins_without_any_power_beside_them_give_a_finite_line(fed, bin_found):
    powers = np.zeros(1025)
    powers[fed] = 1.0
    lines = dominant_lines(powers, RATE, N_FFT, 2.0)

    assert lines.hz == pytest.approx(bin_found * BIN_HZ)
    assert -7 < lines.dbfs < 4


def test_the_smallest_and_the_largest_powers_have_a_line():
    shape = np.array([0.0, 0.5, 1.0, 0.5, 0.0])
    lines = dominant_lines(np.outer([1e-300, 1.0, 1e300], shape), 8, 8, 1.0)

    assert lines.hz.tolist() == [2.0, 2.0, 2.0]


@given(seed=st.integers(0, 1000), cut=st.integers(0, 7))
def test_a_frames_bits_do_not_depend_on_its_neighbours(seed, cut):
    powers = powers_of(np.random.default_rng(seed).standard_normal((7, N_FFT)))
    whole = dominant_lines(powers, RATE, N_FFT, 1.0)
    parts = [dominant_lines(part, RATE, N_FFT, 1.0) for part in (powers[:cut], powers[cut:])]

    assert np.array_equal(np.concatenate([part.hz for part in parts]), whole.hz)
    assert np.array_equal(np.concatenate([part.dbfs for part in parts]), whole.dbfs)


def test_the_shape_is_that_of_the_spectra():
    lines = dominant_lines(np.zeros((3, 2, 1025)), RATE, N_FFT, 1.0)

    assert lines.hz.shape == lines.dbfs.shape == (3, 2)


@pytest.mark.parametrize(("changed", "message"), [
    ({"powers": np.zeros((2, 1024))}, r"powers must have shape \(\.\.\., 1025\) with n_fft=2048, got \(2, 1024\)"),
    ({"powers": np.float64(0)}, r"powers must have shape"),
    ({"powers": np.full(1025, -1.0)}, "powers must be finite and at least 0, got -1"),
    ({"powers": np.full(1025, np.nan)}, "powers must be finite and at least 0, got nan"),
    ({"powers": np.full(1025, np.inf)}, "powers must be finite and at least 0, got inf"),
    ({"n_fft": 1}, "n_fft must be at least 2, got 1"),
    ({"sample_rate": 0}, "sample_rate must be above 0 Hz, got 0"),
    ({"window_sum": 0.0}, "window_sum must be above 0, got 0"),
    ({"fmin": -1.0}, "fmin < fmax <= 24000 Hz .* got -1 and 0"),
    ({"fmin": 500.0, "fmax": 400.0}, "got 500 and 400"),
    ({"fmax": 24001.0}, "got 0 and 24001"),
    ({"fmin": 24000.0}, "got 24000 and 0"),
])  # fmt: skip
def test_what_has_no_meaning_is_refused(changed, message):
    arguments = {"powers": np.zeros(1025), "sample_rate": RATE, "n_fft": N_FFT, "window_sum": 1.0} | changed
    with pytest.raises(ValueError, match=message):
        dominant_lines(**arguments)
