"""SciPy: ShortTimeFFT and a matrix product with livemel's own bands."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from livemel import MelStream
from livemel.bench.contender import Whole
from livemel.bench.peers import tails
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats

PADDING = {"constant": "zeros", "reflect": "even"}
"""SciPy's names for livemel's."""


def _mel(samples: Floats, recipe: Recipe) -> Whole:
    signal = import_module("scipy.signal")
    stft = recipe.config().stft
    window = signal.get_window(stft.window, stft.n_fft)
    transform = signal.ShortTimeFFT(window, stft.hop_length, recipe.sample_rate)
    weights = MelStream(recipe.config(), recipe.sample_rate).filterbank.astype(np.float64)
    frames = 1 + len(samples) // stft.hop_length
    padding = PADDING[stft.pad_mode]

    def run() -> Any:
        spectra = transform.stft(samples, p0=0, p1=frames, padding=padding)
        return weights @ (spectra.real**2 + spectra.imag**2)

    return run


def _decibels(samples: Floats, recipe: Recipe) -> Whole:
    mel = _mel(samples, recipe)
    return lambda: tails.decibels(mel()).T


def _whisper(samples: Floats, recipe: Recipe) -> Whole:
    mel = _mel(samples, recipe)
    return lambda: tails.whisper(mel()).T


OFFLINE = {"decibels": _decibels, "whisper": _whisper}
