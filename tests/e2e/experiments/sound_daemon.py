"""The sound daemon is killed while livemel listens, and comes back."""

import time
from dataclasses import dataclass

from numbered_room import NumberedRoom
from program import Program, hatched_runs
from tap import Heard

from livemel.config import DisplayConfig

AT_MOST_SECONDS = 10.0
SETTLE_SECONDS = 0.5


@dataclass(frozen=True)
class Return:
    """One end and return of the daemon; times in seconds."""

    named_after: float
    """From the kill until the window says what has happened."""
    notice: str
    down: float
    """From the kill until programs can connect again."""
    resumed_after: float
    """From then until sound reaches the session."""
    missing: float
    """Sound that nobody heard, by its own numbers."""
    counted: float
    """The gap in the numbers of the run."""
    shown: float
    """The gap in the picture on the screen."""
    cause: str
    gaps: int
    """Should be one more each time."""
    notice_afterwards: str
    frozen: float
    """The longest time in which the window painted nothing."""
    threads: int
    open_files: int


def kill_and_return(mic, screen, times, down_seconds=3.0):
    """Kill it so often; what came of each."""
    with NumberedRoom(mic), Program(mic, screen) as program:
        return [_once(mic, program, down_seconds) for _ in range(times)]


def _once(mic, program, down_seconds):
    time.sleep(SETTLE_SECONDS)
    program.tap.read()
    gaps_before = len(program.look()["gaps"])
    blocks_before = len(program.tap.blocks)
    killed = time.monotonic()
    mic.kill()
    named = program.until(lambda look: look["state"] == "lost" and look["notice"], AT_MOST_SECONDS)
    frozen = _longest_pause(program, killed + down_seconds)
    mic.restart()
    back = time.monotonic()
    resumed = program.until_heard(AT_MOST_SECONDS, after=back)
    frozen = max(frozen, _longest_pause(program, time.monotonic() + SETTLE_SECONDS))
    after = program.until(lambda look: not look["notice"], AT_MOST_SECONDS)
    picture = program.picture()
    program.tap.read()
    blocks = program.tap.blocks[blocks_before:]
    rate = mic.wiring.rate
    gap = after["gaps"][-1]
    return Return(
        named_after=named["seconds"] - killed,
        notice=named["notice"],
        down=back - killed,
        resumed_after=resumed.seconds - back,
        missing=(gap["lost"] + float(Heard(blocks).displacements[-1])) / rate,
        counted=gap["lost"] / rate,
        shown=hatched_runs(picture)[-1][1] / picture.shape[1] * DisplayConfig().seconds,
        cause=gap["cause"],
        gaps=len(after["gaps"]) - gaps_before,
        notice_afterwards=after["notice"],
        frozen=frozen,
        threads=program.threads(),
        open_files=program.open_files(),
    )


def _longest_pause(program, until):
    """The longest time between two pictures until that monotonic time."""
    longest = 0.0
    look = program.look()
    since, paints = look["seconds"], look["paints"]
    while look["seconds"] < until:
        look = program.look()
        if look["paints"] > paints:
            longest = max(longest, look["seconds"] - since)
            since, paints = look["seconds"], look["paints"]
        time.sleep(SETTLE_SECONDS / 50)
    return longest
