"""Staircase: a difference that follows the answers of a listener, to where 70.7 % are right.

Two right answers in a row make it smaller, a wrong one makes it larger (H. Levitt, J. Acoust. Soc. Am. 49, 467, 1971).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from livemel.lecture.hearing.intervals import threshold_interval

MOST_TRIALS = 200
"""A run ends in any case."""
WRONG_AT_THE_TOP = 3
"""So many wrong answers at the largest difference end a run without a threshold."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How the difference moves, and when it stops. Differences in Hz."""

    start: float
    highest: float
    reversals: int = 12
    """That end a run."""
    counted: int = 8
    """The last so many give the threshold; an even number, so that tops and bottoms weigh alike."""
    coarse: float = 2.0
    """Factor of a step at first."""
    coarse_reversals: int = 2
    """From this reversal on steps are fine."""
    fine: float = 2.0**0.5

    def __post_init__(self) -> None:
        if not 0 < self.start <= self.highest:
            raise ValueError(f"start must be above 0 and at most highest = {self.highest:g} Hz, got {self.start:g}")
        if not 2 <= self.counted <= self.reversals or self.counted % 2:
            raise ValueError(f"counted must be even, in 2..reversals={self.reversals}, got {self.counted}")


@dataclass(frozen=True)
class Trial:
    """One answer."""

    difference: float
    is_right: bool
    is_reversal: bool
    """Whether the way turned after it."""


class Staircase:
    """One run. Knows nothing of sounds: `difference` is to be played next, `answer` is told how it went."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.difference = rules.start
        """Hz, of the next trial."""
        self.trials: list[Trial] = []
        self._in_a_row = 0
        self._direction = 0
        self._wrong_at_the_top = 0

    def answer(self, is_right: bool) -> None:
        """Take one answer to the present difference."""
        direction = self._wanted(is_right)
        is_reversal = bool(direction and self._direction and direction != self._direction)
        self.trials.append(Trial(self.difference, is_right, is_reversal))
        self._wrong_at_the_top += not is_right and self.difference >= self.rules.highest
        if direction:
            self._direction = direction
            factor = self.rules.coarse if len(self.reversals) < self.rules.coarse_reversals else self.rules.fine
            self.difference = min(self.rules.highest, self.difference * factor**direction)

    def _wanted(self, is_right: bool) -> int:
        """1: up, -1: down, 0: stay."""
        if not is_right:
            self._in_a_row = 0
            return 1
        self._in_a_row += 1
        if self._in_a_row < 2:
            return 0
        self._in_a_row = 0
        return -1

    @property
    def reversals(self) -> list[float]:
        """Hz at which the way turned."""
        return [trial.difference for trial in self.trials if trial.is_reversal]

    @property
    def is_done(self) -> bool:
        """Whether the run is over."""
        is_over = len(self.reversals) >= self.rules.reversals or len(self.trials) >= MOST_TRIALS
        return is_over or self._wrong_at_the_top >= WRONG_AT_THE_TOP

    def threshold(self) -> float | None:
        """Hz: the geometric mean of the last reversals; None: not done, or not to be measured."""
        if len(self.reversals) < self.rules.reversals:
            return None
        return float(np.exp(np.mean(np.log(self.reversals[-self.rules.counted :]))))

    def interval(self) -> tuple[float, float] | None:
        """Hz: 95 %, from all answers of this one run, `threshold` inside."""
        threshold = self.threshold()
        if threshold is None:
            return None
        low, high = threshold_interval(
            [trial.difference for trial in self.trials], [trial.is_right for trial in self.trials]
        )
        return min(low, threshold), max(high, threshold)
