"""What sampling keeps of a tone: at exactly half the rate, and where one above it lands."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Arrow, Axis, Dots, Figure, Line, Mark, Plot, Stems, figure_of
from livemel.lecture.measures.formulas import alias_hz
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.views.axes import frequency_axis, time_axis

CURVE_POINTS = 60
"""Of every cycle of a sine."""
MOST_TURNS = 12
"""More triangles than this nobody could read."""


def half_rate(
    *,
    phase: Annotated[float, Range(-360.0, 360.0, "degrees")] = 90.0,
    frequency: Annotated[float, Range(1.0, 24000.0, "Hz")] = 4000.0,
    cycles: Annotated[int, Range(1, 20)] = 4,
    sampled: bool = True,
) -> Figure:
    """A sine sampled exactly twice in every cycle, begun at `phase`; below: how large its samples are at every phase.

    Not `sampled`: the sine alone, for a class that is still to say what is left of it.

    Sample n is sin(pi n + phase) = (-1)^n sin(phase): only the product of amplitude and sin(phase) is kept.
    """
    angle = np.radians(phase)
    time = np.linspace(0.0, cycles / frequency, 1 + cycles * CURVE_POINTS)
    turns = 2 * np.pi * frequency * time
    number = np.arange(2 * cycles + 1)
    kept = np.sin(angle)
    sine = Line(time, np.sin(turns + angle), "first", f"the sine, {frequency:g} Hz", 3.0)
    step_ms = 500.0 / frequency
    ticks = tuple((float(n) * step_ms / 1000, f"{n * step_ms:.3g}") for n in number)
    if not sampled:
        axis = time_axis(0.0, cycles / frequency)
        return figure_of(Plot(axis, Axis("amplitude", -1.3, 1.3), (sine,)))
    over = Plot(
        Axis("time (ms), one tick for every sample", 0.0, cycles / frequency, ticks),
        Axis("amplitude", -1.3, 1.3),
        (
            sine,
            Line(time, kept * np.cos(turns), "second", "the softest that fits the samples", 2.0, dashed=True),
            Stems(number / (2 * frequency), kept * np.cos(np.pi * number), "second", f"{2 * frequency:g} samples/s"),
        ),
    )
    degrees = np.linspace(0.0, 180.0, 181)
    marks = tuple((float(each), f"{each}") for each in (0, 30, 60, 90, 120, 150, 180))
    share = 100 * abs(kept)
    below = Plot(
        Axis("phase (°)", 0.0, 180.0, marks),
        Axis("kept (%)", 0.0, 115.0, ((0.0, "0"), (50.0, "50"), (100.0, "100"))),
        (
            Line(degrees, 100 * np.abs(np.sin(np.radians(degrees))), "first", "", 3.0),
            Dots(np.array([phase % 180.0 if phase != 180.0 else 180.0]), np.array([share]), "accent"),
        ),
        f"{share:.0f} % of its amplitude is in the samples",
    )
    return Figure(((over,), (below,)), (2.0, 1.0))


def folding(
    *,
    frequency: Hertz = 2100.0,
    rate: Annotated[float, Range(100.0, 96000.0, "Hz")] = 3100.0,
    high: Hertz = 8000.0,
) -> Figure:
    """Where every tone lands that is read `rate` times a second without a filter, and `frequency` among them."""
    turns = min(int(2 * high / rate) + 2, 2 * MOST_TURNS)
    corners = np.arange(turns + 1) * rate / 2
    landed = alias_hz(frequency=frequency, rate=rate)
    heights = np.where(np.arange(turns + 1) % 2 == 0, 0.0, rate / 2)
    layers = (
        Line(corners, heights, "first", "|f − k f_s|", 3.0),
        Mark(rate / 2, f"f_s/2 = {rate / 2:g} Hz", "problem"),
        Arrow(frequency, 0.0, frequency, landed, "accent"),
        Dots(np.array([frequency]), np.array([landed]), "accent", f"{frequency:g} Hz lands at {landed:g} Hz", "square"),
    )
    x = frequency_axis("linear", 0.0, high, f"tone (cycles per second), read {rate:g} times a second")
    return figure_of(Plot(x, Axis("heard (Hz)", 0.0, 0.65 * rate), layers))
