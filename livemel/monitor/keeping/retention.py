"""Retention: what is old goes when there is too much of it; only what a monitor itself has written."""

from __future__ import annotations

import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from livemel.monitor.report import Report

GB = 1e9
DAY_SECONDS = 86400.0
EVERY_SECONDS = 60.0
ROOMS = ("audio", "mel", "clips")
"""Folders whose files may go; no others are looked at."""
OURS = re.compile(r"[\w.-]*\d{8}T\d{6}(\d{6})?Z[\w.-]*\.(flac|wav|w64|npz|png|csv|txt|TextGrid)")
"""Names that a monitor gives; files with other names are somebody else's."""
OPEN = re.compile(r".*\.open\.(w64|mel)")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """0: no limit."""

    days: float = 0.0
    gb: float = 0.0
    """Of all that is kept together."""
    free_gb: float = 0.0
    """That must be left on the disk."""


@dataclass(frozen=True)
class Kept:
    """A file that may go."""

    path: Path
    written: float
    size: int


class Retention:
    """An output: looks once a minute, and deletes the oldest until all limits hold.

    Parameters
    ----------
    folder
        The monitor's; links in it are not followed.
    limits
        When something must go.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.trouble = ""
        self.deleted = 0
        """Files."""
        self.is_low = False
        """Whether the disk has less left than it should, though nothing more may go."""
        self._folder, self._limits = folder, limits
        self._due = 0.0

    def take(self, report: Report) -> None:
        """Look, if it is time."""
        if report.utc >= self._due or report.utc < self._due - 2 * EVERY_SECONDS:  # or the clock was set back
            self._due = report.utc + EVERY_SECONDS
            self.clean(report.utc)

    def clean(self, now: float) -> None:
        """Delete what must go; `now` is UTC in seconds."""
        kept = files_of(self._folder)
        limits, size = self._limits, sum(each.size for each in kept)
        problem = ""
        for each in kept:
            is_old = 0 < limits.days < (now - each.written) / DAY_SECONDS
            is_much = 0 < limits.gb * GB < size
            if not (is_old or is_much or self._lacks_room()):
                break
            try:
                each.path.unlink()
            except OSError as error:
                problem = f"cannot delete {each.path}: {error.strerror or error}"
                continue
            size -= each.size
            self.deleted += 1
        self.is_low = self._lacks_room()
        low = f"less than {limits.free_gb:g} GB are free on the disk of {self._folder}, and nothing more may go"
        self.trouble = problem or (low if self.is_low else "")

    def _lacks_room(self) -> bool:
        try:
            return shutil.disk_usage(self._folder).free < self._limits.free_gb * GB
        except OSError:
            return False

    def close(self) -> None:
        """Nothing is left."""


def files_of(folder: Path) -> list[Kept]:
    """What may go, oldest first: plain files with a monitor's names, in its rooms, that nobody writes any more."""
    found = []
    for room in ROOMS:
        for path in _below(folder / room):
            try:
                told = path.lstat()
            except OSError:
                continue
            if stat.S_ISREG(told.st_mode) and OURS.fullmatch(path.name) and not OPEN.fullmatch(path.name):
                found.append(Kept(path, told.st_mtime, told.st_size))
    return sorted(found, key=lambda each: (each.written, each.path.name))


def _below(room: Path) -> list[Path]:
    if room.is_symlink():
        return []
    try:
        with os.scandir(room) as entries:
            return [Path(entry.path) for entry in entries if not entry.is_symlink()]
    except OSError:
        return []
