"""Mel file: an hour of rows. While it is open it is appended to, so that a crash costs a second; then it is an NPZ."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livemel.errors import LivemelError
from livemel.monitor.keeping.mel_rows import FLOOR_DB, MISSING, ROWS_PER_SECOND, STEP_DB, joined
from livemel.monitor.keeping.private import PRIVATE_FILE, private_file

OPEN, FINISHED = ".open.mel", ".npz"
VERSION = 1
NAME = "%Y%m%dT%H%M%S%fZ"
MOST_HEAD_BYTES = 1 << 16


class Damaged(LivemelError):
    """What another try does not cure."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands before the rows."""

    version: int
    node: str
    source: str
    utc: float
    """When the first row begins."""
    frequencies: tuple[float, ...]
    """Hz of the bands."""
    n_mels: int
    """Bands that were joined to these, and of which filterbank."""
    scale: str
    fmin: float
    fmax: float
    sample_rate: int
    """Hz, of the analysis."""


class MelFile:
    """One that is open, with its head on the disk. Its rows follow each other without a gap.

    Raises
    ------
    OSError
        If the disk refuses, here or later.
    """

    def __init__(self, folder: Path, head: Head) -> None:
        self.path = folder / f"{_free_name(folder, head.utc)}{OPEN}"
        self.rows = 0
        self._utc = head.utc
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE_FILE)
        self._bands = len(head.frequencies)
        try:
            self._write(json.dumps(asdict(head)).encode() + b"\n")
        except OSError:
            self.close()
            self.path.unlink(missing_ok=True)
            raise

    @property
    def end_utc(self) -> float:
        """When its newest row ends, counted from its first."""
        return self._utc + self.rows / ROWS_PER_SECOND

    def add(self, rows: NDArray[np.uint8]) -> None:
        """More rows, shape (n, bands)."""
        self._write(np.ascontiguousarray(rows, np.uint8).tobytes())
        self.rows += len(rows)

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._file, data) :]

    def close(self) -> None:
        """Leave it open for `finish_mel`."""
        os.close(self._file)


def _free_name(folder: Path, utc: float) -> str:
    """Of when it begins; a microsecond later where the clock was there before."""
    begun = datetime.fromtimestamp(utc, UTC)
    while any((folder / f"{begun.strftime(NAME)}{ending}").exists() for ending in (OPEN, FINISHED)):
        begun += timedelta(microseconds=1)
    return begun.strftime(NAME)


def finish_mel(path: Path) -> Path | None:
    """Make an open file an NPZ of the same name, and remove it; None where it held no row.

    Raises
    ------
    Damaged
        If it is no archive, or is damaged; it stays.
    LivemelError
        If the disk refuses; it stays.
    """
    if _was_killed_before_its_head(path):
        path.unlink()
        return None
    head, rows = read_open(path)
    finished = path.with_name(path.name.removesuffix(OPEN) + FINISHED)
    if len(rows):
        with private_file(finished) as file:
            np.savez_compressed(
                file,
                levels=rows,
                frequencies=np.array(head.frequencies),
                utc=np.float64(head.utc),
                rows_per_second=np.int64(ROWS_PER_SECOND),
                floor_db=np.float64(FLOOR_DB),
                step_db=np.float64(STEP_DB),
                missing=np.int64(MISSING),
                node=np.str_(head.node),
                source=np.str_(head.source),
                n_mels=np.int64(head.n_mels),
                scale=np.str_(head.scale),
                fmin=np.float64(head.fmin),
                fmax=np.float64(head.fmax),
                sample_rate=np.int64(head.sample_rate),
                version=np.int64(head.version),
            )
    path.unlink()
    return finished if len(rows) else None


def _was_killed_before_its_head(path: Path) -> bool:
    try:
        data = path.read_bytes()[:MOST_HEAD_BYTES]
    except OSError:
        return False
    return not data or (data.startswith(b"{") and b"\n" not in data and len(data) < MOST_HEAD_BYTES)


def read_open(path: Path) -> tuple[Head, NDArray[np.uint8]]:
    """Head and whole rows of an open file; what a crash cut off is left out. Raises LivemelError, Damaged."""
    try:
        text, _, data = path.read_bytes().partition(b"\n")
        told = json.loads(text)
        head = Head(**{**told, "frequencies": tuple(told["frequencies"])})
        bands = len(head.frequencies)
        count = len(data) // bands
        return _checked(head, np.frombuffer(data[: count * bands], np.uint8).reshape(count, bands))
    except OSError as error:
        raise LivemelError(f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError, ZeroDivisionError) as error:
        raise Damaged(f"{path} is no mel archive of livemel's, or is damaged") from error


def read_mel(path: Path) -> tuple[Head, NDArray[np.uint8]]:
    """Head and rows of a file, finished or open. Raises LivemelError as `read_open`."""
    if path.name.endswith(OPEN):
        return read_open(path)
    try:
        with np.load(path, allow_pickle=False) as found:
            head = Head(
                version=int(found["version"]),
                node=str(found["node"]),
                source=str(found["source"]),
                utc=float(found["utc"]),
                frequencies=tuple(found["frequencies"].tolist()),
                n_mels=int(found["n_mels"]),
                scale=str(found["scale"]),
                fmin=float(found["fmin"]),
                fmax=float(found["fmax"]),
                sample_rate=int(found["sample_rate"]),
            )
            return _checked(head, found["levels"])
    except OSError as error:
        raise LivemelError(f"cannot read {path}: {error.strerror or error}") from error
    except Exception as error:  # a zip file can be damaged in many ways
        raise Damaged(f"{path} is no mel archive of livemel's, or is damaged") from error


def _checked(head: Head, rows: NDArray[np.uint8]) -> tuple[Head, NDArray[np.uint8]]:
    """What a picture can be made of. Raises ValueError, TypeError."""
    numbers = (head.utc, head.fmin, head.fmax, float(head.sample_rate), *head.frequencies)
    if not all(map(isfinite, numbers)) or head.n_mels < 1 or len(joined(head.n_mels)) != len(head.frequencies):
        raise ValueError("a head that fits no bands")
    if rows.dtype != np.uint8 or rows.ndim != 2 or rows.shape[1] != len(head.frequencies):
        raise ValueError("rows that do not fit the head")
    return head, rows
