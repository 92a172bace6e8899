"""History: the levels of the last minutes, each column where its samples belong, gaps as gaps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NOTHING = -np.inf
"""The level where there is no column."""


class History:
    """The newest `capacity` columns in a ring.

    A slot is one hop of time: slot j holds the column whose centre lies nearest to sample j * hop_length. Slots are
    counted from the start of the run; `begin` to `end` are held.
    """

    def __init__(self, capacity: int, n_mels: int, hop_length: int) -> None:
        self.hop_length = hop_length
        self.begin = 0
        self.end = 0
        self._capacity = capacity
        self._levels = np.empty((capacity, n_mels), np.float32)
        self._is_gap = np.zeros(capacity, np.bool_)
        self._changed_from: int | None = None

    @property
    def n_mels(self) -> int:
        """Bands in a column."""
        return self._levels.shape[1]

    @property
    def end_sample(self) -> int:
        """The sample up to which something is known."""
        return self.end * self.hop_length

    def add_columns(self, first_centre: int, levels: NDArray[np.float32]) -> None:
        """Put `levels`, shape (m, n_mels), where their centres lie; the first at sample `first_centre`."""
        first = (first_centre + self.hop_length // 2) // self.hop_length
        last = first + len(levels)
        self._extend(last)
        kept = max(first, self.begin)
        self._levels[np.arange(kept, last) % self._capacity] = levels[kept - first :]
        self._note_change(kept)

    def add_gap(self, at_sample: int, lost: int) -> None:
        """Mark the slots that `lost` samples from `at_sample` on would have filled."""
        first = at_sample // self.hop_length
        last = (at_sample + lost - 1) // self.hop_length + 1
        self._extend(last)
        kept = max(first, self.begin)
        self._is_gap[np.arange(kept, last) % self._capacity] = True
        self._note_change(kept)

    def _extend(self, end: int) -> None:
        """Make room up to slot `end`, empty so far; the oldest slots go."""
        if end <= self.end:
            return
        fresh = np.arange(max(self.end, end - self._capacity), end) % self._capacity
        self._levels[fresh] = NOTHING
        self._is_gap[fresh] = False
        self.end = end
        self.begin = max(self.begin, end - self._capacity)

    def _note_change(self, slot: int) -> None:
        self._changed_from = slot if self._changed_from is None else min(slot, self._changed_from)

    def take_changed_from(self) -> int | None:
        """The first slot changed since the last call, None if none was."""
        changed, self._changed_from = self._changed_from, None
        return changed

    def levels_at(self, slots: NDArray[np.int64]) -> NDArray[np.float32]:
        """Levels of `slots`, any shape, as (*shape, n_mels); NOTHING where none are held."""
        held = (slots >= self.begin) & (slots < self.end)
        levels = self._levels[slots % self._capacity]
        if not held.all():
            levels[~held] = NOTHING
        return levels

    def is_gap_at(self, slots: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether `slots`, any shape, are marked as gaps."""
        held = (slots >= self.begin) & (slots < self.end)
        gaps: NDArray[np.bool_] = self._is_gap[slots % self._capacity] & held
        return gaps
