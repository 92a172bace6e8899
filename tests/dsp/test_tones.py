"""The default preset tells the level of a tone: a full-scale sine reads 0 dBFS wherever it is."""

from __future__ import annotations

import numpy as np
import pytest

from livemel import MelStream, load_config
from livemel.dsp.filterbank import mel_filterbank

ONE_FRAME = ["stft.center=false"]


def levels_of_tones(frequencies, amplitude, sample_rate, *overrides):
    """Levels of one frame of each tone, shape (tones, n_mels)."""
    stream = MelStream(load_config("default", overrides=[*ONE_FRAME, *overrides]), sample_rate)
    time = np.arange(stream.config.stft.n_fft) / sample_rate
    return stream.push(amplitude * np.sin(2 * np.pi * np.outer(time, frequencies) + 0.3))[0]


@pytest.mark.parametrize("power", [1, 2])
@pytest.mark.parametrize("sample_rate", [8000, 16000, 22050, 44100, 48000, 96000])
def test_a_full_scale_sine_at_a_bands_centre_reads_0_dbfs(sample_rate, power):
    stream = MelStream(load_config("default"), sample_rate)
    bin_hz = sample_rate / stream.config.stft.n_fft
    # nearer to 0 Hz or to half of the rate the tone beats with its own mirror image
    bands = np.flatnonzero((stream.frequencies >= 2 * bin_hz) & (stream.frequencies <= sample_rate / 2 - 2 * bin_hz))
    levels = levels_of_tones(stream.frequencies[bands], 1.0, sample_rate, f"mel.power={power}")

    assert np.abs(levels[np.arange(len(bands)), bands]).max() <= 0.5


@pytest.mark.parametrize("sample_rate", [44100, 48000])
def test_tones_of_equal_level_look_alike(sample_rate):
    third_semitones = 100 * 2 ** (np.arange(276) / 36)
    assert third_semitones[-1] == pytest.approx(20_000, rel=0.01)
    loudest = levels_of_tones(third_semitones, 10 ** (-6 / 20), sample_rate).max(axis=1)

    assert np.ptp(loudest) <= 3.5
    assert loudest.max() <= -6 + 0.5


@pytest.mark.parametrize("sample_rate", [16000, 48000])
@pytest.mark.parametrize("frequency", [200, 440, 1000, 3150, 7000])
def test_a_tone_peaks_in_the_band_that_contains_it(frequency, sample_rate):
    frequencies = MelStream(load_config("default"), sample_rate).frequencies
    loudest = int(np.argmax(levels_of_tones([frequency], 0.5, sample_rate)))
    nearest = int(np.argmin(np.abs(frequencies - frequency)))

    assert abs(loudest - nearest) <= 1


@pytest.mark.parametrize("window", ["hann", "hamming", "blackman", "boxcar"])
def test_the_level_of_a_tone_does_not_depend_on_the_window(window):
    frequencies = MelStream(load_config("default"), 48000).frequencies[[20, 60, 100]]
    levels = levels_of_tones(frequencies, 1.0, 48000, f"stft.window={window}")

    assert np.abs(levels[[0, 1, 2], [20, 60, 100]]).max() <= 0.5


def test_the_filterbank_is_read_only():
    with pytest.raises(ValueError, match="read-only"):
        MelStream().filterbank[0, 0] = 1


def test_norm_none_has_triangles_of_height_one():
    config = load_config("default", overrides=["mel.norm=none", "mel.n_mels=40"])
    weights = mel_filterbank(config.mel, 48000, np.ones(65536))

    assert weights.max(axis=1) == pytest.approx(np.ones(40), abs=0.02)
    assert weights[:, [0, -1]].max() < 1e-12
