"""SynthSource: a test signal that is told by a line such as "sine,frequency=1000,level=-12"."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

import numpy as np

from livemel.audio.made.chunks import CHUNK
from livemel.audio.made.endless import EndlessSource
from livemel.audio.made.signals import SIGNALS, Signal, Span
from livemel.audio.source import Samples
from livemel.config import SourceConfig
from livemel.errors import SourceError


class SynthSource(EndlessSource):
    """The test signal that `config.signal` names, without end."""

    kind = "synth"

    def __init__(self, config: SourceConfig, paced: bool = True) -> None:
        super().__init__(config, paced)
        self.name = config.signal
        self._text = config.signal

    def _chunk_maker(self) -> Callable[[int], Samples]:
        signal, values = read_signal(self._text, self.sample_rate)
        self.name = signal.title.format(**values)

        def chunk_of(number: int) -> Samples:
            return signal.make(Span(number * CHUNK, CHUNK, self.sample_rate), **values).astype(np.float32)

        return chunk_of


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
