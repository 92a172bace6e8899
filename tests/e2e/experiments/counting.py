"""Numbered sound through the whole way of one block, with the window open and the other core busy."""

import time
from dataclasses import dataclass

from busy import busy_core
from numbered_room import NumberedRoom
from program import Program
from tap import Heard


@dataclass(frozen=True)
class Count:
    samples: int
    """That reached the session."""
    changed: int
    """Not bit-exact."""
    out_of_place: int
    """Not in order."""
    lost: int
    """As --stats counts them."""
    unaccounted: int
    """Received by the session and not by the tap before it, or the other way round."""
    pictures_per_second: float
    paint_ms_p95: float
    capture_to_paint_ms_p95: float


def count(mic, screen, seconds):
    """Let livemel listen for so long."""
    with NumberedRoom(mic), Program(mic, screen) as program, busy_core():
        before = program.look()
        time.sleep(seconds)
        after = program.look()
        stats = program.end()
    heard = Heard(program.tap.blocks)
    return Count(
        samples=len(heard.numbers),
        changed=heard.strangers,
        out_of_place=int((heard.displacements != 0).sum()),
        lost=stats["samples_lost"],
        unaccounted=abs(len(heard.numbers) - stats["samples_received"]),
        pictures_per_second=(after["paints"] - before["paints"]) / (after["seconds"] - before["seconds"]),
        paint_ms_p95=stats["paint_ms"]["p95"],
        capture_to_paint_ms_p95=stats["capture_to_paint_ms"]["p95"],
    )
