"""livemel's own ways to compute a recipe, and the FFT alone, which no engine can be faster than."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from livemel import MelStream, __version__, finalize
from livemel.bench.contender import Hop, Name, Whole
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats

LIBRARY = "livemel"
FLOOR_FRAMES = 32
"""Transformed at once where the FFT alone is measured: they stay in the cache."""


def kernels() -> Iterator[tuple[str, str]]:
    """Precision and kernel of all that can run here; first the one that every installation has."""
    yield "exact", "scipy"
    yield "exact", "numpy"
    yield "fast", "scipy"
    if find_spec("numba"):
        yield "exact", "numba"
        yield "fast", "numba"


def names() -> list[Name]:
    """All that livemel enters."""
    return [
        Name(library=LIBRARY, version=__version__, precision=precision, kernel=kernel)
        for precision, kernel in kernels()
    ]


def whole(samples: Floats, recipe: Recipe, name: Name) -> Whole:
    """The finalised levels of a whole signal; the stream is made once, as the peers' windows and bands are."""
    config = recipe.config(name.precision)
    stream = MelStream(config, recipe.sample_rate, kernel=name.kernel)

    def run() -> Any:
        return finalize(stream.whole(samples), config)

    return run


def hop(recipe: Recipe, name: Name) -> Hop:
    """One push of the public stream."""
    stream = MelStream(recipe.config(name.precision), recipe.sample_rate, kernel=name.kernel)
    return stream.push


def floors() -> list[Name]:
    """The FFT alone, at both precisions."""
    return [
        Name(library="FFT alone (np.fft)", version=np.__version__, precision="exact"),
        Name(library="FFT alone (scipy.fft)", version=import_module("scipy").__version__, precision="fast"),
    ]


def fft_of_frames(name: Name, n_fft: int, frames: int) -> Whole:
    """Transform `frames` frames, a few at a time."""
    dtype = np.float64 if name.precision == "exact" else np.float32
    group = np.random.default_rng(0).standard_normal((min(frames, FLOOR_FRAMES), n_fft)).astype(dtype)
    rfft = np.fft.rfft if name.precision == "exact" else import_module("scipy.fft").rfft
    repeats, rest = divmod(frames, len(group))

    def run() -> None:
        for _ in range(repeats):
            rfft(group)
        if rest:
            rfft(group[:rest])

    return run
