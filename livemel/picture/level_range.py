"""The range of levels that the colours stand for, and how its ends are moved."""

from __future__ import annotations

import math
from enum import Enum

STEPS_OF_SPAN = 10
"""A step is a power of ten, at most this part of the span."""
LARGEST_STEP = 1.0
FINE = 0.1
"""Of a step."""
LEAST_STEPS = 5
"""Between the two ends."""
LIMIT = 400.0
"""Of the settings."""

Range = tuple[float, float]


class Part(Enum):
    """What is moved."""

    LOWER = "lower"
    UPPER = "upper"
    BOTH = "both"


def step_of(levels: Range) -> float:
    """By how much the ends of a range are moved: 1, or of a narrow range a smaller power of ten."""
    return float(min(LARGEST_STEP, 10.0 ** math.floor(math.log10((levels[1] - levels[0]) / STEPS_OF_SPAN))))


def moved_range(levels: Range, part: Part, change: float, fine: bool = False) -> Range:
    """A range with one end or both moved by about `change`, to whole steps, as far as there are levels.

    Examples
    --------
    >>> moved_range((-80.0, 0.0), Part.LOWER, 12.3)
    (-68.0, 0.0)
    >>> moved_range((-80.0, 0.0), Part.BOTH, -4.26, fine=True)
    (-84.3, -4.3)
    """
    low, high = levels
    step = step_of(levels) * (FINE if fine else 1.0)
    least = LEAST_STEPS * step_of(levels)
    if part is Part.LOWER:
        return min(max(_rounded(low + change, step), -LIMIT), high - least), high
    if part is Part.UPPER:
        return low, max(min(_rounded(high + change, step), LIMIT), low + least)
    change = min(max(_rounded(change, step), -LIMIT - low), LIMIT - high)
    return round(low + change, 6), round(high + change, 6)


def _rounded(level: float, step: float) -> float:
    return round(round(level / step) * step, 6)
