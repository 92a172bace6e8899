"""Another microphone is chosen in the box while both sound numbered: what went past between the two."""

import time
from dataclasses import dataclass
from itertools import pairwise

from mic_wiring import Wiring
from numbered import LAP, numbers_of
from numbered_room import NumberedRoom
from other_listener import other_listener
from program import Program
from tap import Heard

NAMES = FIRST, SECOND = "desk", "usb"
WIRING = Wiring(names=NAMES)
AT_MOST_SECONDS = 10.0
HEARD_SECONDS = 0.5
"""Of each microphone, at least."""
NEARER_THAN_ANOTHER_SECONDS = 0.3
NEAR_SECONDS = 5.0
"""The two microphones' numbers are half a lap apart, 43 s."""


@dataclass(frozen=True)
class Gap:
    """Between one microphone and the next; seconds."""

    counted: float
    """As --stats lists it; 0 where it is not listed."""
    missing: float
    """By the times at which the last sample before it and the first behind it were sounded; below 0: both overlap."""
    cause: str


@dataclass(frozen=True)
class Choices:
    heard: tuple[str, ...]
    """Which were heard, one after the other."""
    gaps: tuple[Gap, ...]
    listed: int
    """Gaps in --stats."""
    changed: int
    """Samples that are not bit-exact."""
    out_of_place: int
    """Samples that do not follow the one before, where no other microphone was chosen."""
    recorded_breaks: tuple[int, ...]
    """In each of the recordings made meanwhile."""
    seen: float
    """Share of all that was heard that stands in the picture at the end."""


@dataclass(frozen=True)
class Run:
    """What was heard of one microphone without a break, and the monotonic times at which that was sounded."""

    name: str
    heard: Heard
    begin: float
    end: float


def choose_microphones(mic, screen, names):
    """Begin with FIRST; choose these, one after the other. `mic` is wired as WIRING says."""
    with (
        NumberedRoom(mic, FIRST) as first,
        NumberedRoom(mic, SECOND, begin=LAP // 2) as second,
        other_listener(mic, FIRST),
        other_listener(mic, SECOND),
        Program(mic, screen, "--device", FIRST) as program,
    ):
        program.until(lambda look: SECOND in look["microphones"], AT_MOST_SECONDS)
        program.hands.press("r")
        time.sleep(HEARD_SECONDS)
        for name in names:
            program.choose("Microphone", name)
            program.until(lambda look, name=name: _hears(look, name), AT_MOST_SECONDS)
        seen = program.share_that_is_seen()
        recordings = program.end_recording()
        listed = program.end()["gaps"]
        runs = _runs(program.tap.blocks, {FIRST: first, SECOND: second})
    return Choices(
        heard=tuple(run.name for run in runs),
        gaps=tuple(_gap(runs[0].begin, *each, listed) for each in pairwise(runs)),
        listed=len(listed),
        changed=sum(run.heard.strangers for run in runs),
        out_of_place=sum(int((run.heard.displacements != 0).sum()) for run in runs),
        recorded_breaks=tuple(recording.breaks for recording in recordings),
        seen=seen,
    )


def _hears(look, name):
    """Whether it is the one, and has been for a while."""
    return look["title"].endswith(name) and look["samples_received"] > HEARD_SECONDS * WIRING.rate


def _runs(blocks, rooms):
    """Blocks are of one run as long as they are of one microphone."""
    runs = []
    for block in (block for block in blocks if len(block.samples)):
        name = _whose(block, rooms)
        if not runs or runs[-1][0] != name:
            runs.append((name, []))
        runs[-1][1].append(block)
    return [_run(name, rooms[name], blocks) for name, blocks in runs]


def _whose(block, rooms):
    number = int(numbers_of(block.samples[-1:])[0])
    ages = {name: abs(room.age_of(number, block.seconds)) for name, room in rooms.items()}
    name = min(ages, key=ages.get)
    assert ages[name] < NEAR_SECONDS
    return name


def _run(name, room, blocks):
    heard, last, step = Heard(blocks), blocks[-1], 1 / WIRING.rate
    sounded = last.seconds - room.age_of(int(heard.numbers[-1]), last.seconds)
    return Run(name, heard, sounded - (len(heard.numbers) - 1) * step, sounded + step)


def _gap(start, before, after, listed):
    """The one of those in --stats that begins where `before` ends."""
    there = [
        gap
        for gap in listed
        if abs(gap["at_sample"] / WIRING.rate - (before.end - start)) < NEARER_THAN_ANOTHER_SECONDS
    ]
    counted = sum(gap["lost"] for gap in there) / WIRING.rate
    return Gap(counted, after.begin - before.end, ", ".join(gap["cause"] for gap in there))
