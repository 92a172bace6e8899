"""Two microphones and a server that rescues streams: the one that a monitor watches is taken away, and comes back."""

import time
from dataclasses import dataclass

import numpy as np
from kept import all_sound
from numbered import RMS_DBFS
from numbered_room import NumberedRoom
from room import Room
from running_monitor import RunningMonitor

from experiments.moving import CHOSEN, OTHER, WRONG


@dataclass(frozen=True)
class Move:
    """One absence of the chosen microphone; times in seconds."""

    told_after: float
    state: str
    fault: str
    detail: str
    resumed_after: float
    """From its return until a report is well again."""
    gaps: int
    strangers: int
    """Samples in the recording that are not the chosen microphone's."""
    misplaced: float
    """By which the gap in the recording is longer or shorter than what was missed."""
    level_off: float
    """dB by which a second that was heard whole is off the chosen microphone's level, at most."""
    exit_code: int


def take_away_and_bring_back(mic, home, away_seconds=2.0):
    """`mic` is wired as experiments.moving.WIRING says."""
    rate = mic.wiring.rate
    arguments = ("--device", CHOSEN, "--folder", home / "kept", "--audio")
    with (
        NumberedRoom(mic, CHOSEN),
        Room(mic, np.full(rate, WRONG, np.float32), OTHER),
        RunningMonitor(mic, home, *arguments) as monitor,
    ):
        monitor.until_it_hears()
        monitor.until_more(1)
        mic.unplug(CHOSEN)
        unplugged = time.monotonic()
        lost = monitor.until(lambda told: told[-1]["state"] == "lost")
        told_after = time.monotonic() - unplugged
        monitor.until(lambda _: time.monotonic() >= unplugged + away_seconds)
        mic.plug(CHOSEN)
        back = time.monotonic()
        monitor.until(lambda told: told[-1]["state"] == "ok" and told[-1]["gaps"])
        resumed_after = time.monotonic() - back
        monitor.until_more(1)
        code, told = monitor.end(), monitor.told()
    sound = all_sound(home / "kept" / "audio")
    levels = [each["rms_dbfs"] for each in told if each["heard_s"] == 1.0]
    return Move(
        told_after=told_after,
        state=lost["state"],
        fault=lost["fault"],
        detail=lost["detail"],
        resumed_after=resumed_after,
        gaps=told[-1]["gaps"],
        strangers=sound.strangers,
        misplaced=sound.misplaced / rate,
        level_off=max(abs(level - RMS_DBFS) for level in levels),
        exit_code=code,
    )
