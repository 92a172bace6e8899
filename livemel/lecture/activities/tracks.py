"""Tracks: figures of a staircase while it runs, and of what it found over what was published."""

from __future__ import annotations

import numpy as np

from livemel.lecture.activities.runs import Measured
from livemel.lecture.activities.trials import difference_text, hz
from livemel.lecture.figure import Axis, Dots, Figure, Layer, Line, Mark, Plot, Region, Table, figure_of
from livemel.lecture.hearing.staircase import Staircase
from livemel.lecture.views.limens import HIGH_DIFFERENCE, LOW_DIFFERENCE, limen_plot

FEWEST_PLACES = 50
"""So many pairs have room from the beginning."""
LOWEST_SHARE = 1e-3
"""Of the lowest difference on the axis, in the frequency, unless a smaller one is played."""


def track_figure(track: Staircase, frequency: float) -> Figure:
    """Differences that were played, right ones as dots and wrong ones as crosses; in the end the threshold."""
    differences = np.array([trial.difference for trial in track.trials])
    right = np.array([trial.is_right for trial in track.trials], bool)
    places = np.arange(1.0, len(differences) + 1)
    layers: list[Layer] = []
    threshold, interval = track.threshold(), track.interval()
    high = max(frequency * 0.3, track.rules.highest * 1.2)
    low = min([frequency * LOWEST_SHARE, *(differences / 1.5), *(interval or ())])
    end = float(max(FEWEST_PLACES, len(differences) + 2))
    if threshold is not None and interval is not None:
        layers.append(Region(0.0, end, interval[0], min(high, interval[1]), "accent"))
        layers.append(Mark(threshold, f"{difference_text(threshold)} Hz", "accent", horizontal=True))
    layers += [
        Line(places, differences, "faint", "", 2.0),
        Dots(places[right], differences[right], "first", "right", "circle"),
        Dots(places[~right], differences[~right], "problem", "wrong", "cross"),
    ]
    x, y = Axis("pair", 0.0, end), Axis("difference (Hz)", float(low), float(high), log=True)
    return figure_of(Plot(x, y, tuple(layers), f"{hz(frequency)} Hz"))


def results_figure(measured: list[Measured]) -> Figure:
    """Thresholds with their intervals over published ones and widths of bands, and as a table."""
    layers: list[Layer] = []
    for each in measured:
        ends = np.clip(np.array([each.low, each.high]), LOW_DIFFERENCE, HIGH_DIFFERENCE)
        layers.append(Line(np.full(2, each.frequency), ends, "problem", "", 4.0))
    if measured:
        at = np.array([each.frequency for each in measured])
        found = np.clip(np.array([each.threshold for each in measured]), LOW_DIFFERENCE, HIGH_DIFFERENCE)
        layers.append(Dots(at, found, "problem", "here", "square"))
    plot = limen_plot(measured=tuple(layers))
    rows = tuple(_row(each) for each in measured)
    table = Table(("tone", "smallest difference", "share", "from to", "runs"), rows)
    return Figure(((plot,), (table,)), (1.0, 0.14 + 0.07 * len(rows))) if rows else figure_of(plot)


def _row(each: Measured) -> tuple[str, ...]:
    threshold, low, high = (difference_text(value) for value in (each.threshold, each.low, each.high))
    kind = "95 %" if each.runs == 1 else "range"
    share = f"{100 * each.threshold / each.frequency:.2g} %"
    return f"{hz(each.frequency)} Hz", f"{threshold} Hz", share, f"{low} to {high} Hz ({kind})", f"{each.runs}"
