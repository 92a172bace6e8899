"""Shown: many rooms at one moment, as values; the terminal and the window show the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from livemel.picture.ticks import clock_label

Levels = NDArray[np.float32]

LOWEST = {"dBFS": -90.0, "dB SPL": 20.0}
"""Of a level bar, which is BAR_DB long."""
BAR_DB = 90.0
SECONDS_TOLD = 120.0
"""More are told as hours, minutes and seconds."""


class Grade(Enum):
    """How a room is, told from across a hall; the value is the word for several of them."""

    WELL = "well"
    IDLE = "idle"
    """It tells nothing, and has not promised to: it waits, or was stopped."""
    WARNING = "warned"
    ALARM = "in alarm"


@dataclass(frozen=True, kw_only=True)
class RoomShown:
    """One row."""

    name: str
    condition: str
    """Its state in a word: ok, disk-low, late, gone, offline, ..."""
    grade: Grade
    detail: str = ""
    """Why, in words; empty while all is well."""
    level: float | None = None
    """LAeq of the last second; None where nothing was heard."""
    unit: str = "dBFS"
    """Of `level`: dBFS or dB SPL."""
    dominant_hz: float | None = None
    last_event: str = ""
    events: int = 0
    samples_lost: int = 0
    gaps: int = 0
    clock_skew_s: float | None = None
    """Seconds by which its clock is ahead, where that is worth telling; else None."""

    @property
    def level_text(self) -> str:
        """The level with its unit; a dash for none."""
        return "-" if self.level is None else f"{self.level:.1f} {self.unit}"

    @property
    def level_share(self) -> float:
        """How full its level bar is, 0 to 1."""
        if self.level is None:
            return 0.0
        return min(1.0, max(0.0, (self.level - LOWEST[self.unit]) / BAR_DB))

    @property
    def remarks(self) -> list[str]:
        """What else there is to say, the weightiest first."""
        clock = "" if self.clock_skew_s is None else f"clock {_ahead(self.clock_skew_s)}"
        gaps = f"{self.gaps} {'gap' if self.gaps == 1 else 'gaps'}, " if self.gaps else ""
        losses = f"{gaps}{self.samples_lost} samples lost" if self.samples_lost or self.gaps else ""
        event = f"{self.last_event}, {self.events} in all" if self.last_event else ""
        return [remark for remark in (self.detail, clock, event, losses) if remark]


@dataclass(frozen=True, kw_only=True)
class WallShown:
    """All rooms, on one clock."""

    rooms: tuple[RoomShown, ...]
    """By name."""
    levels: Levels
    """Coarse frames in dBFS, shape (rooms, seconds, bands), the lowest band first; NaN: nothing was told."""
    unheard: int = 0
    """So many seconds at the left are from before anybody listened: nothing is missing there."""
    end: int
    """The last column is the second before this one, in seconds since 1970."""
    utc: float
    """Now."""
    trouble: str = ""
    """Why nothing comes; empty while all is well."""
    is_full: bool = False
    """Whether there are more rooms than are shown."""
    refused: int = 0
    """Messages that were none of ours, or of another version."""

    def count(self, grade: Grade) -> int:
        """How many rooms are like that."""
        return sum(room.grade is grade for room in self.rooms)

    @property
    def summary(self) -> str:
        """All rooms in a line."""
        counts = [(self.count(grade), grade) for grade in Grade]
        parts = [f"{count} {grade.value}" for count, grade in counts if count or grade is Grade.WELL]
        refused = f"; {self.refused} messages refused" if self.refused else ""
        if not self.rooms:
            return f"no room{refused}"
        rooms = f"{len(self.rooms)} {'room' if len(self.rooms) == 1 else 'rooms'}"
        return f"{rooms}{' and more, which are left out' if self.is_full else ''}: {', '.join(parts)}{refused}"

    def troubled(self, fits: Callable[[str], bool], mark: Callable[[Grade], str]) -> str:
        """The rooms that are not well by name, alarms first, as many as fit; the rest as a number."""
        found = [
            f"{mark(room.grade)} {room.name} {room.condition}"
            for grade in (Grade.ALARM, Grade.WARNING)
            for room in self.rooms
            if room.grade is grade
        ]
        for kept in range(len(found), 0, -1):
            left = f"   and {len(found) - kept} more" if kept < len(found) else ""
            text = "   ".join(found[:kept]) + left
            if fits(text):
                return text
        return f"{len(found)} rooms are in trouble" if found else ""


def _ahead(seconds: float) -> str:
    """With a sign, in seconds or, of many, as a clock tells them."""
    if abs(seconds) < SECONDS_TOLD:
        return f"{seconds:+.0f} s"
    return ("+" if seconds > 0 else "") + clock_label(round(seconds))


NO_ROOM = "No room has told anything yet. On the computer in a room, start"
START = "livemel monitor --mqtt {broker}"
"""What a beginner needs to know."""
