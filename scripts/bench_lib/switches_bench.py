"""Settings switched again and again while numbered sound is heard and recorded: what that costs."""

from __future__ import annotations

import argparse

from experiments.switching import switch_settings
from figures import Figure, at_least, at_most, exactly
from wired import wired

SLOWEST_SECONDS = 1.0


def switches(args: argparse.Namespace) -> list[Figure]:
    """Setting after setting switched by key and mouse, at random times, while numbered sound is recorded."""
    with wired() as (mic, screen):
        switched = switch_settings(mic, screen, args.seconds)
    return [
        Figure("settings switched", switched.times),
        at_most("from key to switched, s, most", switched.slowest, SLOWEST_SECONDS),
        exactly("samples not bit-exact", switched.changed, 0),
        exactly("samples out of order or out of place", switched.out_of_place, 0),
        exactly("samples_lost", switched.lost, 0),
        exactly("samples on only one side of the tap", switched.unaccounted, 0),
        at_least("samples in the recording", switched.recorded, int(args.seconds * mic.wiring.rate)),
        exactly("of these changed or not in order", switched.breaks, 0),
    ]
