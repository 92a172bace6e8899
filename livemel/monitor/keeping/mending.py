"""Mending: recordings that a crash or a full disk has left open are finished, as soon as there is room for them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from livemel.errors import LivemelError
from livemel.monitor.keeping.room import free_bytes
from livemel.recording.encoding import Cancelled
from livemel.recording.left_overs import find_left_overs, finish_left_over, remove_empty_left_overs

RETRY_SECONDS = 3.0
"""How often what could not be finished is tried again."""


class Mending:
    """Looks through a folder in a thread, at the start and as long as something stays open. The owner's.

    Parameters
    ----------
    folder
        Where this monitor's recordings lie, and nobody else's; one that is being written is left alone.
    monotonic
        Seconds.
    """

    def __init__(self, folder: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.trouble = ""
        """Why something stays open; empty as a rule."""
        self._folder, self._monotonic = folder, monotonic
        self._due = 0.0
        self._found = ""  # what the thread could not finish; the thread's
        self._is_owed_more = False
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        remove_empty_left_overs(folder)
        self._look()

    def owe(self, why: str) -> None:
        """Something is left open once more."""
        self.trouble, self._is_owed_more = why, True
        self._due = self._monotonic() + RETRY_SECONDS

    def tend(self) -> None:
        """Take note of what the thread has done, and let it look again where that is due."""
        if self._thread is not None and not self._thread.is_alive():
            self._thread = None
            self._due = self._monotonic() + RETRY_SECONDS
            if not self._is_owed_more:
                self.trouble = self._found
        if self.trouble and self._thread is None and self._monotonic() >= self._due:
            self._look()

    def _look(self) -> None:
        self._is_owed_more = False
        self._thread = threading.Thread(target=self._run, name="livemel left-overs", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        found = ""
        with suppress(Cancelled):
            for left_over in find_left_overs(self._folder):
                found = self._finish(left_over.path) or found
        self._found = found

    def _finish(self, path: Path) -> str:
        """Why not; empty if it is done."""
        try:
            if free_bytes(self._folder) < path.stat().st_size:
                return f"{path} is whole and stays open: there is no room to finish it"
            finish_left_over(path, cancelled=self._ending.is_set)
        except (LivemelError, OSError) as error:
            return str(error) if path.exists() else ""  # its own writer has finished it meanwhile
        return ""

    def close(self, timeout_seconds: float) -> None:
        """Stop; what is not finished by now is at the next start."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join(timeout_seconds)
