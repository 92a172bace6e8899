"""Numbered sound that comes and goes: two seconds of it, two seconds of next to nothing, so that events begin and end.

The numbers run on through what is quiet: how long a quiet stretch should be is told by the numbers around it.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numbered import LAP, NO_NUMBER, STEP, lap, numbers_of, steps_between

SECONDS = 2.0
QUIET = 4 * STEP
"""Level of what is quiet."""
LEAST = 64
"""Samples in a row; fewer are quiet by chance."""


@cache
def pulsed_lap(rate):
    """One lap."""
    is_loud = np.arange(LAP) // round(SECONDS * rate) % 2 == 0
    signs = np.where(np.arange(LAP) % 7 < 3, QUIET, -QUIET)
    return np.where(is_loud, lap(), signs).astype(np.float32)


@dataclass(frozen=True)
class Stretch:
    """Where numbers are missing: quiet sound, and silence in the place of what was lost; samples."""

    begin: int
    counted: int
    """How long it is."""
    true: int
    """How long it should be, by the numbers around it."""


class Told:
    """What samples tell that were numbered and pulsed, shape (n,)."""

    def __init__(self, samples):
        self.samples = samples
        self.numbers = numbers_of(samples)
        self._is_quiet = _long_runs(np.abs(samples) <= QUIET)
        self._is_loud = ~self._is_quiet

    @property
    def strangers(self):
        """Loud samples that carry no number: changed on the way, or another microphone's."""
        return int(np.count_nonzero(self._is_loud & (self.numbers == NO_NUMBER)))

    @property
    def breaks(self):
        """Loud samples that do not follow the loud one just before them."""
        both = self._is_loud[1:] & self._is_loud[:-1]
        return int(np.count_nonzero(both & (steps_between(self.numbers[:-1], self.numbers[1:]) != 1)))

    @property
    def stretches(self):
        """Each quiet one between two loud ones."""
        edges = np.flatnonzero(np.diff(np.r_[False, self._is_quiet, False].astype(np.int8))).reshape(-1, 2)
        inside = [(int(a), int(b)) for a, b in edges if a > 0 and b < len(self.samples)]
        return [
            Stretch(a, b - a, int(steps_between(self.numbers[a - 1], self.numbers[b])) - 1 if b - a < LAP // 2 else 0)
            for a, b in inside
        ]

    @property
    def misplaced(self):
        """By how many samples a stretch is longer or shorter than it should be, at most."""
        return max((abs(each.counted - each.true) for each in self.stretches), default=0)

    @property
    def lost(self):
        """Exact zeros: there is none in what is sounded, so they stand for what was lost."""
        return int(np.count_nonzero(_long_runs(self.samples == 0)))

    def last_number(self):
        """The number that the last sample has, or would have if it were loud; None where none is."""
        loud = np.flatnonzero(self._is_loud)
        return int(self.numbers[loud[-1]]) + len(self.samples) - 1 - int(loud[-1]) if len(loud) else None


def _long_runs(mask):
    """Where `mask` is true at least LEAST times in a row."""
    edges = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8))).reshape(-1, 2)
    long = np.zeros(len(mask), bool)
    for begin, end in edges[(edges[:, 1] - edges[:, 0]) >= LEAST]:
        long[begin:end] = True
    return long
