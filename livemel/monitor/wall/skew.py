"""Skew: how far a node's clock is ahead of the wall's, from the messages that were delayed least."""

from __future__ import annotations

from collections import deque

RECENT = 10
"""Messages that are looked at: after so many a clock that was set is believed."""
OFF_SECONDS, RIGHT_SECONDS = 2.0, 1.5
"""A clock is off beyond the first, until it is within the second."""


class Skew:
    """One clock. A message comes late, never early: the one that is furthest ahead tells most."""

    def __init__(self) -> None:
        self.is_off = False
        """Whether what the node says of time is corrected."""
        self._ahead: deque[float] = deque(maxlen=RECENT)

    @property
    def seconds(self) -> float | None:
        """By which it is ahead, less the shortest delay; None before the first message."""
        return max(self._ahead) if self._ahead else None

    def note(self, told: float, arrived: float) -> None:
        """A message that was told at `told` by the node's clock has arrived at `arrived` by the wall's."""
        self._ahead.append(told - arrived)
        self.is_off = abs(max(self._ahead)) > (RIGHT_SECONDS if self.is_off else OFF_SECONDS)

    def on_our_clock(self, told: float) -> float:
        """When that was: by the node's clock, or by what arrived soonest if that clock is off."""
        return told - max(self._ahead) if self.is_off else told
