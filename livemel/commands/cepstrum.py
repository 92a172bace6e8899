"""MFCC of the frames of a file, from mel levels in dB whatever its levels are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import log

import numpy as np

from livemel.config import Config
from livemel.dsp.arrays import Doubles, Floats
from livemel.dsp.compression import Compressor, decibels_per_decade
from livemel.dsp.finalize import Finalizer
from livemel.dsp.mfcc import mfcc

MOST_COEFFICIENTS = 20
"""librosa's default."""


def num_coefficients(config: Config) -> int:
    """Of every frame; 0 where its dB are not known any more, as behind PCEN."""
    return 0 if config.level.compression == "pcen" else min(MOST_COEFFICIENTS, config.mel.n_mels)


def cepstrum_of(config: Config, finalizer: Finalizer) -> Callable[[Floats], Doubles]:
    """A function from frames as `MelStream` gives them, shape (m, n_mels), to their coefficients.

    The dB of compression "db" are taken as they are written, after `finalizer`, as librosa.feature.mfcc does; of
    others, 10 log10 (for magnitudes 20 log10) of the floored mel values.
    """
    decibels = finalizer.apply if config.level.compression == "db" else _decibels_of(config)
    count = num_coefficients(config)
    return lambda frames: mfcc(decibels(frames), count)


def _decibels_of(config: Config) -> Callable[[Floats], Floats | Doubles]:
    per_decade = decibels_per_decade(config.mel.power)
    if config.level.compression == "none":
        in_decibels = replace(config, level=replace(config.level, compression="db", reference=1.0))
        compressor = Compressor(in_decibels, config.sample_rate)
        return lambda values: compressor(values.astype(np.float64))
    factor = per_decade if config.level.compression == "log10" else per_decade / log(10.0)
    return lambda levels: factor * levels.astype(np.float64)
