"""Fewer bits, and too much level: what numbers of limited size do to a sound."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.parameters import Level, Range, Seed
from livemel.lecture.sound import Sound, sound_of
from livemel.lecture.sounds.shapes import amplitude


def quantize(
    sound: Sound,
    *,
    bits: Annotated[int, Range(1, 24, "bits")],
    dither: bool = False,
    seed: Seed = 1,
) -> Sound:
    """Each sample as one of 2 ** bits whole numbers, from -2 ** (bits - 1) to 2 ** (bits - 1) - 1.

    With dither, noise of triangular density, up to one step to both sides, is added before it is rounded (TPDF;
    Lipshitz, Wannamaker and Vanderkooy, J. Audio Eng. Soc. 40, 355, 1992): the error is then noise of the same power
    whatever the sound, three times that of rounding alone, 4.8 dB more.
    """
    steps = 2.0 ** (bits - 1)
    exact = sound.samples.astype(np.float64) * steps
    if dither:
        chance = np.random.default_rng(seed)
        exact = exact + chance.uniform(-0.5, 0.5, len(exact)) + chance.uniform(-0.5, 0.5, len(exact))
    return sound_of(np.clip(np.round(exact), -steps, steps - 1) / steps, sound.rate)


def clip(sound: Sound, *, at: Level = -6.0) -> Sound:
    """What is above `at` is cut off flat, on both sides."""
    limit = np.float32(amplitude(at))
    return sound_of(np.clip(sound.samples, -limit, limit), sound.rate)
