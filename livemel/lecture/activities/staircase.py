"""Staircase: the smallest difference of frequency that a listener, or a class that decides together, hears."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.activities.activity import Activity, Result, keys_of, lines_of
from livemel.lecture.activities.runs import Measured, Run, medians, rows_of, told
from livemel.lecture.activities.tracks import results_figure, track_figure
from livemel.lecture.activities.trials import (
    GAP_SECONDS,
    HIGHEST_HZ,
    LEVEL_DBFS,
    ROVE_DB,
    TONE_SECONDS,
    Gap,
    PairShape,
    Rove,
    ToneLevel,
    ToneSeconds,
    balanced,
    hz,
)
from livemel.lecture.figure import Figure
from livemel.lecture.hearing.staircase import Rules, Staircase
from livemel.lecture.parameters import Hertz, Range, Seed
from livemel.lecture.sound import Sound

Percent = Annotated[float, Range(0.01, 50.0, "%")]
BLOCK = 10
"""In so many trials after each other the second is the higher one in half."""
WORDS = ("the first was higher", "the second was higher")


def staircase(
    *,
    frequencies: list[Hertz],
    start: Percent = 10.0,
    highest: Percent = 25.0,
    reversals: Annotated[int, Range(4, 40)] = 12,
    counted: Annotated[int, Range(2, 40)] = 8,
    level: ToneLevel = LEVEL_DBFS,
    rove: Rove = ROVE_DB,
    seconds: ToneSeconds = TONE_SECONDS,
    gap: Gap = GAP_SECONDS,
    seed: Seed = 0,
) -> Activity:
    """A run at every frequency, as often as wanted; differences begin at `start` percent, at most `highest`."""
    if not frequencies or len(set(frequencies)) != len(frequencies):
        raise ValueError(f"frequencies must differ, at least one, got {frequencies}")
    if min(frequencies) <= 0 or max(frequencies) * (1 + start / 100) > HIGHEST_HZ:
        raise ValueError(f"frequencies and {start:g} % more must be in 0..{HIGHEST_HZ:g} Hz, got {frequencies}")
    rules = {
        float(each): Rules(
            start=each * start / 100,
            highest=min(each * highest / 100, HIGHEST_HZ - each),
            reversals=reversals,
            counted=counted,
        )
        for each in frequencies
    }
    return StaircaseTest(rules, PairShape(level, rove, seconds, gap), seed)


class StaircaseTest:
    """Runs, one after the other; between them the lecturer says what comes next."""

    def __init__(self, rules: dict[float, Rules], shape: PairShape, seed: int) -> None:
        self._rules, self._shape, self._seed = rules, shape, seed
        self._restarts = 0
        self._begin()

    def _begin(self) -> None:
        self._chance = np.random.default_rng([self._seed, self._restarts])
        self.runs: list[Run] = []
        self.is_done = False
        """Whether the results are shown; another round may follow."""
        self._start_run(0)

    def _start_run(self, number: int) -> None:
        self._number = number
        self.track = Staircase(self._rules[self.frequency])
        self._order: list[bool] = []
        self._last = ""
        self._next_trial()

    def _next_trial(self) -> None:
        if not self._order:
            self._order = balanced(BLOCK, self._chance)
        self.second_is_higher = self._order.pop()
        self._trial_seed = int(self._chance.integers(1 << 31))

    def restart(self) -> None:
        """Forget all runs; another order."""
        self._restarts += 1
        self._begin()

    @property
    def frequency(self) -> float:
        """Hz, of the lower tone of the present run."""
        return list(self._rules)[self._number]

    def answers(self) -> tuple[str, ...]:
        """Which was higher; between runs what comes next."""
        if self.is_done:
            return ("another round: the next listener",)
        if not self.track.is_done:
            return WORDS
        return tuple(word for word, _ in self._ways())

    def _ways(self) -> list[tuple[str, int | None]]:
        """What may follow a run: in words, and which frequency; None: the results."""
        again = (f"{hz(self.frequency)} Hz again: the next listener", self._number)
        if self._number + 1 == len(self._rules):
            return [("show the results", None), again]
        following = (f"on to {hz(list(self._rules)[self._number + 1])} Hz", self._number + 1)
        return [following, again, ("show the results", None)]

    def sound(self) -> Sound | None:
        """The present pair."""
        if self.is_done or self.track.is_done:
            return None
        pair = (self.frequency, self.frequency + self.track.difference)
        first, second = pair if self.second_is_higher else pair[::-1]
        return self._shape.sound(first, second, self._trial_seed)

    def answer(self, number: int) -> bool:
        """Which was higher; between runs the way on."""
        if not 1 <= number <= len(self.answers()):
            return False
        if self.is_done:
            self.is_done = False
            self._start_run(0)
        elif self.track.is_done:
            way = self._ways()[number - 1][1]
            if way is None:
                self.is_done = True
            else:
                self._start_run(way)
        else:
            self._take((number == 2) == self.second_is_higher)
        return True

    def _take(self, is_right: bool) -> None:
        self.track.answer(is_right)
        self._last = "Last answer: right." if is_right else "Last answer: wrong."
        if self.track.is_done:
            run = Run(self.frequency, self.track.threshold(), self.track.interval(), len(self.track.trials))
            self.runs.append(run)
        else:
            self._next_trial()

    def prompt(self) -> str:
        """The keys, and what came out of the last run."""
        keys = keys_of(self.answers())
        if self.is_done:
            return lines_of("Dots with bars: measured here. Grey lines: widths of bands, **no thresholds**.", "", *keys)
        if self.track.is_done:
            return lines_of(told(self.runs[-1]), "", *keys)
        done, wanted = len(self.track.reversals), self.track.rules.reversals
        head = f"**{hz(self.frequency)} Hz, pair {len(self.track.trials) + 1}.** Not sure? Guess."
        return lines_of(head, *keys, "", f"Turns: {done} of {wanted}. {self._last} Space: hear it again")

    def measured(self) -> list[Measured]:
        """For every frequency that was measured: the median of its runs, and their interval or range."""
        return medians(self.runs)

    def figure(self) -> Figure:
        """The track of this run; in the end the results over what was published."""
        if self.is_done:
            return results_figure(self.measured())
        return track_figure(self.track, self.frequency)

    def results(self) -> list[Result]:
        """Every run, and the median at every frequency."""
        return rows_of(self.runs)
