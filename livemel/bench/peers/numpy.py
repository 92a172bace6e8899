"""NumPy as one writes it at first: a window kept by hand, np.fft.rfft, a dense matrix product."""

from __future__ import annotations

from typing import Any

import numpy as np

from livemel import MelStream
from livemel.bench.contender import Hop
from livemel.bench.peers import tails
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats


def _live(recipe: Recipe) -> Hop:
    stft = recipe.config().stft
    weights = np.array(MelStream(recipe.config(), recipe.sample_rate).filterbank)
    shape = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(stft.n_fft) / stft.n_fft)).astype(np.float32)
    window = np.zeros(stft.n_fft, np.float32)

    def hop(block: Floats) -> Any:
        window[: -len(block)] = window[len(block) :]
        window[-len(block) :] = block
        spectrum = np.fft.rfft(window * shape)
        return tails.decibels(weights @ (spectrum.real**2 + spectrum.imag**2))

    return hop


LIVE = {"decibels": _live}
