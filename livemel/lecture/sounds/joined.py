"""Sounds of other sounds."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.parameters import Range, Seconds
from livemel.lecture.sound import Sound, sound_of
from livemel.lecture.sounds.rates import resampled
from livemel.lecture.sounds.shapes import check_length


def join(*, of: list[Sound], gap: Annotated[float, Range(0.0, 5.0, "s")] = 0.25) -> Sound:
    """After each other, silence between; at the highest rate of them, the others resampled."""
    check_length(sum(sound.seconds for sound in of) + gap * len(of))
    of, rate = _at_one_rate(of)
    pause = np.zeros(round(gap * rate), np.float32)
    pieces = [piece for sound in of for piece in (sound.samples, pause)]
    return sound_of(np.concatenate(pieces[:-1]), rate)


def mix(*, of: list[Sound]) -> Sound:
    """At the same time, as long as the longest; what is above full scale is cut off there. Rates as in `join`."""
    of, rate = _at_one_rate(of)
    whole = np.zeros(max(len(sound.samples) for sound in of), np.float32)
    for sound in of:
        whole[: len(sound.samples)] += sound.samples
    return sound_of(np.clip(whole, -1.0, 1.0), rate)


def minus(sound: Sound, *, of: Sound) -> Sound:
    """What it has besides `of`, sample by sample: an error alone. The shorter ends it. Rates as in `join`."""
    (sound, of), _ = _at_one_rate([sound, of])
    count = min(len(sound.samples), len(of.samples))
    return sound_of(np.clip(sound.samples[:count] - of.samples[:count], -1.0, 1.0), sound.rate)


def part(sound: Sound, *, start: Annotated[float, Range(0.0, 600.0, "s")] = 0.0, seconds: Seconds = 1.0) -> Sound:
    """Some seconds of it."""
    return sound.between(start, seconds)


def _at_one_rate(sounds: list[Sound]) -> tuple[list[Sound], int]:
    rate = max(sound.rate for sound in sounds)
    return [resampled(sound, rate) for sound in sounds], rate
