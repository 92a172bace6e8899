"""Measures of frames: librosa's centroid, and all of them at once."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from livemel.dsp.measures import frame_measures, spectral_centroid

BINS_HZ = np.fft.rfftfreq(16, 1 / 16000)
SPECTRA = arrays(np.float64, (4, 9), elements=st.floats(1e-6, 1e6))

LIBROSA = [4197.213901, 4040.771358, 3967.445039]
"""librosa.feature.spectral_centroid(S=some_magnitudes().T, sr=16000, n_fft=16) of librosa 0.11.0."""


def some_magnitudes():
    frame, fft_bin = np.mgrid[:3, :9]
    return np.abs(np.sin(1.3 * frame + 0.9 * fft_bin)) * 10.0**-frame


def test_the_centroid_is_librosas():
    assert np.allclose(spectral_centroid(some_magnitudes(), BINS_HZ), LIBROSA, rtol=0, atol=1e-6)


@given(magnitudes=SPECTRA)
def test_the_centroid_lies_among_the_frequencies(magnitudes):
    centroids = spectral_centroid(magnitudes, BINS_HZ)

    assert ((centroids >= 0) & (centroids <= 8000.001)).all()


@given(magnitudes=SPECTRA, exponent=st.integers(-300, 300))
def test_the_centroid_does_not_depend_on_the_level(magnitudes, exponent):
    assert np.array_equal(
        spectral_centroid(magnitudes * 2.0**exponent, BINS_HZ), spectral_centroid(magnitudes, BINS_HZ)
    )


@pytest.mark.parametrize("fft_bin", range(9))
def test_the_centroid_of_one_line_is_its_frequency(fft_bin):
    assert spectral_centroid(np.eye(9)[fft_bin], BINS_HZ) == BINS_HZ[fft_bin]


@pytest.mark.parametrize("smallest", [0.0, 5e-324])
def test_the_centroid_of_silence_is_zero(smallest):
    assert spectral_centroid(np.full((2, 9), smallest), BINS_HZ).tolist() == [0.0, 0.0]


@pytest.mark.parametrize(("magnitudes", "frequencies", "message"), [
    (np.zeros((3, 8)), BINS_HZ, r"magnitudes must have shape .* got \(3, 8\) and \(9,\)"),
    (np.float64(1), BINS_HZ, r"got \(\) and \(9,\)"),
    (np.zeros((3, 9)), np.zeros((1, 9)), r"got \(3, 9\) and \(1, 9\)"),
    (np.zeros((3, 0)), np.zeros(0), r"got \(3, 0\) and \(0,\)"),
    (np.full(9, -2.0), BINS_HZ, "magnitudes must be finite and at least 0, got -2"),
    (np.full(9, np.nan), BINS_HZ, "magnitudes must be finite and at least 0, got nan"),
])  # fmt: skip
def test_what_has_no_centroid_is_refused(magnitudes, frequencies, message):
    with pytest.raises(ValueError, match=message):
        spectral_centroid(magnitudes, frequencies)


def measures_of(samples, **limits):
    """Of windows of 1024 samples at 48 kHz."""
    window = np.hanning(1025)[:-1]
    return frame_measures(np.abs(np.fft.rfft(samples * window)) ** 2, 48000, 1024, window.sum(), **limits)


def test_a_frame_of_a_tone_has_it_for_centroid_and_dominant_line():
    measures = measures_of(0.1 * np.sin(2 * np.pi * 3000 * np.arange(1024) / 48000))

    assert measures.centroid_hz == pytest.approx(3000, abs=1)
    assert measures.dominant_hz == pytest.approx(3000, abs=0.1)
    assert measures.dominant_dbfs == pytest.approx(-20, abs=0.01)


def test_a_silent_frame_has_no_line():
    measures = measures_of(np.zeros((1, 1024)))

    assert measures.centroid_hz.tolist() == [0.0]
    assert math.isnan(measures.dominant_hz[0])
    assert measures.dominant_dbfs.tolist() == [-math.inf]


def test_the_limits_are_the_dominant_lines_only():
    samples = np.sin(2 * np.pi * 3000 * np.arange(1024) / 48000)
    limited, free = measures_of(samples, fmin=6000), measures_of(samples)

    assert limited.centroid_hz == free.centroid_hz
    assert limited.dominant_dbfs < -100


@pytest.mark.parametrize("shape", [(0,), (5,), (5, 2), ()])
def test_measures_have_the_shape_of_the_frames(shape):
    measures = measures_of(np.ones((*shape, 1024)))

    assert {measures.centroid_hz.shape, measures.dominant_hz.shape, measures.dominant_dbfs.shape} == {shape}


@given(seed=st.integers(0, 1000), cut=st.integers(0, 7))
def test_a_frames_bits_do_not_depend_on_its_neighbours(seed, cut):
    samples = np.random.default_rng(seed).standard_normal((7, 1024))
    whole, first, second = measures_of(samples), measures_of(samples[:cut]), measures_of(samples[cut:])

    for name in ("centroid_hz", "dominant_hz", "dominant_dbfs"):
        parts = np.concatenate([getattr(first, name), getattr(second, name)])
        assert np.array_equal(parts, getattr(whole, name))


def test_frames_of_a_view_read_as_their_copy():
    powers = np.random.default_rng(2).random((9, 7)).T
    whole, copied = (frame_measures(p, 16000, 16, 1.0) for p in (powers, np.ascontiguousarray(powers)))

    assert np.array_equal(whole.centroid_hz, copied.centroid_hz)
    assert np.array_equal(whole.dominant_hz, copied.dominant_hz)


def test_negative_powers_are_refused():
    with pytest.raises(ValueError, match="powers must be finite and at least 0, got -1"):
        frame_measures(np.full((1, 9), -1.0), 16000, 16, 1.0)
