"""Real time for what is not a microphone: how many samples are due."""

from __future__ import annotations

import time

from livemel.audio.source import SampleClock

UNPACED_BLOCK = 65536
"""Samples at a time when nothing waits for real time."""


class Pacer:
    """Gives out samples no faster than real time; what comes late moves the clock, it is not hurried after."""

    def __init__(self, sample_rate: int, paced: bool) -> None:
        self._sample_rate = sample_rate
        self._paced = paced
        self._begun = time.monotonic()
        self._given = 0

    def due(self) -> int:
        """How many samples may be given now."""
        if not self._paced:
            return UNPACED_BLOCK
        elapsed = time.monotonic() - self._begun
        return max(0, min(UNPACED_BLOCK, int(elapsed * self._sample_rate) - self._given))

    def give(self, count: int) -> None:
        """Note that `count` samples were given."""
        self._given += count

    def starved(self) -> None:
        """The producer had less than was due: what comes next is due now."""
        self._begun = time.monotonic() - self._given / self._sample_rate

    def clock(self) -> SampleClock:
        """Which sample is due when."""
        if not self._paced:
            return SampleClock(self._given, time.monotonic(), self._sample_rate)
        return SampleClock(0.0, self._begun, self._sample_rate)
