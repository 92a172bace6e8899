"""A scene as frozen values: what a teacher has written, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil, floor
from pathlib import Path
from typing import Any

KINDS = ("predict", "hear", "see", "explain")
"""Of steps: the form of every scene (Crouch, Fagen, Callan and Mazur, Am. J. Phys. 72, 835, 2004)."""
MOST_ANSWERS = 4
"""A class votes with the keys 1 to 4."""


@dataclass(frozen=True)
class Call:
    """A function of a registry by name, and what it is told: "$name" stands for a knob's value."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class SoundSpec:
    """A sound of the scene."""

    name: str
    label: str
    """For people."""
    made: Call | None
    """None: it comes from another."""
    origin: str = ""
    """The name of the sound that the effects are laid on."""
    then: tuple[Call, ...] = ()
    """Effects, in their order."""


@dataclass(frozen=True, kw_only=True)
class Knob:
    """A number that the lecturer turns."""

    name: str
    label: str
    values: tuple[float, ...] = ()
    """The only ones, ascending; empty: every step between low and high."""
    low: float
    high: float
    step: float
    start: float
    unit: str = ""
    names: tuple[str, ...] = ()
    """Of `values`, for people; without values: of places at equal distances from low to high."""
    seconds: float = 0.0
    """That it takes to run from low to high by itself; 0: it is turned by hand only."""

    def turned(self, value: float, steps: int) -> float:
        """The value so many steps further, inside the range."""
        if self.values:
            place = min(range(len(self.values)), key=lambda i: abs(self.values[i] - value)) + steps
            return self.values[min(max(place, 0), len(self.values) - 1)]
        return self.held(self.low + (round((value - self.low) / self.step) + steps) * self.step)

    def held(self, value: float) -> float:
        """The nearest value that is allowed."""
        if self.values:
            return min(self.values, key=lambda each: abs(each - value))
        return min(max(value, self.low), self.high)

    def text(self, value: float) -> str:
        """The value for people."""
        if self.names and not self.values:
            return self._between(value)
        if self.names:
            return self.names[self.values.index(self.held(value))]
        decimals = 0 if self.step >= 1 and float(self.step).is_integer() else (1 if self.step >= 0.1 else 2)
        number = f"{value:,.10g}" if self.values else f"{value:,.{decimals}f}"
        return f"{number} {self.unit}".strip().replace("-", "\N{MINUS SIGN}")

    def _between(self, value: float) -> str:
        """The name of a place, or of the two beside it."""
        place = (value - self.low) / (self.high - self.low) * (len(self.names) - 1)
        if abs(place - round(place)) < 1e-6:
            return self.names[round(place)]
        return f"{self.names[floor(place)]} \N{RIGHTWARDS ARROW} {self.names[ceil(place)]}"


@dataclass(frozen=True, kw_only=True)
class NumberSpec:
    """A number that the text says: it is measured, and checked against what the scene claims."""

    name: str
    measure: Call
    expected: float
    """What the scene claims, with every knob where it starts."""
    within: float
    """How far the measured number may lie from it."""
    form: str
    """A format, such as "{:.1f}"."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the class predicts."""

    ask: str
    answers: tuple[str, ...]
    """2 to 4."""
    right: int | None
    """The number of the right one, from 0; None: a matter of opinion or of hearing."""
    why: tuple[str, ...] = ()
    """What whoever gives each answer may be thinking; empty where nothing is to be said."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that is shown, heard or asked."""

    kind: str
    title: str
    text: str
    """Markdown; "{name}" stands for a number of the scene."""
    notes: str = ""
    """For the lecturer."""
    minutes: float = 1.0
    show: tuple[Call, ...] = ()
    """Views, from top to bottom."""
    play: tuple[str, ...] = ()
    """Sounds, on keys 1, 2, ..."""
    knobs: tuple[str, ...] = ()
    live: str = ""
    """The sound whose place the microphone takes while it is on."""
    question: Question | None = None
    activity: Call | None = None
    """What a class does, such as a listening test."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything in one file."""

    name: str
    """Of the file, without its end."""
    path: Path
    title: str
    aim: str
    sources: tuple[str, ...]
    """Where its facts are from."""
    steps: tuple[Step, ...]
    sounds: Mapping[str, SoundSpec] = field(default_factory=dict)
    knobs: Mapping[str, Knob] = field(default_factory=dict)
    numbers: Mapping[str, NumberSpec] = field(default_factory=dict)
    optional: bool = False
    """An extra, which a course may leave out."""

    @property
    def minutes(self) -> float:
        """How long it takes."""
        return sum(step.minutes for step in self.steps)
