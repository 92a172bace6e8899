"""The demonstration that began some time ago: what went past is given as fast as it is asked for."""

from __future__ import annotations

import time

from livemel.audio.made.demo import DemoSource
from livemel.audio.source import Block, SampleClock

MOST_SECONDS = 1.0
"""Given at a time."""


class PastDemo(DemoSource):
    """In real time once it has caught up with it."""

    began_seconds_ago = 0.0

    def open(self) -> None:
        """Begin, so long ago."""
        super().open()
        self._clock = SampleClock(0.0, time.monotonic() - self.began_seconds_ago, self.sample_rate)
        self._given = 0

    def read(self) -> Block:
        """What is due."""
        due = int(self._clock.sample_at(time.monotonic())) - self._given
        samples = self._reader.read(max(0, min(round(MOST_SECONDS * self.sample_rate), due)))
        self._given += len(samples)
        return Block(samples)

    def clock(self) -> SampleClock:
        """Which sample is due now."""
        return self._clock
