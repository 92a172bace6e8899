"""Sounds that are not what they seem."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.lecture.parameters import Level, Range, Seconds
from livemel.lecture.sound import RATE, Doubles, Sound, sound_of
from livemel.lecture.sounds.shapes import check_length, levelled, ramped, times

OCTAVES = 9
LOWEST_HZ = 20.0
WIDTH_OCTAVES = 1.6
"""Standard deviation of the hill of loudness over the octaves."""


def shepard(
    *,
    steps: Annotated[int, Range(1, 60)] = 13,
    direction: Literal["up", "down"] = "up",
    seconds: Seconds = 0.4,
    level: Level = -20.0,
) -> Sound:
    """Steps of a semitone; twelve lead back to the first (R. N. Shepard, JASA 36, 2346, 1964)."""
    check_length(steps * seconds)
    sign = 1 if direction == "up" else -1
    pause = np.zeros(round(0.08 * RATE))
    pieces = [piece for step in range(steps) for piece in (_chord(sign * step / 12.0, seconds, level), pause)]
    return sound_of(np.concatenate(pieces))


def _chord(octave: float, seconds: float, level: float) -> Doubles:
    """Sines an octave apart, the middle ones the loudest."""
    time = times(seconds)
    places = (octave % 1.0) + np.arange(OCTAVES)
    hill = np.exp(-0.5 * ((places - OCTAVES / 2) / WIDTH_OCTAVES) ** 2)
    waves = [
        strength * np.sin(2 * np.pi * LOWEST_HZ * 2.0**place * time)
        for place, strength in zip(places, hill, strict=True)
    ]
    return ramped(levelled(np.sum(waves, axis=0), level))
