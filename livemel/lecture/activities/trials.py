"""Trials: two tones after each other, told apart by nothing but their frequency, in an order that is balanced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np

from livemel.lecture.parameters import Range
from livemel.lecture.sound import RATE, Sound
from livemel.lecture.sounds.tones import tones

ToneLevel = Annotated[float, Range(-80.0, -20.0, "dBFS")]
Rove = Annotated[float, Range(0.0, 6.0, "dB")]
ToneSeconds = Annotated[float, Range(0.1, 2.0, "s")]
Gap = Annotated[float, Range(0.05, 2.0, "s")]

TONE_SECONDS = 0.5
GAP_SECONDS = 0.25
LEVEL_DBFS = -26.0
ROVE_DB = 3.0
HIGHEST_HZ = 20000.0
"""Nothing higher is asked about."""

assert HIGHEST_HZ < RATE / 2


def balanced(count: int, chance: np.random.Generator) -> list[bool]:
    """As many of both, within one, in an order by chance."""
    extra = [bool(chance.integers(2))] if count % 2 else []
    values = [False] * (count // 2) + [True] * (count // 2) + extra
    return [values[place] for place in chance.permutation(count)]


@dataclass(frozen=True)
class PairShape:
    """How a pair is played."""

    level: float
    """dBFS of each tone, before the rove."""
    rove: float
    """dB by which each is louder or softer, at most."""
    seconds: float
    """Of each tone."""
    gap: float
    """Seconds between them."""

    def sound(self, first: float, second: float, seed: int) -> Sound:
        """Two tones with ramps of a raised cosine, 20 ms."""
        return tones(
            frequencies=[first, second],
            level=self.level,
            seconds=self.seconds,
            gap=self.gap,
            rove=self.rove,
            seed=seed,
        )


@dataclass(frozen=True)
class PairTrial:
    """One pair of a test whose pairs are fixed."""

    pair: int
    """Its number, from 0."""
    tones: tuple[float, float]
    """Hz, in the order in which they are played."""
    right: int
    """The right answer: 0 or 1."""
    seed: int


def dealt(pairs: Sequence[tuple[float, float]], count: int, ask: str, chance: np.random.Generator) -> list[PairTrial]:
    """`count` trials of every pair of a low and a high tone, one pair after the other.

    `ask` "higher": answer 1 is right where the second tone is higher. "same": in half of the trials both tones are
    the same, and answer 1 is right where they differ.
    """
    trials = []
    for pair, (low, high) in enumerate(pairs):
        for rises, differs in zip(balanced(count, chance), balanced(count, chance), strict=True):
            tones_played = (low, high) if rises else (high, low)
            if ask == "same" and not differs:
                tones_played = (tones_played[0], tones_played[0])
            right = int(rises if ask == "higher" else differs)
            trials.append(PairTrial(pair, tones_played, right, int(chance.integers(1 << 31))))
    return trials


def hz(frequency: float) -> str:
    """For people: thousands apart from 10,000 on."""
    return f"{frequency:,.6g}" if frequency >= 10000 else f"{frequency:g}"


def difference_text(difference: float) -> str:
    """Hz with two or three digits."""
    return f"{difference:.0f}" if difference >= 100 else f"{difference:.2g}"
