"""Retention: what is old goes when there is too much of it; only what a monitor itself has written.

Sound goes before the mel archive, which is small and tells of the days whose sound is gone. What is protected stays.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from livemel.monitor.keeping.room import free_bytes
from livemel.monitor.report import Report

GB = 1e9
DAY_SECONDS = 86400.0
EVERY_SECONDS, LOOK_SECONDS = 60.0, 5.0
"""From one cleaning to the next, and from one look at the room that is left."""
ROOMS = {
    "audio": re.compile(r"[\w.-]+_\d{8}T\d{6}Z(_\d+)?\.(flac|wav|w64)"),
    "mel": re.compile(r"\d{8}T\d{12}Z\.npz"),
    "clips": re.compile(r"[\w.-]+_\d{8}T\d{12}Z_\w+\.(flac|npz|png)"),
}
"""Folders whose files may go, and the names that a monitor gives there; files with other names are somebody else's."""
LABELS = (".txt", ".TextGrid", ".selections.txt")
"""What a recording with gaps has beside it; goes with its sound, never alone."""
SOUND, LAST = "audio", "mel"
"""The room whose files have labels beside them, and the one whose files go only when there is nothing else."""
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
    """Seconds since 1970."""
    size: int
    """Bytes, of what goes with it too."""
    is_protected: bool = False
    beside: tuple[Path, ...] = ()
    """What goes with it."""

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
        for path in (kept.path, *kept.beside):
            try:
                path.unlink()
            except OSError as error:
                self.trouble = f"cannot delete {path}: {error.strerror or error}"
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
        return free_bytes(self._folder) / GB

    def close(self) -> None:
        """Nothing is left."""


def files_of(folder: Path) -> list[Kept]:
    """Plain files with a monitor's names, in its rooms, that nobody writes any more, in the order in which they go."""
    found = [each for room in ROOMS for each in _files_of_room(folder, room)]
    return sorted(found, key=lambda each: (each.is_last, each.written, each.path.name))


def _files_of_room(folder: Path, room: str) -> Iterator[Kept]:
    files = _below(folder / room)
    protected = {name.removesuffix(PROTECTED) for name in files if name.endswith(PROTECTED)}
    for name in filter(ROOMS[room].fullmatch, files):
        told = files[name]
        labels = [Path(name).stem + ending for ending in LABELS] if room == SOUND else []
        beside = [each for each in labels if each in files and not _is_protected(each, protected)]
        yield Kept(
            path=folder / room / name,
            written=told.st_mtime,
            size=told.st_size + sum(files[each].st_size for each in beside),
            is_protected=_is_protected(name, protected),
            beside=tuple(folder / room / each for each in beside),
        )


def _is_protected(name: str, protected: set[str]) -> bool:
    return name in protected or any(name[:at] in protected for at, sign in enumerate(name) if sign == ".")


def _below(room: Path) -> dict[str, os.stat_result]:
    """What is told of its plain files, by name; links are none."""
    found: dict[str, os.stat_result] = {}
    if room.is_symlink():
        return found
    with suppress(OSError), os.scandir(room) as entries:
        for entry in entries:
            with suppress(OSError):  # gone meanwhile
                if entry.is_file(follow_symlinks=False):
                    found[entry.name] = entry.stat(follow_symlinks=False)
    return found
