"""Kaldi's triangles are Kaldi's, to the rounding of its float32."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.config import MelConfig
from livemel.dsp.filterbank import mel_filterbank
from livemel.dsp.kaldi_triangles import kaldi_triangles

# MelBanks.get_matrix() of kaldi-native-fbank 1.23.0, 16 kHz, n_fft 512, low_freq 20: band, its first bin, weights
OF_23 = [
    (0, 1, [0.149327353, 0.55237782, 0.939235985, 0.688845038, 0.330756307]),
    (11, 50, [0.0278062057, 0.159925848, 0.29025948, 0.418853015]),
    (22, 204, [0.00863583479, 0.0510847494, 0.0933458805, 0.135423407]),
]
OF_80 = [
    (0, 1, [0.503979862, 0.135724813]),
    (1, 2, [0.864275157]),
    (2, 3, [0.830078483]),
    (79, 240, [0.0759876072, 0.199633822, 0.322808266, 0.445524961, 0.567776918, 0.689557076, 0.810900629, 0.931786478,
               0.947777987, 0.827785552, 0.70822978, 0.589117587, 0.470442027, 0.352188945, 0.234372467, 0.116971463]),
]  # fmt: skip


def kaldis(n_mels):
    return MelConfig(n_mels=n_mels, fmin=20, scale="htk", shape="mel", norm="none")


@pytest.mark.parametrize(("n_mels", "expected"), [(23, OF_23), (80, OF_80)])
def test_weights_are_kaldis(n_mels, expected):
    bank = mel_filterbank(kaldis(n_mels), 16000, 512)

    for band, first, weights in expected:
        assert np.flatnonzero(bank[band])[0] == first
        assert bank[band, first : first + len(weights)] == pytest.approx(weights, abs=1e-6)


@pytest.mark.parametrize(("n_mels", "bins"), [(80, 501), (23, 480), (40, 492)])
def test_as_many_bins_have_a_weight_as_in_kaldi(n_mels, bins):
    assert np.count_nonzero(mel_filterbank(kaldis(n_mels), 16000, 512)) == bins


@given(
    n_mels=st.integers(1, 128),
    fmin=st.floats(0, 1000),
    width=st.floats(200, 7000),
    n_fft=st.integers(2, 1024),
)
def test_weights_are_those_of_double_precision_but_for_rounding(n_mels, fmin, width, n_fft):
    fmax = min(fmin + width, 8000)
    mels = lambda hz: 2595 * np.log10(1 + np.asarray(hz) / 700)  # noqa: E731
    corners = np.linspace(mels(fmin), mels(fmax), n_mels + 2)
    bins = mels(np.arange(1 + n_fft // 2) * 16000 / n_fft)
    rising = (bins - corners[:-2, None]) / np.diff(corners)[:-1, None]
    falling = (corners[2:, None] - bins) / np.diff(corners)[1:, None]
    expected = np.maximum(0, np.minimum(rising, falling))
    weights = kaldi_triangles(n_mels, fmin, fmax, 16000, n_fft)

    # a height of 3000 is known to 2e-4 in float32
    assert weights == pytest.approx(expected, abs=1e-3 / np.diff(corners).min())


@given(n_mels=st.integers(1, 4096), fmin=st.floats(0, 24000), width=st.floats(1e-6, 1), n_fft=st.integers(2, 64))
def test_bands_narrower_than_float32_can_tell_are_numbers_still(n_mels, fmin, width, n_fft):
    weights = kaldi_triangles(n_mels, fmin, fmin + width, 48000, n_fft)

    assert weights.shape == (n_mels, 1 + n_fft // 2)
    assert weights.min() >= 0
    assert weights.max() <= 1.001


@pytest.mark.parametrize("n_fft", [400, 401, 512])
def test_the_bin_at_half_of_the_rate_has_no_weight(n_fft):
    weights = kaldi_triangles(40, 0, 8000, 16000, n_fft)

    assert weights[:, 0].max() == 0
    assert (weights[:, -1].max() == 0) == (n_fft % 2 == 0)
