"""Clicks: as short as a sound can be, and so with something of every frequency."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.parameters import Level, Range, Seconds
from livemel.lecture.sound import RATE, Sound, sound_of
from livemel.lecture.sounds.shapes import amplitude, times


def clicks(
    *,
    at: list[Annotated[float, Range(0.0, 60.0, "s")]],
    level: Level = -20.0,
    width: Annotated[float, Range(0.02, 20.0, "ms")] = 0.5,
    seconds: Seconds = 1.0,
) -> Sound:
    """A bump around each instant of `at`, `width` ms long: a raised cosine whose top is `level` dBFS."""
    time = times(seconds)
    wave = np.zeros(len(time))
    for instant in at:
        turn = np.clip((time - instant) * 1000.0 / width, -0.5, 0.5)
        wave += amplitude(level) * (0.5 + 0.5 * np.cos(2 * np.pi * turn))
    return sound_of(wave, RATE)
