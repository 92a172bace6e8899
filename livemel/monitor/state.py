"""State: how a monitor is, in a word, with its cause: that of the microphone, of the disk, or that it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from livemel.runtime.health.doctor import Condition, Verdict


class State(StrEnum):
    """What every output tells."""

    STARTING = "starting"
    OK = "ok"
    SILENT = "silent"
    """It gives silence, and nothing says that it is broken."""
    DEAD = "dead"
    """It is open and what it gives is no sound."""
    LOST = "lost"
    """It is gone, or the stream hears something else."""
    DISK_LOW = "disk-low"
    """The microphone is well, and soon nothing more can be kept."""
    STOPPED = "stopped"
    """The monitor has ended."""


NEW_SETTINGS = "new settings"
"""The detail of a monitor that has ended for another one to begin at once."""


@dataclass(frozen=True)
class Standing:
    """A state and its cause."""

    state: State
    detail: str = ""
    """In words; empty while all is well."""
    fault: str = ""
    """In a word; empty while all is well."""


def standing(verdict: Verdict, disk: str) -> Standing:
    """What counts most: a microphone without sound, then what `disk` says is wrong with the disk, then the rest."""
    is_broken = verdict.kind in (Condition.DEAD, Condition.LOST)
    if disk and not is_broken:
        return Standing(State.DISK_LOW, disk, "disk")
    is_well = verdict.kind in (Condition.OK, Condition.STARTING)
    return Standing(State(verdict.kind.value), "" if is_well else verdict.sentence, verdict.fault)
