"""Contender: something that computes a recipe, ready to be timed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from livemel.dsp.arrays import Floats

Whole = Callable[[], Any]
"""Computes the whole signal; gives what `numpy.asarray` makes an array of, shape (frames, n_mels)."""
Hop = Callable[[Floats], Any]
"""Takes a block of one hop; gives the frame it completes, shape (n_mels,) or (1, n_mels), or None or no row."""


@dataclass(frozen=True, kw_only=True)
class Name:
    """Who it is."""

    library: str
    version: str
    kernel: str = ""
    precision: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.library, self.precision, self.kernel)))


@dataclass(frozen=True)
class Agreement:
    """How far two libraries' levels lie apart."""

    largest_difference: float
    """In the recipe's unit, over what lies within its span."""
    unit: str
    frames: tuple[int, int]
    """How many each gave: livemel, the other."""
    agrees: bool


@dataclass
class Timed:
    """A contender's times, one a round."""

    name: Name
    is_floor: bool = False
    """Only a part of the work: nothing that does it can be faster."""
    agreement: Agreement | None = None
    """With livemel's exact levels; None of a floor and of these themselves."""
    seconds: list[float] = field(default_factory=list)

    @property
    def median_seconds(self) -> float:
        """The median of the rounds."""
        return median(self.seconds)


@dataclass(frozen=True)
class Spread:
    """The median of a few values, and how far they lie apart."""

    median: float
    smallest: float
    largest: float


def ratio(one: Timed, other: Timed) -> Spread:
    """How many times longer `one` takes than `other`, from the ratio in each round: what slows both cancels out."""
    return spread([mine / theirs for mine, theirs in zip(one.seconds, other.seconds, strict=True)])


def spread(values: Sequence[float]) -> Spread:
    """Median, smallest and largest of `values`, which are not empty."""
    return Spread(median(values), min(values), max(values))
