"""Accuracy: how far livemel's numbers are at most from those of a library, as docs/numerics.md says.

accuracy.toml is made of the document's table by scripts/make_docs.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FIGURES = Path(__file__).with_name("accuracy.toml")
BEST_FIRST = ("levels of the whole clip", "levels", "mel spectrogram")
"""Which array says most of what a model receives."""
OWN_UNIT = "as finalised"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The greatest error over many sounds and settings."""

    preset: str
    library: str
    """With its version."""
    array: str
    """What was compared."""
    counted: str
    """Which of it."""
    error: str
    """Such as 2.7e-05."""
    unit: str
    cases: int

    def __str__(self) -> str:
        """In words."""
        unit = "" if self.unit == OWN_UNIT else f" {self.unit}"
        counted = "" if self.counted == "all" else f" ({self.counted})"
        return f"within {self.error}{unit} of {self.library}{counted}"


@cache
def accuracies() -> tuple[Accuracy, ...]:
    """All figures, in the document's order."""
    with FIGURES.open("rb") as file:
        rows = tomllib.load(file)["figure"]
    return tuple(Accuracy(**row) for row in rows)


def stated_accuracy(preset: str) -> str:
    """How near the preset is to the code whose numbers it gives; empty where it is nobody's."""
    figures = [each for each in accuracies() if each.preset == preset]
    best = min(figures, key=lambda each: BEST_FIRST.index(each.array), default=None)
    return "" if best is None else str(best)
