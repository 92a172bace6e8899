"""Captions: what was computed, in the words of the settings and at the rates that were used."""

import numpy as np
import pytest

from livemel.config import load_config
from livemel.dsp.scales import SCALES
from livemel.picture.captions import SCALE_NAMES, change_name, frequency_name, parameters, unfed_name
from livemel.picture.seen import Change


def said(rate, *overrides):
    return parameters(load_config(overrides=overrides), rate, "1.2")


@pytest.mark.parametrize(
    ("scale", "name"),
    [
        ("slaney", "Frequency in Hz, mel scale (slaney)"),
        ("htk", "Frequency in Hz, mel scale (htk)"),
        ("bark", "Frequency in Hz, Bark scale"),
        ("erb", "Frequency in Hz, ERB-rate scale"),
        ("log", "Frequency in Hz, logarithmic"),
        ("linear", "Frequency in Hz, linear"),
    ],
)
def test_a_frequency_axis_names_its_scale(scale, name):
    assert frequency_name(load_config(overrides=[f"mel.scale={scale}", "mel.fmin=20"])) == name


def test_every_scale_has_a_name():
    assert SCALE_NAMES.keys() == SCALES.keys()


def test_everything_is_counted_at_the_rate_of_the_analysis():
    assert said(48000, "stft.sample_rate=16000", "stft.n_fft=400", "stft.hop_length=160") == (
        "16000 Hz (resampled from 48000 Hz)",
        "n_fft 400 (40 Hz per bin)",
        "window hann 400 (25 ms)",
        "hop 160 (10 ms)",
        "128 bands 0-8000 Hz",
        "scale slaney",
        "norm sine",
        "power",
        "livemel 1.2",
    )


@pytest.mark.parametrize("rate", [0, 48000])
def test_a_source_at_the_rate_of_the_analysis_is_not_called_resampled(rate):
    assert said(48000, f"stft.sample_rate={rate}")[0] == "48000 Hz"


def test_pre_emphasis_is_told_where_there_is_some():
    assert "pre-emphasis 0.97" in said(16000, "stft.preemphasis=0.97")
    assert not any("emphasis" in piece for piece in said(16000))


@pytest.mark.parametrize(
    ("config", "told"),
    [
        (load_config("librosa", overrides=["level.top_db=60"]), "60 dB"),
        (load_config("whisper-80"), "80 dB"),
        (load_config("whisper-80", overrides=["mel.power=1"]), "160 dB"),
    ],
    ids=["top_db", "whisper", "magnitudes"],
)
def test_the_floor_is_told_in_decibels_below_the_loudest(config, told):
    assert f"brown: {told} below the loudest in view" in change_name(Change.FLOOR, 10.0, config)


def test_a_range_that_is_cut_off_is_told():
    librosa = load_config("librosa")

    assert "top_db 80" in parameters(librosa, 48000, "1.2")
    assert not any("top_db" in piece for piece in said(48000))


def test_bands_without_an_fft_bin_are_counted():
    assert unfed_name(np.array([True, False, True])) == "no FFT bin (2 bands)"
    assert unfed_name(np.array([True, False, False])) == "no FFT bin (1 band)"
    assert unfed_name(None) == ""


def test_what_may_still_change_is_told_with_the_time_that_is_seen():
    assert [change_name(change, 10.0, load_config("librosa")) for change in Change] == [
        "finalised over these 10 s",
        "brown: 80 dB below the loudest in view, may still change",
        "normalised over these 10 s: all may still change",
    ]
