"""How loud sounds are from one moment to the next, as amplitude and in dB."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Axis, Figure, Line, Plot
from livemel.lecture.parameters import Range
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.views.axes import time_axis

BLOCK_SECONDS = 0.02


def courses(
    *,
    sounds: list[Sound],
    labels: list[str],
    low_db: Annotated[float, Range(-120.0, -10.0, "dB")] = -70.0,
    high_db: Annotated[float, Range(-100.0, 0.0, "dB")] = -10.0,
) -> Figure:
    """A row for each sound: at the left its amplitude, at the right its level in dBFS; both of a sine as strong."""
    top = 10.0 ** (high_db / 20)
    rows = []
    for number, sound in enumerate(sounds):
        role = ("first", "second", "third", "fourth")[number % 4]
        times, strengths = sound.keep(("course",), lambda sound=sound: _strengths(sound))  # type: ignore[misc]
        x = time_axis(0.0, sound.seconds)
        label = labels[number] if number < len(labels) else ""
        levels = np.where(strengths > 0, 20 * np.log10(np.maximum(strengths, 1e-9)), np.nan)
        rows.append(
            (
                Plot(x, Axis("amplitude", 0.0, top), (Line(times, strengths, role, "", 3.0),), label, cursor=True),
                Plot(x, Axis("level (dBFS)", low_db, high_db), (Line(times, levels, role, "", 3.0),), cursor=True),
            )
        )
    return Figure(tuple(rows))


def _strengths(sound: Sound) -> tuple[Doubles, Doubles]:
    """The middle of each block in s, and the amplitude of a sine with its power; shape (blocks,) each."""
    length = max(1, min(round(BLOCK_SECONDS * sound.rate), len(sound.samples)))
    count = len(sound.samples) // length
    blocks = sound.samples[: count * length].reshape(count, length).astype(np.float64)
    times = (np.arange(count) + 0.5) * length / sound.rate
    return times, np.sqrt(2.0 * np.mean(blocks**2, axis=1))
