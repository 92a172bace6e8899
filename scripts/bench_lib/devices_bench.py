"""Microphones and rates chosen again and again: every gap between two has its true length."""

from __future__ import annotations

import argparse

from experiments.choosing_microphone import FIRST, SECOND, WIRING, choose_microphones
from experiments.choosing_rate import choose_rates
from figures import Figure, at_most, exactly
from wired import wired

TRUE_LENGTH_SECONDS = 0.1
LONGEST_GAP_SECONDS = 1.0


def devices(args: argparse.Namespace) -> list[Figure]:
    """One of two microphones after the other chosen in the box, then another rate, while all is recorded."""
    names = [(SECOND, FIRST)[turn % 2] for turn in range(args.times)]
    with wired(WIRING) as (mic, screen):
        chosen = choose_microphones(mic, screen, names)
    with wired() as (mic, screen):
        rates = choose_rates(mic, screen)
    off = max(abs(gap.counted - max(0.0, gap.missing)) for gap in chosen.gaps)
    return [
        exactly("microphones heard one after the other", len(chosen.heard), 1 + args.times),
        exactly("samples not bit-exact", chosen.changed, 0),
        exactly("samples out of place", chosen.out_of_place, 0),
        exactly("in the recordings: samples changed or not in order", sum(chosen.recorded_breaks), 0),
        at_most("gap, s, most", max(gap.counted for gap in chosen.gaps), LONGEST_GAP_SECONDS),
        at_most("counted gap off the missing sound, s, most", off, TRUE_LENGTH_SECONDS),
        exactly("gaps listed elsewhere", chosen.listed - sum(gap.counted > 0 for gap in chosen.gaps), 0),
        at_most("another rate: gap, s, most", max(rates.gaps), LONGEST_GAP_SECONDS),
        at_most("another rate: time not accounted for, s", abs(rates.accounted - rates.elapsed), TRUE_LENGTH_SECONDS),
    ]
