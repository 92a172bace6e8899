"""Event log: every event as a line of JSON in a file, on the disk before anything else is done."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from livemel.errors import LivemelError
from livemel.monitor.report import utc_text
from livemel.monitor.rules.rule import Event

PRIVATE = 0o600


class EventLog:
    """Appends; nobody but its owner may read it.

    Parameters
    ----------
    path
        Made if it is not there.

    Raises
    ------
    LivemelError
        If it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.failed = 0
        """Events that could not be written."""
        self.trouble = ""
        self._path = path
        try:
            self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
        except OSError as error:
            raise LivemelError(f"cannot keep events in {path}: {error.strerror or error}") from error
        self._owed: list[bytes] = []

    def tell(self, event: Event) -> None:
        """Write it, and what could not be written before; a full disk is tried again with the next."""
        self._owed.append((json.dumps(as_dict(event), ensure_ascii=False) + "\n").encode())
        try:
            while self._owed:
                self._owed[0] = self._owed[0][os.write(self._file, self._owed[0]) :]
                if not self._owed[0]:
                    self._owed.pop(0)
            os.fsync(self._file)
            self.trouble = ""
        except OSError as error:
            self.failed, self.trouble = len(self._owed), f"cannot write {self._path}: {error.strerror or error}"

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


def as_dict(event: Event) -> dict[str, object]:
    """Ready for JSON."""
    value = event.value if isinstance(event.value, str) else round(event.value, 2)
    return asdict(event) | {"utc": utc_text(event.utc), "value": value, "seconds": round(event.seconds, 3)}
