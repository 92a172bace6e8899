"""The table of bands says what the filterbank does."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel import load_config, mel_filterbank
from livemel.config import Config, MelConfig, StftConfig
from livemel.dsp.band_table import band_table, bands_of_one_bin
from livemel.dsp.filterbank import band_edges, empty_bands
from livemel.dsp.scales import SCALES
from livemel.dsp.windows import analysis_window, centred_in
from livemel.errors import ConfigError


@st.composite
def configs(draw):
    n_fft = draw(st.sampled_from([31, 64, 400, 512]))
    mel = MelConfig(
        n_mels=draw(st.integers(1, 60)),
        fmin=50.0,
        scale=draw(st.sampled_from(list(SCALES))),
        shape=draw(st.sampled_from(["hz", "mel"])),
        norm=draw(st.sampled_from(["sine", "slaney", "none"])),
    )
    stft = StftConfig(n_fft=n_fft, hop_length=10, win_length=draw(st.sampled_from([0, 25])), window="blackman")
    return replace(Config(), stft=stft, mel=mel)


@settings(deadline=None)
@given(config=configs(), rate=st.sampled_from([8000, 16000, 44100]))
def test_weights_at_their_bins_are_the_filterbank(config, rate):
    table = band_table(config, rate)
    window = centred_in(analysis_window(config.stft), config.stft.n_fft)
    bank = mel_filterbank(config.mel, rate, window)
    rebuilt = np.zeros_like(bank)
    for band in table:
        rebuilt[band.number, band.bins] = band.weights

    assert [band.number for band in table] == list(range(config.mel.n_mels))
    # but for what rounding gives to bins on the edges
    assert rebuilt == pytest.approx(bank, abs=1e-9 * max(1, bank.max()))


@settings(deadline=None)
@given(config=configs(), rate=st.sampled_from([8000, 16000, 44100]))
def test_corners_are_the_band_edges_and_bins_lie_between_them(config, rate):
    table = band_table(config, rate)
    corners = [(band.lower_hz, band.centre_hz, band.upper_hz) for band in table]
    edges = band_edges(config.mel, rate)
    bin_hz = rate / config.stft.n_fft

    assert corners == list(zip(edges, edges[1:], edges[2:], strict=False))
    for band in table:
        assert band.lower_hz - 0.01 < band.first_bin * bin_hz
        assert all(bin_ * bin_hz < band.upper_hz + 0.01 for bin_ in band.bins)


@settings(deadline=None)
@given(config=configs())
def test_bands_without_a_bin_have_no_weights(config):
    table = band_table(config, 16000)
    bank = mel_filterbank(replace(config.mel, norm="none"), 16000, config.stft.n_fft)

    assert [band.number for band in table if not len(band.bins)] == empty_bands(bank)


def test_bands_of_one_bin_or_none_are_named():
    config = load_config("librosa", overrides=["stft.n_fft=512", "stft.hop_length=128"])
    table = band_table(config, 22050)
    thin = bands_of_one_bin(table)

    assert 0 in thin
    assert 127 not in thin
    assert all((len(band.bins) <= 1) == (band.number in thin) for band in table)


def test_a_band_is_a_value():
    band = band_table(load_config("librosa"), 22050)[64]

    with pytest.raises(FrozenInstanceError):
        band.number = 0
    with pytest.raises(ValueError, match="read-only"):
        band.weights[0] = 1
    assert band.weights.dtype == np.float32


def test_bands_above_half_of_the_rate_are_refused():
    with pytest.raises(ConfigError, match=r"mel\.fmax must be at most 4000 Hz"):
        band_table(load_config(overrides=["mel.fmax=8000"]), 8000)
