"""Days: what an archive knows of one day of UTC, on as many columns as a picture has.

Files that a clock which was set lays over each other are one day nevertheless: what was written later stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livemel.errors import LivemelError
from livemel.monitor.keeping.mel_file import Head, read_mel
from livemel.monitor.keeping.mel_folder import DAY_SECONDS, in_order
from livemel.monitor.keeping.mel_rows import FLOOR_DB, MISSING, ROWS_PER_SECOND, STEP_DB, joined

DAY_ROWS = DAY_SECONDS * ROWS_PER_SECOND
UNKNOWN_DB = -200.0
CLOCK = "%H:%M"


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
    left_out: tuple[str, ...] = ()
    """What the archive holds of it besides, and why it is not here: a sentence each."""


@dataclass(frozen=True)
class Piece:
    """What one file knows of a day."""

    head: Head
    begin: int
    """Its first row, counted from midnight."""
    rows: NDArray[np.uint8]

    @property
    def known(self) -> int:
        """Rows of which something is known."""
        return int((self.rows != MISSING).any(axis=1).sum())


def day_of(paths: Iterable[Path], wanted: date, columns: int) -> Day:
    """One day on so many columns.

    Files with other bands cannot stand in one picture: those are drawn that know most of the day. What is left out, and
    what is damaged, is told.

    Raises
    ------
    LivemelError
        If nothing is known of it.
    """
    begin = datetime.combine(wanted, time(), UTC).timestamp()
    pieces, left_out = _read(in_order(paths, begin), begin)
    if not pieces:
        why = "".join(f"; {each}" for each in left_out)
        raise LivemelError(f"the archive knows nothing of {wanted}{why}")
    drawn, others = _drawn(pieces)
    head = drawn[-1].head
    rows = np.full((DAY_ROWS, len(head.frequencies)), MISSING, np.uint8)
    for piece in drawn:
        place = rows[piece.begin : piece.begin + len(piece.rows)]
        np.copyto(place, piece.rows, where=piece.rows != MISSING)
    left_out += [_words_of(kind) for kind in others]
    return Day(wanted, head, *_pooled(rows, columns, head), left_out=tuple(left_out))


def _read(paths: Iterable[Path], begin: float) -> tuple[list[Piece], list[str]]:
    """What they know of the day, and what cannot be read."""
    pieces, damaged = [], []
    for path in paths:
        try:
            head, rows = read_mel(path)
        except LivemelError as error:
            damaged.append(f"{error}; it is left out")
            continue
        first = round((head.utc - begin) * ROWS_PER_SECOND)
        rows = rows[max(0, -first) : max(0, DAY_ROWS - first)]
        if len(rows):
            pieces.append(Piece(head, max(0, first), rows))
    return pieces, damaged


def _drawn(pieces: Sequence[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """Those with the bands of which most is known, the newest of several, and the others by their bands."""
    kinds: dict[object, list[Piece]] = {}
    for piece in pieces:
        key = piece.head.n_mels, piece.head.frequencies
        kinds[key] = [*kinds.pop(key, []), piece]  # the newest last
    by_known = sorted(kinds.values(), key=lambda kind: sum(piece.known for piece in kind))
    return by_known[-1], by_known[:-1]


def _words_of(kind: Sequence[Piece]) -> str:
    head, hours = kind[-1].head, sum(piece.known for piece in kind) / ROWS_PER_SECOND / 3600
    first = min(piece.begin for piece in kind)
    last = max(piece.begin + len(piece.rows) for piece in kind)
    between = " to ".join(
        datetime.fromtimestamp(row / ROWS_PER_SECOND, UTC).strftime(CLOCK) for row in (first, min(last, DAY_ROWS - 1))
    )
    return (
        f"{hours:.1f} h of {head.source} from {between} have other bands ({head.n_mels} mel bands, "
        f"{head.frequencies[0]:.0f} to {head.frequencies[-1]:.0f} Hz) and are left out; "
        "move their files into a folder of their own to draw them"
    )


def _pooled(rows: NDArray[np.uint8], columns: int, head: Head) -> tuple[NDArray[np.float32], NDArray[np.bool_], float]:
    """Highest levels of so many columns in mel bands, where there are none, and how many seconds there are."""
    rows += np.uint8(1)  # what is missing becomes 0, less than every level
    known = int(rows.any(axis=1).sum())
    highest = np.maximum.reduceat(rows, np.arange(columns) * DAY_ROWS // columns, axis=0)
    levels = np.where(highest > 0, FLOOR_DB + STEP_DB * (highest.astype(np.float32) - 1), np.float32(UNKNOWN_DB))
    wide = np.repeat(levels.astype(np.float32), joined(head.n_mels), axis=1)
    return wide, np.asarray(~highest.any(axis=1)), known / ROWS_PER_SECOND
