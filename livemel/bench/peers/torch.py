"""PyTorch, on one thread: torch.stft and a matrix product with livemel's own bands."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from livemel import MelStream
from livemel.bench.contender import Whole
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats


def on_one_thread() -> Any:
    """The module torch, told to use one thread."""
    torch = import_module("torch")
    torch.set_num_threads(1)
    return torch


def _mel(samples: Floats, recipe: Recipe) -> Whole:
    torch = on_one_thread()
    stft = recipe.config().stft
    window = torch.hann_window(stft.n_fft)
    weights = torch.from_numpy(MelStream(recipe.config(), recipe.sample_rate).filterbank.copy())
    sound = torch.from_numpy(samples)
    settings = {"window": window, "pad_mode": stft.pad_mode, "return_complex": True}

    def run() -> Any:
        spectra = torch.stft(sound, stft.n_fft, stft.hop_length, **settings)
        return weights @ (spectra.real**2 + spectra.imag**2)

    return run


def _decibels(samples: Floats, recipe: Recipe) -> Whole:
    mel = _mel(samples, recipe)
    return lambda: (10.0 * mel().clamp(min=1e-10).log10()).T


def _whisper(samples: Floats, recipe: Recipe) -> Whole:
    mel = _mel(samples, recipe)

    def run() -> Any:
        levels = mel()[:, :-1].clamp(min=1e-10).log10()
        return ((levels.clamp(min=float(levels.max()) - 8.0) + 4.0) / 4.0).T

    return run


OFFLINE = {"decibels": _decibels, "whisper": _whisper}
