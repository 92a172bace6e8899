"""What a check found: as lines between processes, as lines for people."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    """livemel works, something of it does not."""
    FAIL = "FAIL"
    """Something that is needed is missing."""


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's."""

    level: Level
    subject: str
    text: str


def to_line(finding: Finding) -> str:
    """One line of JSON."""
    return json.dumps(asdict(finding))


def from_line(line: str) -> Finding | None:
    """What `to_line` wrote; None for anything else that a library may have printed."""
    try:
        told = json.loads(line)
        return Finding(Level(told["level"]), str(told["subject"]), str(told["text"]))
    except (ValueError, TypeError, KeyError):
        return None
