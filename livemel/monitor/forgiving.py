"""Forgiving: a text stream onto one that may fail, as a log on a full disk does; what that costs is counted."""

from __future__ import annotations

import io
from typing import TextIO

from livemel.monitor.report import Report


class Forgiving(io.TextIOBase):
    """A text stream; and an output, so that its trouble is told by the others.

    Parameters
    ----------
    inner
        Where the text goes.
    name
        What it is called.
    """

    def __init__(self, inner: TextIO, name: str) -> None:
        self.trouble = ""
        self.lost = 0
        """Lines that could not be written."""
        self._inner, self._name = inner, name

    def write(self, text: str) -> int:
        """Write it at once, if that can be."""
        try:
            self._inner.write(text)
            self._inner.flush()
            self.trouble = ""
        except (OSError, ValueError) as error:  # ValueError: it is closed
            self.lost += text.count("\n")
            why = getattr(error, "strerror", None) or error
            self.trouble = f"cannot write to {self._name}: {why}; {self.lost} lines are lost"
        return len(text)

    def close(self) -> None:
        """It serves the next monitor too."""

    def take(self, report: Report) -> None:
        """Reports go elsewhere."""
