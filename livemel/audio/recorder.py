"""Recorder: rtmixer's, which also says exactly how often it was called back before it began to fill a ring."""

from __future__ import annotations

from typing import Any

import rtmixer


class CountingRecorder(rtmixer.Recorder):  # type: ignore[misc] # rtmixer ships no types
    """Worker thread.

    rtmixer's request for its own counters and its request to record are handed over as one: the callback takes both
    up in the same call, whatever it is doing when they come.
    """

    def __init__(self, **settings: Any) -> None:
        self._first_of_two: Any = None
        super().__init__(**settings)
        self._calls = 0
        self._overflows = 0
        self._counters: Any = None
        self._record: Any = None

    @property
    def overflows(self) -> int:
        """How often PortAudio found its own buffer full."""
        self._add_counters()
        return self._overflows + int(self._state.stats.input_overflows)

    @property
    def recording(self) -> bool:
        """Whether there was room in the ring all the time since `record`."""
        return self._record in self.actions

    @property
    def recorded(self) -> int:
        """Samples since `record`."""
        return int(self._record.done_frames)

    @property
    def calls_before(self) -> int:
        """Calls before the one that brought the first sample since `record`; asked when that has come."""
        self._add_counters()
        return self._calls - 1

    def record(self, ring: rtmixer.RingBuffer) -> None:
        """Fill the ring from the next call on, until it is full."""
        self._add_counters()
        self._counters = self.fetch_and_reset_stats()
        self._record = self.record_ringbuffer(ring)

    def _add_counters(self) -> None:
        """Take the counters, once the callback has given them."""
        if self._counters is not None and self._counters not in self.actions:
            self._calls += int(self._counters.stats.blocks)
            self._overflows += int(self._counters.stats.input_overflows)
            self._counters = None

    def _enqueue(self, action: Any, keep_alive: Any = None) -> None:
        """Hold the first of two requests back until it can carry the second."""
        if self._first_of_two is None:
            self._first_of_two = action
            return
        first, self._first_of_two = self._first_of_two, None
        first.next = action
        self._actions[action] = keep_alive
        super()._enqueue(first)
