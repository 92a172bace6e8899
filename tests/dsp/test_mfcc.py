"""MFCC: SciPy's cosine transform, librosa's coefficients, and the same bits beside any other frame."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.fft import dct

from livemel.dsp.mfcc import cosine_basis, mfcc

LEVELS = st.integers(0, 6).flatmap(lambda m: arrays(np.float64, (m, 16), elements=st.floats(-120, 20)))

LIBROSA = {
    0: [
        [-273.925043, 56.48446, 7.246251, 103.474329, -54.266561],
        [-279.986411, 59.120536, -4.551481, 109.869665, 34.085655],
    ],
    22: [
        [-702.744623, 231.533084, 40.358469, 718.841235, -445.173999],
        [-718.29484, 242.338515, -25.34977, 763.269944, 279.620579],
    ],
}
"""librosa.feature.mfcc(S=some_levels().T, n_mfcc=5, lifter=...).T of librosa 0.11.0."""


def some_levels():
    frame, band = np.mgrid[:2, :40]
    return -40 + 30 * np.sin(0.7 * frame + 0.3 * band) - 0.2 * band


@pytest.mark.parametrize("length", [1, 2, 3, 13, 40, 80, 128, 257, 1024])
def test_the_basis_is_scipys_orthonormal_transform(length):
    assert np.abs(cosine_basis(length, length) - dct(np.eye(length), norm="ortho").T).max() < 1e-15


@given(levels=LEVELS, n_mfcc=st.integers(1, 16))
def test_coefficients_are_the_first_of_scipys_transform(levels, n_mfcc):
    expected = dct(levels, norm="ortho")[:, :n_mfcc] if len(levels) else np.empty((0, n_mfcc))

    assert mfcc(levels, n_mfcc).shape == expected.shape
    assert np.allclose(mfcc(levels, n_mfcc), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("lifter", sorted(LIBROSA))
def test_coefficients_are_librosas(lifter):
    assert np.allclose(mfcc(some_levels(), n_mfcc=5, lifter=lifter), LIBROSA[lifter], rtol=0, atol=1e-6)


@given(levels=LEVELS, cut=st.integers(0, 6))
def test_a_frames_bits_do_not_depend_on_its_neighbours(levels, cut):
    parts = [mfcc(levels[:cut], 13, lifter=22), mfcc(levels[cut:], 13, lifter=22)]

    assert np.array_equal(np.concatenate(parts), mfcc(levels, 13, lifter=22))


def test_channels_stand_where_they_stood():
    levels = np.random.default_rng(1).normal(-40, 10, (5, 2, 40))
    first_channel = mfcc(levels[:, 0])

    assert mfcc(levels).shape == (5, 2, 20)
    assert np.array_equal(mfcc(levels)[:, 0], first_channel)


def test_float32_levels_give_float64_coefficients():
    levels = some_levels().astype(np.float32)

    assert np.array_equal(mfcc(levels), mfcc(levels.astype(np.float64)))


def test_a_louder_signal_changes_only_the_first_coefficient():
    louder = mfcc(some_levels() + 6.0) - mfcc(some_levels())

    assert np.allclose(louder[:, 0], 6.0 * np.sqrt(40))
    assert np.abs(louder[:, 1:]).max() < 1e-12


@pytest.mark.parametrize(("levels", "n_mfcc", "lifter", "message"), [
    (np.zeros((3, 40)), 0, 0.0, "at most the number of bands, 40, got 0"),
    (np.zeros((3, 40)), 41, 0.0, "at most the number of bands, 40, got 41"),
    (np.zeros((3, 0)), 1, 0.0, "number of bands, 0, got 1"),
    (np.float64(1), 1, 0.0, "number of bands, 0, got 1"),
    (np.zeros((3, 40)), 20, -1.0, "lifter must be a number of at least 0, got -1"),
    (np.zeros((3, 40)), 20, float("nan"), "lifter must be a number of at least 0, got nan"),
])  # fmt: skip
def test_what_has_no_coefficients_is_refused(levels, n_mfcc, lifter, message):
    with pytest.raises(ValueError, match=message):
        mfcc(levels, n_mfcc, lifter)
