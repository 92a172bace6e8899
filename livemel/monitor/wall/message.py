"""Message: what a node tells, read as something a stranger wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from livemel.monitor.outputs.mqtt import VERSION
from livemel.monitor.wall.strip import BANDS
from livemel.picture.wall.shown import Levels

MOST_BYTES = 65_536
"""Of a message; ours have one or two thousand."""
STATE_LETTERS, RULE_LETTERS, DETAIL_LETTERS = 16, 40, 200
"""At most; more is cut off."""
MOST_DB, MOST, MOST_COUNT = 1000.0, 1e6, 10**15
"""Levels of bands are held within the first; any other number beyond was not measured."""


@dataclass(frozen=True)
class State:
    """How its microphone is."""

    state: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Level(State):
    """A second. What is None was not heard, or not told."""

    utc: float
    text: str
    """`utc` as it was told."""
    laeq_dbfs: float | None
    laeq_db_spl: float | None
    dominant_hz: float | None
    samples_lost: int
    gaps: int


@dataclass(frozen=True)
class Frame:
    """A coarse mel frame."""

    utc: float
    bands: Levels
    """dBFS, shape (BANDS,)."""


@dataclass(frozen=True)
class Told:
    """An event."""

    id: str
    rule: str
    phase: str


def read_status(payload: bytes) -> str:
    """What a status says: online or offline. Raises ValueError for anything else."""
    status = payload.decode()
    if status not in ("online", "offline"):
        raise ValueError(f"status must be online or offline, got {status[:STATE_LETTERS]!r}")
    return status


def read(kind: str, payload: bytes) -> State | Level | Frame | Told:
    """What came below the topic `kind`: state, level, mel or event.

    Raises
    ------
    ValueError, TypeError, KeyError, OverflowError, RecursionError
        If it is none of ours, or of another version.
    """
    if len(payload) > MOST_BYTES:
        raise ValueError(f"a message must have at most {MOST_BYTES} bytes, got {len(payload)}")
    told = json.loads(payload)
    if not isinstance(told, dict) or told["v"] != VERSION:
        raise ValueError(f"v must be {VERSION}")
    return READERS[kind](told)


def _state(told: dict[str, Any]) -> State:
    return State(_words(told["state"], STATE_LETTERS), _words(told["detail"], DETAIL_LETTERS))


def _level(told: dict[str, Any]) -> Level:
    state = _state(told)
    return Level(
        state=state.state,
        detail=state.detail,
        utc=_seconds(told["utc"]),
        text=told["utc"],
        laeq_dbfs=_number(told["laeq_dbfs"]),
        laeq_db_spl=_number(told.get("laeq_db_spl")),
        dominant_hz=_number(told["dominant_hz"]),
        samples_lost=_count(told["samples_lost"]),
        gaps=_count(told["gaps"]),
    )


def _frame(told: dict[str, Any]) -> Frame:
    bands = told["bands_db"]
    if not isinstance(bands, list) or not 1 <= len(bands) <= BANDS:
        raise ValueError(f"bands_db must be 1 to {BANDS} levels")
    levels = np.array([float(level) for level in bands])
    if not np.isfinite(levels).all():
        raise ValueError("bands_db must be finite")
    rows = np.arange(BANDS) * len(bands) // BANDS  # fewer bands are wider ones
    return Frame(_seconds(told["utc"]), np.clip(levels[rows], -MOST_DB, MOST_DB).astype(np.float32))


def _event(told: dict[str, Any]) -> Told:
    if told["phase"] not in ("begin", "end"):
        raise ValueError("phase must be begin or end")
    return Told(_words(told["id"], RULE_LETTERS), _words(told["rule"], RULE_LETTERS), told["phase"])


READERS: dict[str, Callable[[dict[str, Any]], State | Level | Frame | Told]] = {
    "state": _state,
    "level": _level,
    "mel": _frame,
    "event": _event,
}


def _words(told: Any, most: int) -> str:
    """Text that neither moves a cursor nor fills a screen."""
    if not isinstance(told, str):
        raise TypeError(f"must be text, got {type(told).__name__}")
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in told[:most])


def _number(told: Any) -> float | None:
    """A number that can have been measured; what is none was not heard."""
    if told is None:
        return None
    number = float(told)
    return number if abs(number) <= MOST else None  # not a number is not, either


def _count(told: Any) -> int:
    """At least 0."""
    return min(MOST_COUNT, max(0, int(told)))


def _seconds(told: Any) -> float:
    """Since 1970, of a time in ISO 8601 with its zone."""
    time = datetime.fromisoformat(told)
    if time.tzinfo is None:
        raise ValueError("utc must name its zone")
    return time.timestamp()
