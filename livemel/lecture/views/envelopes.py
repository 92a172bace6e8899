"""How sounds swell."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Axis, Figure, Line, Plot, figure_of
from livemel.lecture.measures.envelopes import envelope
from livemel.lecture.parameters import Range, Seconds
from livemel.lecture.sound import Sound
from livemel.lecture.views.axes import time_axis

MOST_POINTS = 2000


def envelopes(
    *, sounds: list[Sound], labels: list[str], start: Annotated[float, Range(0.0, 600.0, "s")] = 0.0, seconds: Seconds
) -> Figure:
    """Between which two curves each wave lies, one below the other: right also where a period has few samples."""
    plots = []
    for number, sound in enumerate(sounds):
        curve = sound.keep(("envelope",), lambda sound=sound: envelope(sound))  # type: ignore[misc]
        first = min(round(start * sound.rate), len(curve) - 1)
        shown = curve[first : first + max(1, round(seconds * sound.rate))]
        step = max(1, len(shown) // MOST_POINTS)
        times = (first + np.arange(len(shown))[::step]) / sound.rate
        limit = max(1.15 * float(curve.max()), 1e-4)
        role = ("first", "second", "third", "fourth")[number % 4]
        lines = tuple(Line(times, sign * shown[::step], role, "", 3.0) for sign in (1.0, -1.0))
        title = labels[number] if number < len(labels) else ""
        axis = Axis("amplitude", -limit, limit)
        plots.append(Plot(time_axis(start, start + seconds), axis, lines, title, cursor=True))
    return figure_of(*plots)
