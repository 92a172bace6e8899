"""Triangles: what their shapes and norms promise, on every scale."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import get_window

from livemel import mel_filterbank
from livemel.config import MelConfig
from livemel.dsp.filterbank import band_edges, empty_bands, n_fft_without_empty_bands
from livemel.dsp.scales import SCALES, hz_to_mel
from livemel.errors import ConfigError

SHAPES = ("hz", "mel")
RATES = (8000, 11025, 16000, 22050, 44100, 48000)


@st.composite
def mel_configs(draw, norms=("sine", "slaney", "none")):
    return MelConfig(
        n_mels=draw(st.integers(1, 60)),
        fmin=draw(st.sampled_from([20.0, 62.5, 500.0]) | st.floats(1, 1000)),
        fmax=draw(st.sampled_from([0.0, 3999.0, 4000.0])),
        scale=draw(st.sampled_from(list(SCALES))),
        shape=draw(st.sampled_from(SHAPES)),
        norm=draw(st.sampled_from(norms)),
        power=draw(st.sampled_from([1, 2])),
    )


rates = st.sampled_from(RATES)
n_ffts = st.integers(2, 300) | st.sampled_from([400, 512])


@settings(deadline=None)
@given(mel=mel_configs(), rate=rates, n_fft=n_ffts)
def test_weights_are_finite_and_not_negative_and_lie_between_the_edges(mel, rate, n_fft):
    weights = mel_filterbank(mel, rate, n_fft)
    edges = band_edges(mel, rate)
    hz = np.arange(1 + n_fft // 2) * rate / n_fft
    slack = 1e-6 * edges[-1]  # float32 knows no edge better
    outside = (hz < edges[:-2, None] - slack) | (hz > edges[2:, None] + slack)

    assert weights.shape == (mel.n_mels, 1 + n_fft // 2)
    assert weights.dtype == np.float32
    assert np.isfinite(weights).all()
    assert weights.min() >= 0
    assert not weights[outside].any()


@settings(deadline=None)
@given(mel=mel_configs(norms=["none"]), rate=rates, n_fft=n_ffts)
def test_neighbours_share_every_bin_between_the_outer_centres(mel, rate, n_fft):
    edges = band_edges(mel, rate)
    hz = np.arange(1 + n_fft // 2) * rate / n_fft
    between = (hz >= edges[1]) & (hz <= edges[-2])
    # double precision but for Kaldi's triangles
    tolerance = 1e-3 / np.diff(hz_to_mel(edges, "htk")).min() if (mel.shape, mel.scale) == ("mel", "htk") else 1e-6

    assert mel_filterbank(mel, rate, n_fft).sum(axis=0)[between] == pytest.approx(1, abs=tolerance)


@pytest.mark.parametrize("scale", SCALES)
def test_triangles_on_the_scale_have_straight_sides_there(scale):
    mel = MelConfig(n_mels=12, fmin=100.0, fmax=7000.0, scale=scale, shape="mel", norm="none")
    corners = hz_to_mel(band_edges(mel, 16000), scale)
    weights = mel_filterbank(mel, 16000, 512)
    expected = [
        [np.interp(hz_to_mel(hz, scale), corners[band : band + 3], [0, 1, 0]) for hz in np.arange(257) * 31.25]
        for band in range(12)
    ]

    assert weights == pytest.approx(np.array(expected), abs=3e-6 if scale == "htk" else 1e-7)


@pytest.mark.parametrize("scale", SCALES)
def test_triangles_in_hz_have_straight_sides_there(scale):
    mel = MelConfig(n_mels=12, fmin=100.0, fmax=7000.0, scale=scale, norm="none")
    edges = band_edges(mel, 16000)
    hz = np.arange(257) * 31.25
    expected = [np.interp(hz, edges[band : band + 3], [0, 1, 0]) for band in range(12)]

    assert mel_filterbank(mel, 16000, 512) == pytest.approx(np.array(expected), abs=1e-7)


def test_on_the_linear_scale_both_shapes_are_one():
    mel = MelConfig(n_mels=30, fmin=100.0, scale="linear", norm="none")

    assert mel_filterbank(replace(mel, shape="mel"), 16000, 512) == pytest.approx(
        mel_filterbank(mel, 16000, 512), abs=1e-7
    )


def test_slaneys_triangles_on_the_scale_are_those_of_transformers():
    # transformers 5.23.0: mel_filter_bank(9, 3, 0, 8000, 16000, None, "slaney", triangularize_in_mel_space=True).T
    expected = [
        [0, 0.6739053890234983, 0, 0, 0, 0, 0, 0, 0],
        [0, 0.3260946109765018, 0.782603592682332, 0.261225464997345, 0, 0, 0, 0, 0],
        [0, 0, 0.2173964073176679, 0.738774535002655, 0.891301796341166, 0.6043667070753709, 0.36992366865617843,
         0.17170490402634106, 0],
    ]  # fmt: skip
    mel = MelConfig(n_mels=3, shape="mel", norm="none")

    assert mel_filterbank(mel, 16000, 16) == pytest.approx(np.array(expected), abs=1e-7)


@settings(deadline=None)
@given(mel=mel_configs(norms=["slaney"]), rate=rates, n_fft=n_ffts)
def test_norm_slaney_gives_triangles_of_area_one(mel, rate, n_fft):
    peaks_of_one = mel_filterbank(replace(mel, norm="none"), rate, n_fft)
    edges = band_edges(mel, rate)
    widths = edges[2:] - edges[:-2]

    assert mel_filterbank(mel, rate, n_fft) * widths[:, None] / 2 == pytest.approx(peaks_of_one, rel=1e-6)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("power", [1, 2])
@pytest.mark.parametrize("window", ["hann", ("kaiser", 14), "boxcar"])
def test_norm_sine_sums_up_one_for_a_full_scale_sine_at_a_bands_centre(scale, shape, power, window):
    window = get_window(window, 1024)
    mel = MelConfig(n_mels=24, fmin=300.0, fmax=7000.0, scale=scale, shape=shape, power=power)
    centres = band_edges(mel, 16000)[1:-1]
    sines = np.cos(2 * np.pi * np.outer(centres / 16000, np.arange(1024)) + 0.7)
    sums = mel_filterbank(mel, 16000, window) @ (np.abs(np.fft.rfft(sines * window)) ** power).T

    assert np.diag(sums) == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("norm", ["sine", "slaney", "none"])
def test_a_whole_number_stands_for_a_hann_window_of_that_length(norm):
    mel = MelConfig(n_mels=40, norm=norm)

    assert np.array_equal(mel_filterbank(mel, 16000, 401), mel_filterbank(mel, 16000, get_window("hann", 401)))


@pytest.mark.parametrize("norm", ["slaney", "none"])
def test_only_norm_sine_looks_at_the_shape_of_the_window(norm):
    mel = MelConfig(n_mels=40, norm=norm)

    assert np.array_equal(mel_filterbank(mel, 16000, 512), mel_filterbank(mel, 16000, np.ones(512)))


@settings(deadline=None)
@given(mel=mel_configs(), rate=rates)
def test_the_n_fft_that_is_advised_feeds_every_band(mel, rate):
    n_fft = n_fft_without_empty_bands(mel, rate)
    edges = band_edges(mel, rate)
    narrowest = (edges[2:] - edges[:-2]).min()

    assert rate / n_fft < narrowest <= 1.000001 * rate / (n_fft / 2)
    if n_fft <= 1 << 14:
        assert empty_bands(mel_filterbank(replace(mel, norm="none"), rate, max(2, n_fft))) == []


@pytest.mark.parametrize("norm", ["sine", "slaney", "none"])
def test_a_band_whose_edges_lie_on_bins_is_empty_whatever_rounding_says(norm):
    mel = MelConfig(n_mels=127, scale="linear", norm=norm)

    assert empty_bands(mel_filterbank(mel, 48000, 128)) == list(range(0, 127, 2))
    assert n_fft_without_empty_bands(mel, 48000) == 256


def test_a_band_at_half_of_the_rate_is_not_fed_by_the_rounding_of_its_edge():
    # the last band's weight of the last bin is 6.8e-15, in librosa too
    assert 79 in empty_bands(mel_filterbank(MelConfig(n_mels=80, scale="htk", norm="none"), 16000, 16))


@pytest.mark.parametrize("norm", ["sine", "slaney", "none"])
def test_a_bank_that_no_bin_feeds_is_all_empty(norm):
    mel = MelConfig(n_mels=3, fmin=1001, fmax=1002, norm=norm)

    assert empty_bands(mel_filterbank(mel, 16000, 16)) == [0, 1, 2]


@pytest.mark.parametrize("window", [
    0, 1, -512, 512.0, True, "hann", [], [1.0], np.ones((2, 512)), np.array([1, np.nan]), np.ones(8, complex), None,
])  # fmt: skip
def test_what_is_no_window_is_refused(window):
    with pytest.raises(ValueError, match=r"^window must be finite numbers of shape \(n_fft,\), or a whole n_fft >= 2"):
        mel_filterbank(MelConfig(), 16000, window)


@pytest.mark.parametrize("rate", [0, -16000, np.nan])
def test_what_is_no_rate_is_refused(rate):
    with pytest.raises(ValueError, match=r"^sample_rate must be above 0 Hz, got "):
        mel_filterbank(MelConfig(), rate, 512)


@pytest.mark.parametrize(("changes", "problem"), [
    ({"fmax": 9000}, r"mel\.fmax must be at most 8000 Hz \(half of sample_rate\), got 9000"),
    ({"fmin": 8000}, r"mel\.fmin must be less than 8000 Hz"),
    ({"fmin": 500, "fmax": 400}, r"mel\.fmin must be less than mel\.fmax"),
    ({"scale": "log"}, r"mel\.fmin must be above 0 Hz while mel\.scale is log, got 0"),
    ({"scale": "mel"}, r"mel\.scale must be one of slaney, htk, .*, got 'mel'"),
    ({"shape": "erb"}, r"mel\.shape must be one of hz, mel, got 'erb'"),
    ({"norm": "l1"}, r"mel\.norm must be one of sine, slaney, none, got 'l1'"),
    ({"n_mels": 0}, r"mel\.n_mels must be a whole number 1\.\.4096, got 0"),
    ({"n_mels": 0, "power": 3}, r"mel\.n_mels .*; mel\.power must be one of 1, 2, got 3"),
])  # fmt: skip
def test_impossible_bands_are_refused(changes, problem):
    with pytest.raises(ConfigError, match=problem):
        mel_filterbank(MelConfig(**changes), 16000, 512)
