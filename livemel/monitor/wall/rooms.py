"""Rooms: what is known of every node, as its messages come."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from livemel.monitor.outputs.mqtt import VERSION

LATE_SECONDS, GONE_SECONDS = 3.0, 15.0
"""Without a message for so long a room is late, and then counts as gone."""
MEL_SECONDS = 120
"""Of coarse frames kept for a strip."""
MOST_ROOMS = 1000


@dataclass
class Room:
    """One node. Levels are None while nothing is heard."""

    node: str
    status: str = ""
    """online or offline; empty: it has not said."""
    state: str = ""
    detail: str = ""
    level: dict[str, Any] = field(default_factory=dict)
    mel: deque[list[int]] = field(default_factory=lambda: deque(maxlen=MEL_SECONDS))
    events: int = 0
    last_event: str = ""
    seen: float | None = None
    """Monotonic time of its last level."""

    def condition(self, now: float) -> str:
        """Its state, or that it is late or gone; "waiting" before it has told anything."""
        if self.status == "offline":
            return "offline"
        if self.seen is None:
            return "waiting"
        if now - self.seen > GONE_SECONDS:
            return "gone"
        return "late" if now - self.seen > LATE_SECONDS else self.state or "ok"

    def as_dict(self, now: float) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "node": self.node,
            "condition": self.condition(now),
            "detail": self.detail,
            "age_s": None if self.seen is None else round(now - self.seen, 1),
            "laeq_dbfs": self.level.get("laeq_dbfs"),
            "laeq_db_spl": self.level.get("laeq_db_spl"),
            "dominant_hz": self.level.get("dominant_hz"),
            "samples_lost": self.level.get("samples_lost"),
            "utc": self.level.get("utc"),
            "events": self.events,
            "last_event": self.last_event,
        }


class Rooms:
    """All nodes below a prefix. One thread, or a lock of its owner's."""

    def __init__(self, prefix: str) -> None:
        self.refused = 0
        """Messages that were none of ours, or of a newer kind."""
        self._prefix = prefix
        self._rooms: dict[str, Room] = {}

    def take(self, topic: str, payload: bytes, now: float) -> None:
        """A message of the broker."""
        parts = topic.removeprefix(f"{self._prefix}/").split("/")
        if not topic.startswith(f"{self._prefix}/") or len(parts) != 2:
            self.refused += 1
            return
        node, kind = parts
        try:
            told = payload.decode() if kind == "status" else _checked(json.loads(payload))
            self._note(self._room(node), kind, told, now)
        except (ValueError, TypeError, KeyError, AttributeError):
            self.refused += 1

    def _room(self, node: str) -> Room:
        if node not in self._rooms:
            if len(self._rooms) >= MOST_ROOMS:
                raise ValueError("too many rooms")
            self._rooms[node] = Room(node)
        return self._rooms[node]

    def _note(self, room: Room, kind: str, told: Any, now: float) -> None:
        if kind == "status":
            room.status = told
        elif kind == "state":
            room.state, room.detail = str(told["state"]), str(told["detail"])
        elif kind == "level":
            room.state, room.detail = str(told["state"]), str(told["detail"])
            room.level, room.seen, room.status = told, now, "online"
        elif kind == "mel":
            room.mel.append([int(level) for level in told["bands_db"]])
        elif kind == "event":
            room.events += told["phase"] == "begin"
            room.last_event = f"{told['rule']} ({told['phase']})"
        else:
            raise ValueError(kind)

    def all(self) -> list[Room]:
        """By name."""
        return [self._rooms[node] for node in sorted(self._rooms)]


def _checked(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict) or told["v"] != VERSION:
        raise ValueError("another version")
    return told
