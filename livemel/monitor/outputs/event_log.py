"""Event log: every event as a line of JSON in a file, on the disk before anything else is done."""

from __future__ import annotations

import json
import os
import stat
from collections import deque
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from livemel.errors import LivemelError
from livemel.monitor.keeping.private import PRIVATE_FILE
from livemel.monitor.report import Report, utc_text
from livemel.monitor.rules.rule import Event

OTHERS = 0o077
"""Rights of anybody but the owner."""
MOST_OWED = 10_000
"""Events that wait for a full disk; then the oldest are lost, and counted."""


class EventLog:
    """An output and a keeper. Appends; nobody but its owner may read it.

    Parameters
    ----------
    path
        Made if it is not there; one of this user's that others may read is taken from them.

    Raises
    ------
    LivemelError
        If it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.failed = 0
        """Events that are not written yet."""
        self.lost = 0
        """Events that never will be."""
        self.trouble = ""
        self._path = path
        self._owed: deque[bytes] = deque()
        try:
            self._file = open(path, "a+b", buffering=0, opener=_private)  # noqa: SIM115 - it stays open
            size = self._file.seek(0, os.SEEK_END)
            self._file.seek(max(0, size - 1))
            if size and self._file.read(1) != b"\n":  # a crash has cut the last line off
                self._owed.append(b"\n")
        except OSError as error:
            raise LivemelError(f"cannot keep events in {path}: {error.strerror or error}") from error

    def take(self, report: Report) -> None:
        """Try again what could not be written."""
        if self.failed:
            self._write()

    def tell(self, event: Event) -> None:
        """Write it, after what could not be written before."""
        if len(self._owed) >= MOST_OWED:
            del self._owed[1]  # the first may be half written
            self.lost += 1
        self._owed.append((json.dumps(as_dict(event), ensure_ascii=False) + "\n").encode(errors="replace"))
        self._write()

    def _write(self) -> None:
        try:
            while self._owed:
                rest = self._owed[0][self._file.write(self._owed[0]) :]
                if rest:
                    self._owed[0] = rest
                else:
                    self._owed.popleft()
            os.fsync(self._file.fileno())
            self.trouble = ""
        except OSError as error:
            lost = f"; {self.lost} events are lost" if self.lost else ""
            self.trouble = f"cannot write {self._path}: {error.strerror or error}{lost}"
        self.failed = len(self._owed)

    def close(self) -> None:
        """Try once more, and close the file."""
        if self.failed:
            self._write()
        self._file.close()


def _private(path: str, flags: int) -> int:
    file = os.open(path, flags, PRIVATE_FILE)
    told = os.fstat(file)
    if stat.S_ISREG(told.st_mode) and told.st_uid == os.geteuid() and told.st_mode & OTHERS:
        with suppress(OSError):  # a file system without rights
            os.fchmod(file, stat.S_IMODE(told.st_mode) & ~OTHERS)
    return file


def as_dict(event: Event) -> dict[str, object]:
    """Ready for JSON."""
    value = event.value if isinstance(event.value, str) else round(event.value, 2)
    return asdict(event) | {"utc": utc_text(event.utc), "value": value, "seconds": round(event.seconds, 3)}
