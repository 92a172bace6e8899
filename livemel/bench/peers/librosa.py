"""librosa: feature.melspectrogram and power_to_db."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from livemel.bench.contender import Hop, Whole
from livemel.bench.peers import tails
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats


def _settings(recipe: Recipe) -> dict[str, Any]:
    config = recipe.config()
    return {
        "sr": recipe.sample_rate,
        "n_fft": config.stft.n_fft,
        "hop_length": config.stft.hop_length,
        "n_mels": config.mel.n_mels,
        "center": config.stft.center,
        "pad_mode": config.stft.pad_mode,
    }


def _decibels(samples: Floats, recipe: Recipe) -> Whole:
    librosa, settings = import_module("librosa"), _settings(recipe)

    def run() -> Any:
        return librosa.power_to_db(librosa.feature.melspectrogram(y=samples, **settings), top_db=None).T

    return run


def _whisper(samples: Floats, recipe: Recipe) -> Whole:
    librosa, settings = import_module("librosa"), _settings(recipe)
    return lambda: tails.whisper(librosa.feature.melspectrogram(y=samples, **settings)).T


def _live(recipe: Recipe) -> Hop:
    """Its caller keeps the last window: librosa has no stream."""
    librosa, settings = import_module("librosa"), _settings(recipe)
    window = np.zeros(recipe.config().stft.n_fft, np.float32)

    def hop(block: Floats) -> Any:
        window[: -len(block)] = window[len(block) :]
        window[-len(block) :] = block
        return librosa.power_to_db(librosa.feature.melspectrogram(y=window, **settings), top_db=None)[:, 0]

    return hop


OFFLINE = {"decibels": _decibels, "whisper": _whisper}
LIVE = {"decibels": _live}
