"""What every source of sound is: something that is opened, read without waiting, and closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from livemel.config import SourceConfig

Samples = NDArray[np.float32]


class SourceState(Enum):
    """How a source is. Every state but LIVE is told to whoever looks."""

    LIVE = "live"
    STALLED = "stalled"
    """Open, but no block has come for a second."""
    LOST = "lost"
    """The device or its server is gone; it is tried again."""
    MOVED = "moved"
    """The sound server took the stream to another microphone; what comes from there is not shown."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Block:
    """What has arrived since the last read."""

    samples: Samples
    """Shape (n, channels), in [-1, 1], n >= 0."""
    lost: int = 0
    """Samples that were lost before these."""
    cause: str = ""
    """Why they were lost."""
    cut: bool = False
    """Whether these do not continue those before, though nothing was lost: a file went on from elsewhere."""


@dataclass(frozen=True, slots=True)
class SampleClock:
    """A straight line: which sample is due at which monotonic time."""

    sample: float
    seconds: float
    """time.monotonic() at which `sample` is due."""
    sample_rate: float

    def sample_at(self, seconds: float) -> float:
        """The sample due at a monotonic time."""
        return self.sample + (seconds - self.seconds) * self.sample_rate


class Source(Protocol):
    """Sound, pulled. Worker thread, but for the attributes that `open` sets and nobody changes afterwards."""

    kind: str
    name: str
    """For people: the device's or the file's."""
    sample_rate: int
    """Hz; known once open."""
    channels: int
    """Of every block; known once open."""
    state: SourceState
    detail: str
    """A sentence about `state`; empty while live."""
    overflows: int
    """How often samples were lost for want of room."""

    def open(self) -> None:
        """Begin. Raises SourceError with a sentence for the user."""

    def read(self) -> Block:
        """What has come since the last call; never waits. May begin anew by itself after a loss."""

    def clock(self) -> SampleClock:
        """Which sample, received or lost, is due now."""

    def close(self) -> None:
        """End; may be called twice."""


SOURCES: dict[str, str] = {
    "mic": "livemel.audio.microphone:Microphone",
    "file": "livemel.audio.files:FileSource",
    "synth": "livemel.audio.made.synth:SynthSource",
    "demo": "livemel.audio.made.demo:DemoSource",
    "stdin": "livemel.audio.stdin:StdinSource",
}
"""The class of each kind, imported when it is asked for: a file needs no PortAudio."""


def make_source(config: SourceConfig, paced: bool = True) -> Source:
    """The source that `config` names, not yet open.

    With `paced` a file or a signal gives what is due in real time, else as much as it has.
    """
    module, _, name = SOURCES[config.kind].partition(":")
    factory: Callable[..., Source] = getattr(import_module(module), name)
    return factory(config) if config.kind == "mic" else factory(config, paced=paced)


def forget_devices() -> None:
    """Let PortAudio look for microphones anew; ends every open one."""
    import_module("livemel.audio.portaudio").reinitialise()
