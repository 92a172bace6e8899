"""Room: what is known of one node."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from livemel.monitor.wall.message import Frame, Level, State, Told
from livemel.monitor.wall.moment import Moment
from livemel.monitor.wall.skew import Skew
from livemel.monitor.wall.strip import Strip
from livemel.picture.wall.shown import Grade, RoomShown

LATE_SECONDS, GONE_SECONDS = 3.0, 15.0
"""Without a level for so long a room is late, and then counts as gone."""
STOPPED = "stopped"
UNKNOWN = State("", "")
GRADES = {
    **dict.fromkeys(("ok", "starting"), Grade.WELL),
    **dict.fromkeys(("waiting", STOPPED), Grade.IDLE),
    **dict.fromkeys(("late", "gone", "offline", "dead", "lost"), Grade.ALARM),
}
"""Any other state is a warning: silent, disk-low, and what a newer node may say."""
UNHEARD = ("waiting", STOPPED, "gone", "offline")
"""Its last level says nothing of now."""


@dataclass
class Room:
    """One node, told by its messages. One thread, or a lock of its owner's."""

    name: str
    known: float
    """Monotonic time at which it was first heard of."""
    status: str = ""
    """online or offline; empty: it has not said."""
    state: State = UNKNOWN
    level: Level | None = None
    seen: float | None = None
    """Monotonic time of its last level."""
    skew: Skew = field(default_factory=Skew)
    strip: Strip | None = None
    events: int = 0
    last_event: Told | None = None

    def take(self, told: State | Frame | Told, at: Moment) -> None:
        """A message that has come."""
        if isinstance(told, Frame):
            self.strip = self.strip or Strip()
            self.strip.put(self.skew.on_our_clock(told.utc), told.bands, at.utc)
        elif isinstance(told, Told):
            self._take_event(told)
        else:
            self.state = told
            if isinstance(told, Level):
                self.level, self.seen, self.status = told, at.monotonic, "online"
                self.skew.note(told.utc, at.utc)

    def _take_event(self, told: Told) -> None:
        """A broker may bring one twice."""
        last = self.last_event
        if last is None or (last.id, last.phase) != (told.id, told.phase):
            self.events += told.phase == "begin"
            self.last_event = told

    def condition(self, now: float) -> str:
        """Its state, or that it is late, gone or offline; "waiting" before it has told a level."""
        age = now - (self.known if self.seen is None else self.seen)
        is_stopped = self.state.state == STOPPED
        if self.status == "offline":
            return STOPPED if is_stopped else "offline"
        if age > LATE_SECONDS and is_stopped:
            return STOPPED
        if age > GONE_SECONDS:
            return "gone"
        if self.seen is None:
            return "waiting"
        return "late" if age > LATE_SECONDS else self.state.state or "ok"

    def shown(self, now: float) -> RoomShown:
        """Its row, but for the strip."""
        condition, level = self.condition(now), self.level
        if condition in UNHEARD:
            level = None
        is_calibrated = level is not None and level.laeq_db_spl is not None
        return RoomShown(
            name=self.name,
            condition=condition,
            grade=GRADES.get(condition, Grade.WARNING),
            detail=self.state.detail,
            level=None if level is None else level.laeq_db_spl if is_calibrated else level.laeq_dbfs,
            unit="dB SPL" if is_calibrated else "dBFS",
            dominant_hz=None if level is None else level.dominant_hz,
            last_event="" if self.last_event is None else f"{self.last_event.rule} ({self.last_event.phase})",
            events=self.events,
            samples_lost=0 if self.level is None else self.level.samples_lost,
            gaps=0 if self.level is None else self.level.gaps,
            clock_skew_s=self.skew.seconds if self.skew.is_off else None,
        )

    def as_dict(self, now: float) -> dict[str, Any]:
        """Ready for JSON."""
        level, shown, skew = self.level, self.shown(now), self.skew.seconds
        return {
            "node": self.name,
            "condition": shown.condition,
            "grade": shown.grade.name.lower(),
            "detail": shown.detail,
            "age_s": None if self.seen is None else round(now - self.seen, 1),
            "clock_skew_s": None if skew is None else round(skew, 1),
            "laeq_dbfs": level and level.laeq_dbfs,
            "laeq_db_spl": level and level.laeq_db_spl,
            "dominant_hz": level and level.dominant_hz,
            "samples_lost": level and level.samples_lost,
            "gaps": level and level.gaps,
            "utc": level and level.text,
            "events": shown.events,
            "last_event": shown.last_event,
        }
