"""Frequency scales beside each other."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.dsp.scales import hz_to_mel
from livemel.lecture.figure import Axis, Dots, Figure, Layer, Line, Mark, Plot, figure_of
from livemel.lecture.measures.formulas import ScaleName
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.views.axes import TITLES, frequency_axis

ROLES = ("first", "second", "third", "fourth", "accent", "problem")
SHAPES = ("circle", "square", "triangle", "cross", "circle", "square")


def scales(
    *,
    names: list[ScaleName],
    high: Hertz = 8000.0,
    marks: list[Hertz] = [],
    common: bool = True,
    title: str = "",
) -> Figure:
    """Height over Hz. `common`: every scale as its share of the way to `high`, else in its own unit."""
    hz = np.linspace(20.0, high, 800)
    layers: list[Layer] = []
    top = 1.0
    for number, name in enumerate(names):
        from_, to = (float(each) for each in hz_to_mel([0.0 if name != "log" else 20.0, high], name))
        heights = (hz_to_mel(hz, name) - from_) / (to - from_) if common else hz_to_mel(hz, name)
        top = max(top, float(heights.max()))
        layers.append(Line(hz, heights, ROLES[number], TITLES[name], 3.0, dashed=number % 2 == 1))
        for mark in marks:
            layers.append(Dots(np.array([mark]), np.interp([mark], hz, heights), ROLES[number], "", SHAPES[number]))
    y = Axis("share of the scale" if common else "height (mel)", 0.0, 1.05 * top)
    return figure_of(Plot(frequency_axis("linear", 0.0, high), y, tuple(layers), title))


def scale_differences(
    *, low: Hertz = 200.0, high: Annotated[float, Range(1.0, 24000.0, "Hz")] = 220.0, step: Hertz = 20.0
) -> Figure:
    """What `step` Hz are in mel: HTK, and Slaney's times 1000/15, so that both have 1000 at 1 kHz."""
    hz = np.geomspace(50.0, 15000.0, 600)
    curves = []
    for number, (name, factor) in enumerate((("slaney", 1000 / 15), ("htk", 1.0))):
        apart = factor * (hz_to_mel(hz + step, name) - hz_to_mel(hz, name))
        curves.append(
            Line(
                np.log2(hz),
                apart,
                ROLES[number],
                TITLES[name] + (" × 66.7" if factor > 1 else ""),
                3.0,
                dashed=number == 1,
            )
        )
    marks = [Mark(float(np.log2(at)), f"{at:g} Hz", "accent") for at in (low, high) if 50 <= at <= 15000]
    y = Axis(f"{step:g} Hz are so many mel", 0.0, 1.2 * max(float(line.y.max()) for line in curves))
    return figure_of(Plot(frequency_axis("log", 50.0, 15000.0), y, (*curves, *marks)))
