"""Held: what is said while a picture has the terminal: its newest line for the picture, all of it for afterwards."""

from __future__ import annotations

import io
import time
from collections import deque
from collections.abc import Callable
from typing import TextIO

MOST_LINES = 200
"""Then the oldest go, and are counted."""
SHOWN_SECONDS = 20.0


class Held(io.TextIOBase):
    """A text stream.

    Parameters
    ----------
    monotonic
        Seconds.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._lines: deque[str] = deque(maxlen=MOST_LINES)
        self._dropped = 0
        self._open = ""
        self._said_at = 0.0
        self._monotonic = monotonic

    def write(self, text: str) -> int:
        """Hold the lines that are whole."""
        *whole, self._open = (self._open + text).split("\n")
        for line in whole:
            self._dropped += len(self._lines) == MOST_LINES
            self._lines.append(line)
            self._said_at = self._monotonic()
        return len(text)

    @property
    def newest(self) -> str:
        """The last line, for a while; then nothing."""
        is_new = self._lines and self._monotonic() - self._said_at < SHOWN_SECONDS
        return self._lines[-1] if is_new else ""

    def pour(self, out: TextIO) -> None:
        """Write everything to `out`."""
        if self._dropped:
            print(f"({self._dropped} lines before these were dropped)", file=out)
        for line in self._lines:
            print(line, file=out)
        self._lines.clear()
