"""Mel folder: the files of an archive, when they begin, and which of them can know of a day."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from livemel.errors import LivemelError
from livemel.monitor.keeping.mel_file import FINISHED, NAME, OPEN

DAY_SECONDS = 86400
LONGEST_SECONDS = 7200
"""Of a file, with room to spare: one that begins earlier before a day knows nothing of it."""


def mel_files(archive: Path) -> list[Path]:
    """The files of an archive, by name: a monitor's folder, or that of its mel rows.

    Raises
    ------
    LivemelError
        If there are none.
    """
    folder = archive / "mel" if (archive / "mel").is_dir() else archive
    found: dict[str, Path] = {}
    for ending in (OPEN, FINISHED):  # where a kill has left both, the finished one is whole
        found |= {path.name.removesuffix(ending): path for path in folder.glob(f"*{ending}")}
    paths = [found[name] for name in sorted(found) if begun(found[name]) is not None]
    if not paths:
        raise LivemelError(f"{archive} holds no mel archive; name the folder of livemel monitor")
    return paths


def begun(path: Path) -> datetime | None:
    """When a file begins, as its name says; None for a name that no monitor gives."""
    with suppress(ValueError):
        return datetime.strptime(path.name.removesuffix(OPEN).removesuffix(FINISHED), NAME).replace(tzinfo=UTC)
    return None


def days_of(paths: Iterable[Path]) -> list[date]:
    """The days on which they begin."""
    return sorted({at.date() for at in map(begun, paths) if at is not None})


def in_order(paths: Iterable[Path], begin: float) -> list[Path]:
    """Those that can reach into the day, in the order in which they were written; an open one is written now."""

    def written(path: Path) -> tuple[bool, int, str]:
        with suppress(OSError):
            return path.name.endswith(OPEN), path.stat().st_mtime_ns, path.name
        return False, 0, path.name

    def reaches(path: Path) -> bool:
        at = begun(path)
        return at is not None and begin - LONGEST_SECONDS <= at.timestamp() < begin + DAY_SECONDS

    return sorted(filter(reaches, paths), key=written)
