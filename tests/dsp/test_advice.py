"""Advice is given where something would look like silence, and what it advises helps."""

from __future__ import annotations

import pytest

from livemel import load_config
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.dsp.scales import SCALES

FEW_BINS = ["stft.n_fft=64", "stft.hop_length=16", "mel.n_mels=90", "mel.fmin=50"]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("shape", ["hz", "mel"])
def test_empty_bands_are_told_on_every_scale_and_the_cure_cures(scale, shape):
    settings = [*FEW_BINS, f"mel.scale={scale}", f"mel.shape={shape}"]
    warning = empty_bands_warning(load_config(overrides=settings), 16000)
    cure = warning.partition("; ")[2].removesuffix(" would feed them")

    assert " have no FFT bin; stft.n_fft=" in warning
    assert empty_bands_warning(load_config(overrides=[*settings, cure]), 16000) == ""


def test_bands_are_those_of_the_analysis_not_of_the_source():
    at_8_khz = load_config(overrides=["stft.n_fft=256", "stft.hop_length=64", "mel.n_mels=40", "mel.scale=htk"])
    resampled = load_config(overrides=["stft.sample_rate=8000", "stft.n_fft=256", "stft.hop_length=64",
                                       "mel.n_mels=40", "mel.scale=htk"])  # fmt: skip

    assert empty_bands_warning(at_8_khz, 8000) == ""
    assert empty_bands_warning(at_8_khz, 48000) != ""
    assert empty_bands_warning(resampled, 48000) == ""


def test_bands_above_half_of_the_sources_rate_are_told():
    config = load_config(overrides=["stft.sample_rate=16000", "mel.n_mels=3", "mel.scale=linear"])

    assert rate_warning(config, 8000) == (
        "nothing above 4000 Hz (half of the source's 8000 Hz) can be there, although stft.sample_rate is 16000 Hz "
        "and the bands reach 8000 Hz: bands from 2 on show nothing"
    )


def test_bands_that_only_reach_above_are_not_called_silent():
    config = load_config(overrides=["stft.sample_rate=16000", "mel.n_mels=1"])

    assert rate_warning(config, 15000).endswith("and the bands reach 8000 Hz")


@pytest.mark.parametrize(("settings", "source_rate"), [
    ([], 8000),
    (["stft.sample_rate=16000"], 16000),
    (["stft.sample_rate=16000"], 48000),
    (["stft.sample_rate=16000", "mel.fmax=4000"], 8000),
])  # fmt: skip
def test_no_warning_where_the_source_holds_all_that_the_bands_show(settings, source_rate):
    assert rate_warning(load_config(overrides=settings), source_rate) == ""
