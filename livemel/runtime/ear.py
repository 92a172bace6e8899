"""Ear: a place among the listeners for whoever lets a session be heard, filled and emptied while it runs."""

from __future__ import annotations

from livemel.runtime.feed import Event, Sink


class Ear:
    """Hands on what it is told while there is somebody who wants it. The owner sets `sink`, the worker reads it."""

    def __init__(self) -> None:
        self.sink: Sink | None = None

    def consume(self, event: Event) -> None:
        """Worker: hand on."""
        sink = self.sink
        if sink is not None:
            sink.consume(event)
