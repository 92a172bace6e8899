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
        self._begun: float | None = None  # when sample 0 was due
        self._given = 0

    def due(self) -> int:
        """How many samples may be given now."""
        if not self._paced:
            return self._block
        late = self._samples_late()
        if late > MOST_SECONDS_LATE * self._sample_rate:
            self.starved()
            return 0
        return max(0, min(self._block, late))

    def _samples_late(self) -> int:
        now = monotonic()
        if self._begun is None:
            self._begun = now
        return int((now - self._begun) * self._sample_rate) - self._given

    def give(self, count: int) -> None:
        """Note that `count` samples were given."""
        self._given += count

    def starved(self) -> None:
        """The producer had less than was due: what comes next is due now."""
        self._begun = monotonic() - self._given / self._sample_rate

    def clock(self) -> SampleClock:
        """Which sample is due when."""
        if self._begun is None:
            return SampleClock(self._given, monotonic(), self._sample_rate)
        return SampleClock(0.0, self._begun, self._sample_rate)
