"""Rooms: what is known of every node, as its messages come."""

from __future__ import annotations

import re
from math import floor
from typing import Any

import numpy as np

from livemel.monitor.outputs.making import NODE
from livemel.monitor.wall.message import read, read_status
from livemel.monitor.wall.moment import Moment
from livemel.monitor.wall.room import Room
from livemel.monitor.wall.strip import BANDS, MISSING, STRIP_SECONDS, newest_end
from livemel.picture.wall.shown import Levels, WallShown

MOST_ROOMS = 1000
NUMBER = re.compile(r"(\d+)")
NONE_OF_OURS = (ValueError, TypeError, KeyError, OverflowError, RecursionError)
"""What reading a stranger's message raises."""


class Rooms:
    """All nodes below a prefix, by name. One thread, or a lock of its owner's.

    Parameters
    ----------
    prefix
        First part of every topic.
    began
        Seconds since 1970 by the wall's clock; nobody listened before.
    """

    def __init__(self, prefix: str, began: float) -> None:
        self.taken = 0
        """Messages that were understood."""
        self.refused = 0
        """Messages that were none of ours, or of a newer kind."""
        self.is_full = False
        """Whether rooms were left out."""
        self._prefix, self._began = f"{prefix}/", floor(began)
        self._rooms: dict[str, Room] = {}
        self._by_name: list[Room] = []  # made anew when it is empty

    def take(self, topic: str, payload: bytes, at: Moment) -> None:
        """A message of the broker, which came at `at`."""
        node, _, kind = topic.removeprefix(self._prefix).partition("/")
        is_named = NODE.fullmatch(node) and node.isprintable()
        try:
            if not (topic.startswith(self._prefix) and is_named):
                raise ValueError("no room's topic")
            self._note(node, kind, payload, at)
            self.taken += 1
        except NONE_OF_OURS:
            self.refused += 1

    def _note(self, node: str, kind: str, payload: bytes, at: Moment) -> None:
        if kind == "status":
            if payload:
                status = read_status(payload)
                self._room(node, at).status = status
            else:  # whoever looks after the broker has cleared what it kept
                self._rooms.pop(node, None)
                self._by_name.clear()
                self.is_full = False
        elif payload or kind != "state":
            told = read(kind, payload)
            self._room(node, at).take(told, at)

    def _room(self, node: str, at: Moment) -> Room:
        if node not in self._rooms:
            if len(self._rooms) >= MOST_ROOMS:
                self.is_full = True
                raise ValueError(f"there are {MOST_ROOMS} rooms already")
            self._rooms[node] = Room(node, at.monotonic)
            self._by_name.clear()
        return self._rooms[node]

    def shown(self, at: Moment, trouble: str = "") -> WallShown:
        """All of them, as they are at `at`."""
        rooms, end = self._all(), newest_end(at.utc)
        levels: Levels = np.full((len(rooms), STRIP_SECONDS, BANDS), MISSING)
        for number, room in enumerate(rooms):
            if room.strip is not None:
                levels[number] = room.strip.levels(end)
        return WallShown(
            rooms=tuple(room.shown(at.monotonic) for room in rooms),
            levels=levels,
            unheard=min(STRIP_SECONDS, max(0, self._began - (end - STRIP_SECONDS))),
            end=end,
            utc=at.utc,
            trouble=trouble,
            is_full=self.is_full,
            refused=self.refused,
        )

    def as_dicts(self, now: float) -> list[dict[str, Any]]:
        """All of them, ready for JSON; `now` is a monotonic time."""
        return [room.as_dict(now) for room in self._all()]

    def _all(self) -> list[Room]:
        if not self._by_name:
            self._by_name = sorted(self._rooms.values(), key=lambda room: by_name(room.name))
        return self._by_name


def by_name(name: str) -> list[tuple[int, str]]:
    """What names are sorted by: room-9 stands before room-10.

    Examples
    --------
    >>> sorted(["room-10", "hall", "room-9"], key=by_name)
    ['hall', 'room-9', 'room-10']
    """
    parts = NUMBER.split(name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts] + [(-1, name)]
