"""Setting after setting is switched by keyboard and mouse while numbered sound plays and is recorded."""

import random
import time
from dataclasses import dataclass

from numbered_room import NumberedRoom
from program import LOOK_AGAIN_SECONDS, Program
from tap import Heard

AT_MOST_SECONDS = 10.0
KEYS = (
    *("1", "2", "4", "5", "6", "3"),  # scales
    *("minus", "plus", "ctrl+plus", "Up", "ctrl+minus"),
    *("c", "t", "t", "t", "bracketleft", "a", "k"),
    *("w", "b", "o", "w", "b", "o"),
    *("ctrl+z", "ctrl+z", "ctrl+y", "space", "Home", "End"),
)
FIELDS = (
    ("mel.n_mels", "Bands", 64),
    ("stft.n_fft", "FFT length", 4096),
    ("mel.fmax", "Highest", 12000),
)
BOXES = (("Preset", "whisper-80"), ("Preset", "kaldi"), ("Scale", "log"), ("Preset", "default"))
LONGEST_PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class Switches:
    """All of them; times in seconds."""

    times: int
    slowest: float
    """From key or click until the window has switched."""
    changed: int
    """Samples that reached the session and are not bit-exact."""
    out_of_place: int
    lost: int
    """As --stats counts them."""
    unaccounted: int
    """Samples on only one side of the tap."""
    recorded: int
    """Samples in the recording that was made meanwhile."""
    breaks: int
    """Samples of it that are changed, or do not follow the one before."""


def switch_settings(mic, screen, seconds=0.0, seed=1):
    """Each once, and again and again until so much time has passed; pauses between are random where there is time."""
    pauses = random.Random(seed)
    took = []
    with NumberedRoom(mic), Program(mic, screen) as program:
        program.hands.press("r")
        program.until(lambda look: look["is_recording"], AT_MOST_SECONDS)
        begun = time.monotonic()
        while not took or time.monotonic() < begun + seconds:
            for switch in _switches(program):
                took.append(_switched(program, switch))
                time.sleep(pauses.uniform(0, LONGEST_PAUSE_SECONDS) if seconds else 0)
        (recording,) = program.end_recording()
        stats = program.end()
    heard = Heard(program.tap.blocks)
    steady = heard.displacements[mic.wiring.rate :]  # what the pipe held before anybody listened comes first
    return Switches(
        times=len(took),
        slowest=max(took),
        changed=heard.strangers,
        out_of_place=int((steady != steady[0]).sum()),
        lost=stats["samples_lost"],
        unaccounted=abs(len(heard.numbers) - stats["samples_received"]),
        recorded=len(recording.numbers),
        breaks=recording.breaks,
    )


def _switches(program):
    """What to do, one after the other; each changes something."""
    for box, text in BOXES:
        yield lambda box=box, text=text: program.choose(box, text)
    for key in KEYS:
        yield lambda key=key: program.hands.press(key)
    program.hands.press("x")
    program.until_seen("Find a setting")
    for setting, editor, value in FIELDS:
        yield lambda setting=setting, editor=editor, value=value: program.set(setting, editor, value)
    yield lambda: program.choose("Preset", "default")
    program.click("Close the panel")
    program.until(lambda look: not look["page"], AT_MOST_SECONDS)


def _switched(program, switch):
    """How long it took until something was different and nothing was still to come."""
    before = _state(program.look())
    switch()
    begun = time.monotonic()
    while (look := program.look()) and (_state(look) == before or look["is_changing"]):
        if time.monotonic() > begun + AT_MOST_SECONDS:
            raise TimeoutError(f"nothing has changed: {look}")
        time.sleep(LOOK_AGAIN_SECONDS)
    return time.monotonic() - begun


def _state(look):
    return {key: look[key] for key in ("config", "viewport", "panels")}
