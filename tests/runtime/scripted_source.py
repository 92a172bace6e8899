"""A source that gives what it is told to, and whoever remembers what came of it."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np

from livemel.audio.source import Block, SampleClock, SourceState
from livemel.config import Config, MelConfig, SourceConfig, StftConfig

RATE = 16000
SMALL = Config(stft=StftConfig(n_fft=64, hop_length=16), mel=MelConfig(n_mels=4))
"""An analysis that takes no time."""


def with_channel(channel):
    return replace(SMALL, source=SourceConfig(channel=channel))


def mono(samples, lost=0, cause=""):
    return Block(np.asarray(samples, np.float32).reshape(-1, 1), lost, cause)


class ScriptedSource:
    """Gives the blocks of `script` one by one; an exception among them is raised. Then nothing, or it ends."""

    kind = "scripted"
    overflows = 0
    detail = ""

    def __init__(self, script=(), channels=1, ends=False, sample_rate=RATE):
        self.name = "scripted"
        self.sample_rate = sample_rate
        self.channels = channels
        self.state = SourceState.LIVE
        self.script = list(script)
        self.ends = ends
        self.now = SampleClock(0.0, 0.0, sample_rate)
        self.opened = self.closed = 0
        self.was_read = threading.Event()

    def open(self):
        self.opened += 1

    def read(self):
        self.was_read.set()
        given = self.script.pop(0) if self.script else Block(np.empty((0, self.channels), np.float32))
        if isinstance(given, Exception):
            raise given
        if not self.script and self.ends:
            self.state = SourceState.ENDED
        return given

    def clock(self):
        return self.now

    def close(self):
        self.closed += 1


class Memory(list):
    """A sink that keeps everything."""

    def consume(self, event):
        self.append(event)

    def of(self, kind):
        return [event for event in self if isinstance(event, kind)]
