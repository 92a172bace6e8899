"""Percentile levels: what is exceeded in a part of the time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STEP_SECONDS = 0.125
MINUTE_STEPS, HOUR_STEPS = round(60 / STEP_SECONDS), round(3600 / STEP_SECONDS)
EXCEEDED = (10, 50, 90)
"""Percent of the time."""


class Percentiles:
    """Keeps a level for every eighth of a second, an hour of them at most; 115 kB."""

    def __init__(self) -> None:
        self._levels = np.zeros(HOUR_STEPS, np.float32)
        self._count = 0

    def add(self, levels: NDArray[np.floating]) -> None:
        """The next ones, shape (n,)."""
        places = (self._count + np.arange(len(levels))) % HOUR_STEPS
        self._levels[places] = levels
        self._count += len(levels)

    def exceeded(self, steps: int) -> tuple[float | None, float | None, float | None]:
        """L10, L50 and L90 of the newest so many, or of as many as there are; None where there are none."""
        count = min(steps, self._count, HOUR_STEPS)
        if not count:
            return None, None, None
        newest = self._levels[(self._count - 1 - np.arange(count)) % HOUR_STEPS]
        l10, l50, l90 = np.percentile(newest, [100 - each for each in EXCEEDED]).tolist()
        return l10, l50, l90
