"""Endless sources: sound made chunk by chunk, given out no faster than real time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from livemel.audio.made.chunks import ChunkReader
from livemel.audio.pacing import Pacer
from livemel.audio.source import Block, SampleClock, Samples, SourceState
from livemel.config import SourceConfig
from livemel.config.sections import FALLBACK_SAMPLE_RATE


class EndlessSource(ABC):
    """A source whose samples are made; what it plays is the subclass's `_chunk_maker`.

    Parameters
    ----------
    config
        `sample_rate` is read, 0: 48000 Hz. Every channel that may be asked for is the same.
    paced
        Give samples no faster than real time.
    """

    kind: str
    name: str
    channels = 1

    def __init__(self, config: SourceConfig, paced: bool = True) -> None:
        self.sample_rate = config.sample_rate or FALLBACK_SAMPLE_RATE
        self.state = SourceState.LIVE
        self.detail = ""
        self.overflows = 0
        self._pacer = Pacer(self.sample_rate, paced)

    def open(self) -> None:
        """Begin. Raises SourceError with everything that is wrong with what was asked for."""
        self._reader = ChunkReader(self._chunk_maker())

    @abstractmethod
    def _chunk_maker(self) -> Callable[[int], Samples]:
        """The function that makes chunk number 0, 1, ..."""

    def read(self) -> Block:
        """What is due."""
        samples = self._reader.read(self._pacer.due())
        self._pacer.give(len(samples))
        return Block(samples)

    def clock(self) -> SampleClock:
        """Which sample is due now."""
        return self._pacer.clock()

    def close(self) -> None:  # noqa: B027  # not abstract: there is nothing to end
        """End; may be called twice."""
