"""StdinSource: raw samples from a pipe, such as `arecord ... | livemel --source stdin`."""

from __future__ import annotations

import os
import sys
from time import monotonic

import numpy as np

from livemel.audio.channels import check_channel, count
from livemel.audio.pacing import Pacer
from livemel.audio.pipe import PipeReader
from livemel.audio.source import Block, SampleClock, SourceState
from livemel.config import SourceConfig
from livemel.config.sections import FALLBACK_SAMPLE_RATE
from livemel.errors import SourceError

SAMPLE_TYPE = np.dtype("<f4")
STALLED_SECONDS = 1.0
HOW_TO_PIPE = "pipe raw float32 little-endian mono samples in, such as: sox voice.wav -t f32 -c 1 - | livemel"


class StdinSource:
    """Raw float32 little-endian mono samples at `config.sample_rate` (0: 48000 Hz) from standard input.

    Parameters
    ----------
    config
        `sample_rate` and `channel` are read.
    paced
        Give samples no faster than real time.
    """

    kind = "stdin"
    channels = 1

    def __init__(self, config: SourceConfig, paced: bool = True) -> None:
        self.sample_rate = config.sample_rate or FALLBACK_SAMPLE_RATE
        self.name = f"stdin (float32 mono, {self.sample_rate} Hz)"
        self.state = SourceState.LIVE
        self.detail = ""
        self.overflows = 0
        self._config = config
        self._pacer = Pacer(self.sample_rate, paced)
        self._reader: PipeReader | None = None
        self._given = 0
        self._last_came = 0.0

    def open(self) -> None:
        """Begin to read.

        Raises
        ------
        SourceError
            If standard input is a terminal or closed.
        """
        check_channel(self._config, self.channels, "stdin")
        if sys.stdin is None or sys.stdin.closed:
            raise SourceError(f"standard input is closed; {HOW_TO_PIPE} --source stdin")
        if sys.stdin.isatty():
            raise SourceError(f"standard input is a terminal; {HOW_TO_PIPE} --source stdin")
        self._reader = PipeReader(os.dup(sys.stdin.fileno()))
        self._last_came = monotonic()

    def read(self) -> Block:
        """What is due and has come; never waits.

        Raises
        ------
        SourceError
            If the pipe broke, or ended before a sample came.
        """
        assert self._reader is not None
        due = self._pacer.due()
        samples = np.frombuffer(self._reader.take(due, SAMPLE_TYPE.itemsize), SAMPLE_TYPE).astype(np.float32)
        self._given += len(samples)
        self._pacer.give(len(samples))
        if len(samples) < due:
            self._pacer.starved()
        self._look(len(samples) > 0, self._reader)
        return Block(samples[:, None])

    def _look(self, came: bool, reader: PipeReader) -> None:
        """Set the state by what the last read gave."""
        if came:
            self._last_came = monotonic()
            self.state, self.detail = SourceState.LIVE, ""
        elif self.state is SourceState.LIVE and monotonic() - self._last_came > STALLED_SECONDS:
            self.state, self.detail = SourceState.STALLED, "nothing comes from stdin"
        if reader.ended and reader.waiting < SAMPLE_TYPE.itemsize:
            self._end(reader)

    def _end(self, reader: PipeReader) -> None:
        if reader.failure is not None:
            raise SourceError(f"cannot read stdin: {reader.failure.strerror or reader.failure}") from reader.failure
        odd = f"{count(reader.waiting, 'byte')} at the end {'is' if reader.waiting == 1 else 'are'} no whole sample"
        if not self._given:
            got = odd if reader.waiting else "got nothing"
            raise SourceError(f"stdin ended before a sample came: {got}; {HOW_TO_PIPE} --source stdin")
        self.state = SourceState.ENDED
        self.detail = f"stdin ended; {odd}" if reader.waiting else "stdin ended"

    def clock(self) -> SampleClock:
        """Which sample is due now."""
        return self._pacer.clock()

    def close(self) -> None:
        """End; may be called twice."""
        if self._reader is not None:
            self._reader.stop()
