"""Progress: how far a long task is, for a person at a terminal; silent for tasks of a second and for programs."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

PATIENCE_SECONDS = 1.0
"""Shorter tasks say nothing."""
INTERVAL_SECONDS = 0.2


class Progress:
    """One line on `stream`, written over itself.

    Parameters
    ----------
    task
        What is done, such as "drawing voice.wav".
    stream
        Where to; nothing is said unless it is a terminal.
    clock
        Seconds.
    """

    def __init__(self, task: str, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._task = task
        self._stream = stream
        self._clock = clock
        self._next = clock() + PATIENCE_SECONDS
        self._said = 0

    def at(self, share: float) -> None:
        """Tell that `share`, 0 to 1, is done."""
        if self._clock() >= self._next and self._stream.isatty():
            self._next = self._clock() + INTERVAL_SECONDS
            self._say(f"{self._task}: {100 * min(share, 1.0):.0f} %")

    def done(self) -> None:
        """Clear the line."""
        if self._said:
            self._say("")
            self._stream.write("\r")
            self._stream.flush()

    def _say(self, line: str) -> None:
        self._stream.write("\r" + line.ljust(self._said))
        self._stream.flush()
        self._said = len(line)
