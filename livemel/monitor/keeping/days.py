"""Days: what an archive knows of one day of UTC, on as many columns as a picture has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livemel.errors import LivemelError
from livemel.monitor.keeping.mel_file import FINISHED, OPEN, Head, read_mel
from livemel.monitor.keeping.mel_rows import ROWS_PER_SECOND, joined, levels_of

DAY_SECONDS = 86400
PATTERN = "[0-9]*T[0-9]*Z"


@dataclass(frozen=True)
class Day:
    """The highest level of every column; what is not known is a gap."""

    date: date
    head: Head
    levels: NDArray[np.float32]
    """Shape (columns, n_mels), dB; the floor where nothing is known."""
    is_gap: NDArray[np.bool_]
    """Shape (columns,)."""
    known_seconds: float


def mel_files(archive: Path) -> list[Path]:
    """The files of an archive, oldest first: a monitor's folder, or that of its mel rows.

    Raises
    ------
    LivemelError
        If there are none.
    """
    folder = archive / "mel" if (archive / "mel").is_dir() else archive
    paths = sorted(path for ending in (FINISHED, OPEN) for path in folder.glob(PATTERN + ending))
    if not paths:
        raise LivemelError(f"{archive} holds no mel archive; name the folder of livemel monitor")
    return paths


def days_of(paths: Iterable[Path]) -> list[date]:
    """The days on which they begin."""
    return sorted({datetime.strptime(path.name[:8], "%Y%m%d").replace(tzinfo=UTC).date() for path in paths})


def day_of(paths: Iterable[Path], wanted: date, columns: int) -> Day:
    """One day on so many columns.

    Raises
    ------
    LivemelError
        If nothing is known of it, or a file is damaged.
    """
    begin = datetime.combine(wanted, time(), UTC).timestamp()
    highest: NDArray[np.float32] | None = None
    first: Head | None = None
    known = 0
    for path in paths:
        head, rows = read_mel(path)
        utc = head.utc + np.arange(len(rows)) / ROWS_PER_SECOND
        inside = (utc >= begin) & (utc < begin + DAY_SECONDS)
        if not inside.any():
            continue
        if first is None or highest is None:
            first, highest = head, np.full((columns, len(head.frequencies)), np.nan, np.float32)
        elif head.frequencies != first.frequencies:
            raise LivemelError(f"{path} has other bands than {first.source} before it on that day; draw them apart")
        places = ((utc[inside] - begin) * columns / DAY_SECONDS).astype(int)
        levels = levels_of(rows[inside])
        known += int(np.isfinite(levels).any(axis=1).sum())
        starts = np.flatnonzero(np.diff(places, prepend=-1))
        with np.errstate(invalid="ignore"):
            pooled = np.fmax.reduceat(levels, starts, axis=0)
            highest[places[starts]] = np.fmax(highest[places[starts]], pooled)
    if first is None or highest is None:
        raise LivemelError(f"the archive knows nothing of {wanted}")
    is_gap = np.asarray(~np.isfinite(highest).any(axis=1))
    wide = np.repeat(np.nan_to_num(highest, nan=-200.0), joined(first.n_mels), axis=1)
    return Day(wanted, first, wide, is_gap, known / ROWS_PER_SECOND)
