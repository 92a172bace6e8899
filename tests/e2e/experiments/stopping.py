"""The processor is taken away from livemel for seconds, as by a sleeping laptop or a paused virtual machine."""

import time
from dataclasses import dataclass

from numbered_room import NumberedRoom
from program import Program, hatched_runs
from tap import Heard

from livemel.config import DisplayConfig

AT_MOST_SECONDS = 10.0
SETTLE_SECONDS = 0.5
LIVE_SECONDS = 0.1  # a newest column of this age is live


@dataclass(frozen=True)
class Stop:
    """One stop; times in seconds."""

    changed: int
    """Samples that are not bit-exact."""
    out_of_place: int
    """Samples that are not where they belong, counting what is received and what is counted as lost."""
    lost: int
    """Samples, as --stats counts them."""
    gaps: tuple[tuple[int, str], ...]
    """Samples and cause of each."""
    heard_live_after: float
    """From the end of the stop until the session has a sample that was sounded less than LIVE_SECONDS ago."""
    shown_live_after: float
    """From then until the newest column in the picture is as new."""
    hatched: float
    """In the picture on the screen."""


def stop_and_go_on(mic, screen, *arguments, stop_seconds=5.0):
    """Start livemel with `arguments`, stop it once."""
    rate = mic.wiring.rate
    with NumberedRoom(mic) as room, Program(mic, screen, *arguments) as program:
        time.sleep(SETTLE_SECONDS)
        program.stop()
        time.sleep(stop_seconds)
        program.tap.read()
        stopped = len(program.tap.blocks)
        program.go_on()
        going = time.monotonic()
        live = program.until(lambda look: _age_of_newest(look, rate) < LIVE_SECONDS, AT_MOST_SECONDS)
        time.sleep(max(0.0, going + 2 * SETTLE_SECONDS - time.monotonic()))
        picture = program.picture()
        stats = program.end()
        blocks = [block for block in program.tap.blocks[stopped:] if len(block.samples)]
        heard_at = next(block.seconds for block in blocks if _age(room, block) < LIVE_SECONDS)
    heard = Heard(program.tap.blocks)
    return Stop(
        changed=heard.strangers,
        out_of_place=int((heard.displacements != 0).sum()),
        lost=stats["samples_lost"],
        gaps=tuple((gap["lost"], gap["cause"]) for gap in stats["gaps"]),
        heard_live_after=heard_at - going,
        shown_live_after=live["seconds"] - going,
        hatched=sum(width for _, width in hatched_runs(picture)) / picture.shape[1] * DisplayConfig().seconds,
    )


def _age_of_newest(look, rate):
    newest = min(look["newest_sample"], look["sample_at_right_edge"])
    return (look["sample_now"] - newest) / rate


def _age(room, block):
    """How long ago the newest sample of a block was sounded."""
    number = int(Heard([block]).numbers[-1])
    return room.age_of(number, block.seconds)
