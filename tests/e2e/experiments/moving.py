"""Two microphones and a server that rescues streams: the chosen one is taken away, and comes back."""

import time
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from mic_wiring import Wiring
from numbered_room import NumberedRoom
from program import Program, hatched_runs
from room import Room
from tap import Heard

from livemel.config import DisplayConfig

CHOSEN, OTHER = "desk", "usb"
WIRING = Wiring(names=(CHOSEN, OTHER), rescue_streams=True)
WRONG = np.float32(0.3)  # no multiple of 2**-23: it carries no number
AT_MOST_SECONDS = 10.0
SETTLE_SECONDS = 0.5


@dataclass(frozen=True)
class Move:
    """One absence of the chosen microphone; times in seconds."""

    told_after: float
    """From the unloading until the window says it."""
    states: tuple[str, ...]
    """Of the source, one after the other."""
    notice: str
    strangers: int
    """Samples in the session that are not the chosen microphone's."""
    resumed_after: float
    """From its return until its sound reaches the session."""
    missing: float
    """Its sound that nobody heard, by its own numbers."""
    counted: float
    shown: float
    cause: str
    gaps: int
    listed: tuple[str, str]
    """What stands in the box of microphones while it is away, and afterwards."""


def take_away_and_bring_back(mic, screen, away_seconds=2.0):
    """`mic` is wired as WIRING says."""
    wrong = np.full(mic.wiring.rate, WRONG, np.float32)
    with NumberedRoom(mic, CHOSEN), Room(mic, wrong, OTHER), Program(mic, screen, "--device", CHOSEN) as program:
        time.sleep(SETTLE_SECONDS)
        unplugged = time.monotonic()
        mic.unplug(CHOSEN)
        told = program.until(lambda look: look["state"] != "live" and look["notice"], AT_MOST_SECONDS)
        away = program.until(lambda look: CHOSEN in look["microphone"] != CHOSEN, AT_MOST_SECONDS)
        time.sleep(max(0.0, unplugged + away_seconds - time.monotonic()))
        mic.plug(CHOSEN)
        back = time.monotonic()
        resumed = program.until_heard(AT_MOST_SECONDS, after=back)
        there = program.until(lambda look: look["microphone"] == CHOSEN, AT_MOST_SECONDS)
        time.sleep(SETTLE_SECONDS)
        picture = program.picture()
        gaps = program.end()["gaps"]
        blocks = program.tap.blocks
    heard = Heard(blocks)
    lost = sum(gap["lost"] for gap in gaps)
    return Move(
        told_after=told["seconds"] - unplugged,
        states=tuple(state for state, _ in groupby(block.state for block in blocks)),
        notice=told["notice"],
        strangers=heard.strangers,
        resumed_after=resumed.seconds - back,
        missing=(lost + float(heard.displacements[-1])) / mic.wiring.rate,
        counted=lost / mic.wiring.rate,
        shown=hatched_runs(picture)[-1][1] / picture.shape[1] * DisplayConfig().seconds,
        cause=gaps[-1]["cause"],
        gaps=len(gaps),
        listed=(away["microphone"], there["microphone"]),
    )
