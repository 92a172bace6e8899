"""A program with a Player in it: each line of stdin is run, what it says of itself comes back as JSON."""

import json
import sys
import threading
import time

import numpy as np

from livemel.audio.files import FileSource
from livemel.audio.microphone import Microphone
from livemel.audio.playback import Player, list_outputs
from livemel.audio.portaudio import reinitialise
from livemel.config import Config, SourceConfig
from livemel.runtime.session import Session
from livemel.runtime.through import HearThrough


def hear_live(through, samples, rate):
    """Give the samples in blocks of 10 ms, each when it is due."""
    begun = time.monotonic()
    for number, begin in enumerate(range(0, len(samples), rate // 100)):
        time.sleep(max(0.0, begun + number / 100 - time.monotonic()))
        through.hear(samples[begin : begin + rate // 100], begins=not number)


class Listening:
    """The microphone, read all the time."""

    def __init__(self):
        self.received = self.lost = 0
        self._microphone = Microphone(SourceConfig())
        self._microphone.open()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self):
        while not self._over.wait(0.004):
            block = self._microphone.read()
            self.received += len(block.samples)
            self.lost += block.lost

    def end(self):
        self._over.set()
        self._thread.join()
        self.overflows = self._microphone.overflows
        self._microphone.close()


def play_file(path):
    """A session over a file that is heard; the session and its transport."""
    source = FileSource(SourceConfig(path=path), holds_at_end=True)
    source.open()
    through = player.through(source.sample_rate)
    session = Session(source, Config(), [HearThrough(through, lambda: source.transport.speed)])
    session.start()
    return session, source.transport, through


player = Player()
room = {
    "np": np,
    "player": player,
    "list_outputs": list_outputs,
    "reinitialise": reinitialise,
    "hear_live": hear_live,
    "Listening": Listening,
    "play_file": play_file,
}
for line in sys.stdin:
    kind, _, code = line.rstrip("\n").partition(" ")
    if kind == "do":
        exec(code, room)
        print(json.dumps(None), flush=True)
    else:
        print(json.dumps(eval(code, room)), flush=True)
player.close()
