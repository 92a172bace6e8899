"""Test signals as functions of the sample's number. A new one: a function and an entry in SIGNALS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf, log, sqrt

import numpy as np

from livemel.audio.made.chunks import Doubles

NOISE_KEY = 20
"""Of the random generator: the same noise every time."""
WORDS_PER_COUNT = 4
"""Random numbers that Philox makes of one value of its counter."""


@dataclass(frozen=True)
class Span:
    """Which samples are wanted: `count` from `start` on; `start` is a multiple of 4."""

    start: int
    count: int
    sample_rate: int

    @property
    def indices(self) -> Doubles:
        """Numbers of the samples, shape (count,)."""
        return np.arange(self.start, self.start + self.count, dtype=np.float64)

    def turns(self, frequency: float) -> Doubles:
        """Cycles of `frequency` up to each sample, whole ones before `start` left out: exact after days, too."""
        begun = Fraction(frequency) * self.start / self.sample_rate % 1
        turns: Doubles = float(begun) + np.arange(self.count, dtype=np.float64) * (frequency / self.sample_rate)
        return turns


def amplitude(level: float) -> float:
    """Peak of a sine of `level` dBFS: a full-scale sine is 0 dBFS."""
    return float(10.0 ** (level / 20.0))


def _sine(span: Span, frequency: float, level: float) -> Doubles:
    return amplitude(level) * np.sin(2.0 * np.pi * span.turns(frequency))


def _sweep(span: Span, start: float, stop: float, seconds: float, level: float) -> Doubles:
    """Logarithmic; when it begins again its phase goes on, so that there is no click."""
    period = max(1, round(seconds * span.sample_rate))
    repeats, offsets = np.divmod(span.indices, period)
    octaves = log(stop / start)
    turns_per_period = start * seconds * np.expm1(octaves) / octaves if octaves else start * seconds
    rise = np.expm1(octaves * offsets / period) / octaves if octaves else offsets / period
    turns = repeats * (turns_per_period % 1.0) + start * seconds * rise
    return amplitude(level) * np.sin(2.0 * np.pi * (turns % 1.0))


def _noise(span: Span, level: float) -> Doubles:
    """White, evenly distributed so that it never clips; its level is that of its RMS (AES17: rms * sqrt(2))."""
    bits = np.random.Philox(key=NOISE_KEY)
    bits.advance(span.start // WORDS_PER_COUNT)
    return amplitude(level) * sqrt(1.5) * (2.0 * np.random.Generator(bits).random(span.count) - 1.0)


def _clicks(span: Span, interval: float, milliseconds: float, level: float) -> Doubles:
    """Rectangular pulses, the first at once."""
    period = max(1, round(interval * span.sample_rate))
    width = max(1, round(milliseconds / 1000.0 * span.sample_rate))
    return np.where(span.indices % period < width, amplitude(level), 0.0)


def _silence(span: Span) -> Doubles:
    return np.zeros(span.count)


@dataclass(frozen=True)
class Parameter:
    """A number that a signal can be told."""

    default: float
    unit: str
    lowest: float
    highest: float = inf
    """Both included; a frequency is also below half of the sample rate."""

    def default_at(self, sample_rate: int) -> float:
        """The default, or what is close to it at a low sample rate."""
        return min(self.default, 0.45 * sample_rate) if self.unit == "Hz" else self.default

    def allows(self, value: float, sample_rate: int) -> bool:
        """Whether `value` is in range."""
        below_nyquist = self.unit != "Hz" or value < sample_rate / 2
        return self.lowest <= value <= self.highest and below_nyquist

    def allowed(self, sample_rate: int) -> str:
        """The range in words."""
        if self.unit == "Hz":
            return f"at least {self.lowest:g} and below {sample_rate / 2:g} Hz (half of the sample rate)"
        return f"{self.lowest:g}..{self.highest:g} {self.unit}"


@dataclass(frozen=True)
class Signal:
    """A test signal."""

    make: Callable[..., Doubles]
    """From a `Span` and its parameters by name to the samples, shape (count,)."""
    title: str
    """For people; a template of the parameters."""
    parameters: Mapping[str, Parameter]


LEVEL = Parameter(-12.0, "dBFS", -200.0, 0.0)
FREQUENCY = Parameter(1000.0, "Hz", 0.001)
SECONDS = Parameter(5.0, "s", 0.01, 3600.0)

SIGNALS = {
    "sine": Signal(_sine, "sine {frequency:g} Hz, {level:g} dBFS", {"frequency": FREQUENCY, "level": LEVEL}),
    "sweep": Signal(
        _sweep,
        "sweep {start:g} to {stop:g} Hz in {seconds:g} s, {level:g} dBFS",
        {
            "start": Parameter(50.0, "Hz", 0.001),
            "stop": Parameter(20000.0, "Hz", 0.001),
            "seconds": SECONDS,
            "level": LEVEL,
        },
    ),
    "noise": Signal(_noise, "white noise, {level:g} dBFS", {"level": Parameter(-12.0, "dBFS", -200.0, -1.77)}),
    "clicks": Signal(
        _clicks,
        "clicks of {milliseconds:g} ms every {interval:g} s, {level:g} dBFS",
        {
            "interval": Parameter(0.5, "s", 0.001, 3600.0),
            "milliseconds": Parameter(1.0, "ms", 0.0, 1000.0),
            "level": Parameter(-6.0, "dBFS", -200.0, 0.0),
        },
    ),
    "silence": Signal(_silence, "silence", {}),
}
