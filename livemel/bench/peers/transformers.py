"""Hugging Face transformers: audio_utils.spectrogram."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from livemel.bench.contender import Whole
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats


def _settings(recipe: Recipe) -> dict[str, Any]:
    utils = import_module("transformers.audio_utils")
    config = recipe.config()
    n_fft = config.stft.n_fft
    bands = utils.mel_filter_bank(
        num_frequency_bins=1 + n_fft // 2,
        num_mel_filters=config.mel.n_mels,
        min_frequency=0.0,
        max_frequency=recipe.sample_rate / 2,
        sampling_rate=recipe.sample_rate,
        norm="slaney",
        mel_scale="slaney",
    )
    return {
        "window": utils.window_function(n_fft, "hann"),
        "frame_length": n_fft,
        "hop_length": config.stft.hop_length,
        "power": 2.0,
        "pad_mode": config.stft.pad_mode,
        "mel_filters": bands,
    }


def _decibels(samples: Floats, recipe: Recipe) -> Whole:
    spectrogram = import_module("transformers.audio_utils").spectrogram
    settings = _settings(recipe)
    return lambda: spectrogram(samples, **settings, log_mel="dB").T


def _whisper(samples: Floats, recipe: Recipe) -> Whole:
    """As the NumPy way of transformers' WhisperFeatureExtractor, without its cut at 30 s."""
    spectrogram = import_module("transformers.audio_utils").spectrogram
    settings = _settings(recipe)

    def run() -> Any:
        levels = spectrogram(samples, **settings, log_mel="log10")[:, :-1]
        levels = levels.clip(levels.max() - 8.0)
        return ((levels + 4.0) / 4.0).T

    return run


OFFLINE = {"decibels": _decibels, "whisper": _whisper}
