"""The microphone's rate is changed while numbered sound plays: nothing of the time that passes is missing."""

from dataclasses import dataclass

import numpy as np
from numbered import numbers_of, steps_between
from numbered_room import NumberedRoom
from program import Program

AT_MOST_SECONDS = 10.0
HEARD_SECONDS = 0.5
"""At each rate, at least."""
OTHER_RATE = 44_100


@dataclass(frozen=True)
class Rates:
    """At the microphone's own rate, at another, and at its own again; seconds."""

    gaps: tuple[float, ...]
    """At least; none where both rates were open at a time."""
    causes: tuple[str, ...]
    accounted: float
    """All that was received or lost, each at its rate."""
    elapsed: float
    """From the first sample to the last, by their numbers."""
    recordings: tuple[int, ...]
    """The rate of each recording made meanwhile."""
    seen: float
    """Share of all that was heard that stands in the picture at the end."""


def choose_rates(mic, screen):
    """Type OTHER_RATE into the settings, then 0: the microphone's own."""
    own = mic.wiring.rate
    with NumberedRoom(mic), Program(mic, screen) as program:
        program.hands.press("r", "x")
        program.until_seen("Find a setting")
        for typed, rate in ((OTHER_RATE, OTHER_RATE), (0, own)):
            program.set("source.sample_rate", "Rate", typed)
            program.until(lambda look, rate=rate: _is_at(look, rate), AT_MOST_SECONDS)
        seen = program.share_that_is_seen()
        recordings = program.end_recording()
        told = program.end()
    numbers = numbers_of(np.concatenate([block.samples for block in program.tap.blocks]))
    return Rates(
        gaps=tuple(gap["lost"] / OTHER_RATE for gap in told["gaps"]),
        causes=tuple(gap["cause"] for gap in told["gaps"]),
        accounted=told["position"] / own,
        elapsed=(float(steps_between(numbers[0], numbers[-1])) + 1) / own,
        recordings=tuple(recording.rate for recording in recordings),
        seen=seen,
    )


def _is_at(look, rate):
    """Whether it is that rate, and has been for a while."""
    return look["sample_rate"] == rate and look["samples_received"] > HEARD_SECONDS * rate
