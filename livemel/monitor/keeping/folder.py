"""Folder: the place of one monitor alone; a second one is told who holds it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from livemel.errors import LivemelError
from livemel.monitor.keeping.private import PRIVATE_FILE, PRIVATE_FOLDER, remove_unfinished
from livemel.recording.lock import try_to_hold

HOLDER = ".livemel-monitor"
"""Marks the folder as a monitor's; locked while one runs; says who."""


class Folder:
    """Held from when it is made until `close`.

    Parameters
    ----------
    path
        Made if it is not there. One that holds other things and no monitor's mark is refused.

    Raises
    ------
    LivemelError
        If it cannot be made or written, is somebody's else, or another monitor holds it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            if path.is_dir() and not (path / HOLDER).exists() and any(path.iterdir()):
                raise LivemelError(f"{path} holds other things; name an empty or a new folder for the monitor")
            path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            self._file = os.open(path / HOLDER, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
        except OSError as error:
            raise LivemelError(f"cannot keep anything in {path}: {error.strerror or error}") from error
        if not try_to_hold(self._file):
            holder = os.read(self._file, 4096).decode(errors="replace").strip() or "another program"
            os.close(self._file)
            raise LivemelError(f"{path} is held by another monitor ({holder}); stop it, or name another folder")
        told = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        with suppress(OSError):  # the disk is full: it is held nevertheless
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, (json.dumps(told) + "\n").encode(), 0)

    def of(self, name: str) -> Path:
        """A folder in it, made if it is not there; what killed writes have left in it goes.

        Raises
        ------
        LivemelError
            If it cannot be made.
        """
        path = self.path / name
        try:
            path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        except OSError as error:
            raise LivemelError(f"cannot make {path}: {error.strerror or error}") from error
        remove_unfinished(path)
        return path

    def close(self) -> None:
        """Let it go; may be called twice."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1
