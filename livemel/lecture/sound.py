"""Sound: samples that a class hears, and the same that it sees."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Samples = NDArray[np.float32]
Doubles = NDArray[np.float64]
Kept = TypeVar("Kept")

RATE = 48000
"""Hz, of every sound that is made."""


@dataclass(frozen=True, eq=False)
class Sound:
    """One channel. Equal only to itself, so that what was computed of it can be kept with it."""

    samples: Samples
    """Shape (n,), n >= 1, float32 in [-1, 1]; never changed."""
    rate: int
    """Hz."""
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    def between(self, start_s: float, seconds: float) -> Sound:
        """A part of it; what lies outside is left out, at least one sample stays."""
        first = min(max(0, round(start_s * self.rate)), len(self.samples) - 1)
        return Sound(self.samples[first : max(first + 1, round((start_s + seconds) * self.rate))], self.rate)

    def keep(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What `make` gave when it was first asked for under `key`: for pictures that move."""
        if key not in self._kept:
            self._kept[key] = make()
        kept: Kept = self._kept[key]
        return kept


def sound_of(samples: ArrayLike, rate: int = RATE) -> Sound:
    """A sound of numbers of any float type, shape (n,)."""
    return Sound(np.ascontiguousarray(samples, np.float32), rate)
