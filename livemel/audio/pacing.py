"""Real time for what is not a microphone: how many samples are due."""

from __future__ import annotations

from time import monotonic

from livemel.audio.source import SampleClock

UNPACED_BLOCK = 65536
"""Samples at a time when nothing waits for real time."""
MOST_SECONDS_LATE = 10.0
"""A reader that is later than this (the machine slept) goes on from now instead of hurrying after."""


class Pacer:
    """Gives out samples no faster than real time, which begins when the first are asked for.

    A reader that is late gets what it missed at once; a producer that is late moves the clock.

    Parameters
    ----------
    sample_rate
        Hz.
    paced
        False: real time does not matter.
    block
        The most samples at a time.
    """

    def __init__(self, sample_rate: int, paced: bool, block: int = UNPACED_BLOCK) -> None:
        self._sample_rate = sample_rate
        self._paced = paced
        self._block = block
        self._speed = 1.0
        self._begun: float | None = None  # when `_begun_at` was due
        self._begun_at = 0.0  # a sample
        self._given = 0

    def due(self) -> int:
        """How many samples may be given now."""
        if not self._paced:
            return self._block if self._speed else 0
        late = self._samples_late()
        if late > MOST_SECONDS_LATE * max(self._rate, self._sample_rate):
            self.starved()
            return 0
        return max(0, min(self._block, late))

    @property
    def _rate(self) -> float:
        """Samples in a second of real time."""
        return self._sample_rate * self._speed

    def _samples_late(self) -> int:
        now = monotonic()
        if self._begun is None:
            self._begun = now
        return int((now - self._begun) * self._rate + self._begun_at) - self._given

    def give(self, count: int) -> None:
        """Note that `count` samples were given."""
        self._given += count

    def starved(self) -> None:
        """The producer had less than was due: what comes next is due now."""
        self._begun, self._begun_at = monotonic(), self._given

    def set_speed(self, speed: float) -> None:
        """From now on samples are due at so many times real time; 0: the clock stands still."""
        if self._begun is not None:
            now = monotonic()
            self._begun_at += (now - self._begun) * self._rate
            self._begun = now
        self._speed = speed

    def clock(self) -> SampleClock:
        """Which sample is due when."""
        if self._begun is None:
            return SampleClock(self._given, monotonic(), self._rate)
        return SampleClock(self._begun_at, self._begun, self._rate)
