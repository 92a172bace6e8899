"""Sounds of other sounds."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.parameters import Range, Seconds
from livemel.lecture.sound import Sound, sound_of


def join(*, of: list[Sound], gap: Annotated[float, Range(0.0, 5.0, "s")] = 0.25) -> Sound:
    """After each other, silence between; at the rate of the first, which all must have."""
    rate = _common_rate(of)
    pause = np.zeros(round(gap * rate), np.float32)
    pieces = [piece for sound in of for piece in (sound.samples, pause)]
    return sound_of(np.concatenate(pieces[:-1]), rate)


def mix(*, of: list[Sound]) -> Sound:
    """At the same time, as long as the longest; what is above full scale is cut off there."""
    rate = _common_rate(of)
    whole = np.zeros(max(len(sound.samples) for sound in of), np.float32)
    for sound in of:
        whole[: len(sound.samples)] += sound.samples
    return sound_of(np.clip(whole, -1.0, 1.0), rate)


def minus(sound: Sound, *, of: Sound) -> Sound:
    """What it has besides `of`, sample by sample: an error alone. Both have one rate; the shorter ends it."""
    _common_rate([sound, of])
    count = min(len(sound.samples), len(of.samples))
    return sound_of(np.clip(sound.samples[:count] - of.samples[:count], -1.0, 1.0), sound.rate)


def part(sound: Sound, *, start: Annotated[float, Range(0.0, 600.0, "s")] = 0.0, seconds: Seconds = 1.0) -> Sound:
    """Some seconds of it."""
    return sound.between(start, seconds)


def _common_rate(sounds: list[Sound]) -> int:
    rates = {sound.rate for sound in sounds}
    if len(rates) != 1:
        raise ValueError(f"sounds that are put together must have one sampling rate, got {sorted(rates)}")
    return rates.pop()
