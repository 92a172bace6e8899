"""SynthSource: a test signal that is told by a line such as "sine,frequency=1000,level=-12"."""

from __future__ import annotations

from math import isfinite

import numpy as np

from livemel.audio.chunks import CHUNK, ChunkReader
from livemel.audio.pacing import Pacer
from livemel.audio.signals import SIGNALS, Signal, Span
from livemel.audio.source import Block, SampleClock, Samples, SourceState
from livemel.config import SourceConfig
from livemel.config.sections import FALLBACK_SAMPLE_RATE
from livemel.errors import SourceError


class SynthSource:
    """The test signal of `config.signal` at `config.sample_rate` (0: 48000 Hz), without end.

    Parameters
    ----------
    config
        `signal` and `sample_rate` are read. Every channel that may be asked for is the same.
    paced
        Give samples no faster than real time.
    """

    kind = "synth"
    channels = 1

    def __init__(self, config: SourceConfig, paced: bool = True) -> None:
        self.name = config.signal
        self.sample_rate = config.sample_rate or FALLBACK_SAMPLE_RATE
        self.state = SourceState.LIVE
        self.detail = ""
        self.overflows = 0
        self._text = config.signal
        self._pacer = Pacer(self.sample_rate, paced)

    def open(self) -> None:
        """Begin.

        Raises
        ------
        SourceError
            With everything that is wrong with `config.signal` at once.
        """
        signal, values = read_signal(self._text, self.sample_rate)
        self.name = signal.title.format(**values)

        def chunk_of(number: int) -> Samples:
            return signal.make(Span(number * CHUNK, CHUNK, self.sample_rate), **values).astype(np.float32)

        self._reader = ChunkReader(chunk_of)

    def read(self) -> Block:
        """What is due."""
        samples = self._reader.read(self._pacer.due())
        self._pacer.give(len(samples))
        return Block(samples)

    def clock(self) -> SampleClock:
        """Which sample is due now."""
        return self._pacer.clock()

    def close(self) -> None:
        """End; may be called twice."""


def read_signal(text: str, sample_rate: int) -> tuple[Signal, dict[str, float]]:
    """The signal that `text` names, and the value of each of its parameters.

    Raises
    ------
    SourceError
        With every problem at once.
    """
    name, *assignments = (part.strip() for part in text.split(","))
    if name not in SIGNALS:
        raise SourceError(f"source.signal must begin with {_all_signals(sample_rate)}; got {text!r}")
    signal = SIGNALS[name]
    values = {key: parameter.default_at(sample_rate) for key, parameter in signal.parameters.items()}
    problems = [problem for each in assignments if (problem := _read_value(each, signal, sample_rate, values))]
    if problems:
        raise SourceError(f"{'; '.join(problems)}; source.signal may be {_usage(name, signal, sample_rate)}")
    return signal, values


def _read_value(assignment: str, signal: Signal, sample_rate: int, values: dict[str, float]) -> str:
    """Put the value among `values`, or say what is wrong."""
    key, equals, text = (part.strip() for part in assignment.partition("="))
    if not equals:
        return f"{assignment!r} must be NAME=VALUE"
    if key not in signal.parameters:
        return f"unknown parameter {key!r}"
    value = _number(text)
    if value is None or not signal.parameters[key].allows(value, sample_rate):
        return f"{key} must be {signal.parameters[key].allowed(sample_rate)}, got {text or 'nothing'}"
    values[key] = value
    return ""


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _all_signals(sample_rate: int) -> str:
    return " or ".join(_usage(name, signal, sample_rate) for name, signal in SIGNALS.items())


def _usage(name: str, signal: Signal, sample_rate: int) -> str:
    """The signal with its defaults, as it may be typed."""
    defaults = [f"{key}={parameter.default_at(sample_rate):g}" for key, parameter in signal.parameters.items()]
    return ",".join([name, *defaults])
