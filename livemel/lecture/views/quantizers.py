"""What a number of bits does to a wave: its steps, and the error that they leave."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Axis, Figure, Line, Plot
from livemel.lecture.parameters import Range
from livemel.lecture.sound import Sound
from livemel.lecture.views.axes import time_axis


def quantizer(
    *,
    sound: Sound,
    quantized: Sound,
    start: Annotated[float, Range(0.0, 600.0, "s")] = 0.1,
    seconds: Annotated[float, Range(0.0005, 1.0, "s")] = 0.006,
    label: str = "rounded",
) -> Figure:
    """A sound and what it was rounded to, on the same axes, and the difference below, on its own."""
    part, rounded = sound.between(start, seconds), quantized.between(start, seconds)
    times = start + np.arange(len(part.samples)) / part.rate
    limit = 1.08 * max(float(np.abs(part.samples).max()), float(np.abs(rounded.samples).max()), 1e-4)
    error = rounded.samples.astype(np.float64) - part.samples
    most = 1.2 * max(float(np.abs(error).max()), 1e-6)
    stairs_x, stairs_y = _stairs(times, rounded.samples.astype(np.float64), 1 / part.rate)
    over = Plot(
        time_axis(start, start + seconds),
        Axis("amplitude", -limit, limit),
        (Line(times, part.samples, "first", "the sound", 2.0), Line(stairs_x, stairs_y, "second", label, 2.0)),
    )
    below = Plot(
        time_axis(start, start + seconds),
        Axis("error", -most, most),
        (Line(*_stairs(times, error, 1 / part.rate), "problem", "rounded minus sound"),),
    )
    return Figure(((over,), (below,)), (2.0, 1.0))


def _stairs(times: np.ndarray, values: np.ndarray, width: float) -> tuple[np.ndarray, np.ndarray]:
    return np.stack([times, times + width], axis=1).ravel(), np.repeat(values, 2)
