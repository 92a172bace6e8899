"""Whether sound repeats bit for bit: a driver that hangs gives its last buffer again and again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.float32]

KEPT_SECONDS = 2.0
"""So long everything must repeat."""
LOOK_SECONDS = 0.5
LONGEST_PERIOD_SECONDS = 0.5
ANCHOR = 64
"""Samples that are searched for; noise does not repeat so many by chance."""
CANDIDATES = 8


class Repeats:
    """Looks twice a second at the last two seconds: 0.4 ms at 48 kHz. Worker thread."""

    def __init__(self, sample_rate: int) -> None:
        self.period_seconds = 0.0
        """How long the piece is that repeats; 0 where nothing does."""
        self._sample_rate = sample_rate
        self._kept = round(KEPT_SECONDS * sample_rate)
        self._recent = np.empty(self._kept + round(LOOK_SECONDS * sample_rate), np.float32)
        self._filled = 0

    def take(self, samples: Signal) -> None:
        """Note samples that follow the last, shape (n,)."""
        while len(samples):
            part, samples = np.split(samples, [len(self._recent) - self._filled])
            self._recent[self._filled : self._filled + len(part)] = part
            self._filled += len(part)
            if self._filled == len(self._recent):
                self._look()

    def begin_anew(self) -> None:
        """The next samples do not follow the last."""
        self._filled = 0
        self.period_seconds = 0.0

    def _look(self) -> None:
        last = self._recent[-self._kept :]
        period = exact_period(last, round(LONGEST_PERIOD_SECONDS * self._sample_rate))
        self.period_seconds = period / self._sample_rate
        self._recent[: self._kept] = last.copy()
        self._filled = self._kept


def exact_period(signal: Signal, longest: int) -> int:
    """Samples after which `signal`, shape (n,), repeats bit for bit; 0 where nothing up to `longest` does.

    A constant has no period: its value is stuck, which is told in other words.
    """
    begin = max(0, len(signal) - longest - 1)
    changes = np.flatnonzero(np.diff(signal[begin:]))
    if not len(changes):
        return 0
    end = begin + int(changes[-1]) + 1  # where it last changed: silence after that is found everywhere
    if end < longest + ANCHOR:
        return 0
    ends = np.arange(end - longest, end)
    for back in range(ANCHOR):
        ends = ends[signal[ends - back] == signal[end - back]]
        if not len(ends):
            return 0
    for period in (end - ends[::-1][:CANDIDATES]).tolist():
        if np.array_equal(signal[period:], signal[:-period]):
            return int(period)
    return 0
