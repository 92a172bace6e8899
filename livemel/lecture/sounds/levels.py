"""Louder and softer."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.lecture.parameters import Hertz, Level, Range, Seconds
from livemel.lecture.sound import RATE, Sound, sound_of
from livemel.lecture.sounds.shapes import amplitude, check_length, held, levelled, ramped, times


def gain(sound: Sound, *, db: Annotated[float, Range(-120.0, 40.0, "dB")]) -> Sound:
    """Every sample times the same; what would be above full scale is cut off there."""
    return sound_of(np.clip(sound.samples * np.float32(amplitude(db)), -1.0, 1.0), sound.rate)


def at_level(sound: Sound, *, level: Level = -30.0) -> Sound:
    """With the RMS of a sine of `level`, so that what is very soft can be heard; its peaks stay below full scale."""
    return sound_of(held(levelled(sound.samples.astype(np.float64), level)), sound.rate)


def loudness_steps(
    *,
    by: Literal["decibels", "amplitude"] = "decibels",
    count: Annotated[int, Range(2, 20)] = 8,
    loudest: Level = -20.0,
    step: Annotated[float, Range(0.5, 20.0, "dB")] = 6.0,
    frequency: Hertz = 440.0,
    seconds: Seconds = 0.4,
) -> Sound:
    """Tones from the softest to the loudest: each `step` dB above the one before, or by as much more amplitude each.

    By amplitude the first has the part 1 / count of the last.
    """
    check_length(count * seconds)
    places = np.arange(1, count + 1)
    if by == "decibels":
        strengths = amplitude(loudest) * 10.0 ** ((places - count) * step / 20.0)
    else:
        strengths = amplitude(loudest) * places / count
    tone = ramped(np.sin(2 * np.pi * frequency * times(seconds)))
    pause = np.zeros(round(0.1 * RATE))
    return sound_of(np.concatenate([piece for strength in strengths for piece in (strength * tone, pause)]))
