"""Runs of a staircase that are over, and what a class has found with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from livemel.lecture.activities.activity import Result, lines_of
from livemel.lecture.activities.trials import difference_text, hz


@dataclass(frozen=True)
class Run:
    """One that is over. Hz."""

    frequency: float
    threshold: float | None
    """None: could not be measured."""
    interval: tuple[float, float] | None
    trials: int


@dataclass(frozen=True)
class Measured:
    """What was found at one frequency. Hz."""

    frequency: float
    threshold: float
    """The median of its runs."""
    low: float
    """The interval of a single run; of several the smallest and the largest."""
    high: float
    runs: int


def medians(runs: Sequence[Run]) -> list[Measured]:
    """For every frequency at which something was measured, the lowest first."""
    return [_median([run for run in runs if run.frequency == each]) for each in _frequencies(runs)]


def _frequencies(runs: Sequence[Run]) -> list[float]:
    return sorted({run.frequency for run in runs if run.threshold is not None})


def _median(runs: Sequence[Run]) -> Measured:
    values = [run.threshold for run in runs if run.threshold is not None]
    intervals = [run.interval for run in runs if run.interval is not None]
    low, high = intervals[0] if len(values) == 1 else (min(values), max(values))
    return Measured(runs[0].frequency, float(np.median(values)), low, high, len(values))


def rows_of(runs: Sequence[Run]) -> list[Result]:
    """Every run, and the medians of several."""
    rows = []
    for number, run in enumerate(runs, 1):
        low, high = run.interval or (None, None)
        item = f"run {number}: smallest difference at {run.frequency:g} Hz"
        said = f"{'not measured' if run.threshold is None else '70.7 % right'}, {run.trials} pairs"
        rows.append(Result(item=item, answer=said, value=run.threshold, low=low, high=high, unit="Hz"))
    for each in medians(runs):
        if each.runs > 1:
            item = f"median of {each.runs} runs at {each.frequency:g} Hz"
            said = "with the smallest and the largest"
            rows.append(Result(item=item, answer=said, value=each.threshold, low=each.low, high=each.high, unit="Hz"))
    return rows


def told(run: Run) -> str:
    """What a run has found, in Markdown."""
    if run.threshold is None or run.interval is None:
        return f"**{hz(run.frequency)} Hz:** not measured: even large differences were missed. Is it heard?"
    low, high = (difference_text(each) for each in run.interval)
    return lines_of(
        f"**{hz(run.frequency)} Hz: {difference_text(run.threshold)} Hz**, {100 * run.threshold / run.frequency:.2g} %",
        f"This one run: {low} to {high} Hz (95 %), {run.trials} pairs.",
    )
