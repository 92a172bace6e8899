"""Retention: what is old goes when there is too much of it; only what a monitor itself has written.

Sound goes before the mel archive, which is small and tells of the days whose sound is gone. What is protected stays.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from livemel.monitor.report import Report

GB = 1e9
DAY_SECONDS = 86400.0
EVERY_SECONDS, LOOK_SECONDS = 60.0, 5.0
"""From one cleaning to the next, and from one look at the room that is left."""
ROOMS = ("audio", "mel", "clips")
"""Folders whose files may go; no others are looked at."""
OURS = re.compile(r"[\w.-]*\d{8}T\d{6}(\d{6})?Z[\w.-]*\.(flac|wav|w64|npz|png|csv|txt|TextGrid)")
"""Names that a monitor gives; files with other names are somebody else's."""
OPEN = re.compile(r".*\.open\.(w64|mel)")
LAST = "mel"
"""The room whose files go only when there is nothing else."""
PROTECTED = ".keep"
"""A file NAME.keep protects NAME, and all beside it whose names go on with a dot after NAME."""
LEAST_FREE_GB = 0.05
"""A disk with less is low even where no limit says so."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """0: no limit."""

    days: float = 0.0
    """Of sound and clips."""
    mel_days: float = 0.0
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
    is_protected: bool = False

    @property
    def is_last(self) -> bool:
        """Whether it goes only when there is nothing else."""
        return self.path.parent.name == LAST


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
        """Why something could not be deleted."""
        self.low = ""
        """What is wrong with the disk, though all has gone that may go; empty while there is room."""
        self.deleted = self.freed = 0
        """Files, and their bytes."""
        self._folder, self._limits = folder, limits
        self._due = self._look_at = 0.0

    def take(self, report: Report) -> None:
        """Clean, if it is time or room is needed."""
        if report.seconds < self._look_at:
            return
        self._look_at = report.seconds + LOOK_SECONDS
        if report.seconds >= self._due or self.low or self._free_gb() < self._least_free_gb:
            self._due = report.seconds + EVERY_SECONDS
            self.clean(report.utc)

    def clean(self, now: float) -> None:
        """Delete what must go; `now` is UTC in seconds."""
        kept = files_of(self._folder)
        limits, size = self._limits, sum(each.size for each in kept)
        self.trouble = ""
        for each in (each for each in kept if not each.is_protected):
            days = limits.mel_days if each.is_last else limits.days
            is_old = 0 < days < (now - each.written) / DAY_SECONDS
            is_much = 0 < limits.gb * GB < size
            if (is_old or is_much or self._free_gb() < limits.free_gb) and self._delete(each):
                size -= each.size
        self.low = self._lack(size)

    def _delete(self, kept: Kept) -> bool:
        try:
            kept.path.unlink()
        except OSError as error:
            self.trouble = f"cannot delete {kept.path}: {error.strerror or error}"
            return False
        self.deleted += 1
        self.freed += kept.size
        return True

    def _lack(self, size: int) -> str:
        limits = self._limits
        if self._free_gb() < self._least_free_gb:
            least = f"less than {self._least_free_gb:g} GB are free on the disk of {self._folder}"
            return f"{least}, and nothing more may go"
        if 0 < limits.gb * GB < size:
            return f"what is protected in {self._folder} is more than {limits.gb:g} GB"
        return ""

    @property
    def _least_free_gb(self) -> float:
        return max(self._limits.free_gb, LEAST_FREE_GB)

    def _free_gb(self) -> float:
        """Infinite where nobody can tell."""
        try:
            return shutil.disk_usage(self._folder).free / GB
        except OSError:
            return math.inf

    def close(self) -> None:
        """Nothing is left."""


def files_of(folder: Path) -> list[Kept]:
    """Plain files with a monitor's names, in its rooms, that nobody writes any more, in the order in which they go."""
    found = []
    for room in ROOMS:
        paths = _below(folder / room)
        protected = {path.stem for path in paths if path.suffix == PROTECTED}
        for path in paths:
            if not OURS.fullmatch(path.name) or OPEN.fullmatch(path.name):
                continue
            with suppress(OSError):
                told = path.lstat()
                if stat.S_ISREG(told.st_mode):
                    found.append(Kept(path, told.st_mtime, told.st_size, _is_protected(path.name, protected)))
    return sorted(found, key=lambda each: (each.is_last, each.written, each.path.name))


def _is_protected(name: str, protected: set[str]) -> bool:
    return name in protected or any(name[:at] in protected for at, sign in enumerate(name) if sign == ".")


def _below(room: Path) -> list[Path]:
    if room.is_symlink():
        return []
    try:
        with os.scandir(room) as entries:
            return [Path(entry.path) for entry in entries if not entry.is_symlink()]
    except OSError:
        return []
