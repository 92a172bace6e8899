"""History: the levels of the last minutes, each column where its samples belong, gaps as gaps."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

import numpy as np
from numpy.typing import NDArray

NOTHING = -np.inf
"""The level where there is no column."""

BLOCK = 8
"""Slots whose largest levels are kept together, for long times."""
WIDE_BLOCK = 32
"""The same for longer times."""
BLOCKS = (BLOCK, WIDE_BLOCK)
PER_WIDE = WIDE_BLOCK // BLOCK

TIE = 1e-6
"""Slots. Centres half-way between two slots (Kaldi's are) all go to the later one, however the division rounds."""


def slot_of_centre(centre: float, hop_length: float) -> int:
    """The slot nearest to sample `centre`: one after the other for centres a hop apart."""
    return floor(centre / hop_length + 0.5 + TIE)


def slots_of_gap(at_sample: int, lost: int, hop_length: float) -> tuple[int, int]:
    """First slot, and slot behind the last, that `lost` >= 1 samples from `at_sample` on touch."""
    return floor(at_sample / hop_length), floor((at_sample + lost - 1) / hop_length) + 1


def _blocks(first: int, last: int) -> NDArray[np.int64]:
    """The numbers of the blocks that slots from `first` on, `last` left out, lie in."""
    return np.arange(first // BLOCK, (last - 1) // BLOCK + 1 if first < last else first // BLOCK)


class History:
    """The newest `capacity` columns in a ring.

    A slot is one hop of time, `hop_length` samples, which need not be whole: slot j holds the column whose centre
    lies nearest to sample j * hop_length. Slots are counted from the start of the run; `begin` to `end` are held.
    """

    def __init__(self, capacity: int, n_mels: int, hop_length: float) -> None:
        self.hop_length = hop_length
        self.begin = 0
        self.end = 0
        self._capacity = (-(-capacity // WIDE_BLOCK) + 1) * WIDE_BLOCK  # the oldest and the newest share no block
        self._held = capacity
        self._levels = np.empty((self._capacity, n_mels), np.float32)
        self._is_gap = np.zeros(self._capacity, np.bool_)
        self._loudest = {size: np.empty((self._capacity // size, n_mels), np.float32) for size in BLOCKS}
        self._is_blank = np.ones(self._capacity // BLOCK, np.bool_)
        """Blocks of which nothing is written yet: they hold no column, whatever lies in their memory."""
        self._changed_from: int | None = None

    @property
    def n_mels(self) -> int:
        """Bands in a column."""
        return self._levels.shape[1]

    @property
    def end_sample(self) -> float:
        """The sample up to which something is known."""
        return self.end * self.hop_length

    def add_columns(self, first_centre: float, levels: NDArray[np.float32], every: int = 1) -> None:
        """Put `levels`, shape (m, n_mels), where their centres lie; the first at sample `first_centre`.

        With `every` above 1 they are so many slots apart, and lie where there is room already.
        """
        first = slot_of_centre(first_centre, self.hop_length)
        if every > 1:
            self._scatter(first, levels, every)
            return
        last = first + len(levels)
        emptied = self._extend(last)
        kept = max(first, self.begin)
        self._fill_blanks(_blocks(kept, last))
        for ring, part in self._parts(kept, last):
            self._levels[ring] = levels[part.start - first : part.stop - first]
        self._note_loudest(_blocks(min(kept, emptied), last))
        self._note_change(kept)

    def _scatter(self, first: int, levels: NDArray[np.float32], every: int) -> None:
        slots = first + every * np.arange(len(levels))
        held = (slots >= self.begin) & (slots < self.end)
        if held.any():
            kept = slots[held]
            touched = np.unique(kept // BLOCK)
            self._fill_blanks(touched)
            self._levels[kept % self._capacity] = levels[held]
            self._note_loudest(touched)
            self._note_change(int(kept[0]))

    def add_gap(self, at_sample: int, lost: int) -> None:
        """Mark the slots that `lost` samples from `at_sample` on would have filled."""
        first, last = slots_of_gap(at_sample, lost, self.hop_length)
        self._note_loudest(_blocks(self._extend(last), last))
        kept = max(first, self.begin)
        for ring, _ in self._parts(kept, last):
            self._is_gap[ring] = True
        self._note_change(kept)

    def _extend(self, end: int) -> int:
        """Make room up to slot `end`, empty so far; the oldest slots go.

        Returns
        -------
        int
            The slot from which on the largest levels are to be noted, up to `end`.
        """
        if end <= self.end:
            return end
        self._note_change(self.end)
        emptied = max(self.end, end - self._held)
        for ring, _ in self._parts(emptied, end):
            self._is_gap[ring] = False
        self.end = end
        self.begin = max(self.begin, end - self._held)
        first_whole, last_whole = -(-emptied // BLOCK), end // BLOCK
        if first_whole >= last_whole:
            self._empty(emptied, end)
            return emptied
        self._is_blank[np.arange(first_whole, last_whole) % len(self._is_blank)] = True
        self._empty(emptied, first_whole * BLOCK)
        self._empty(last_whole * BLOCK, end)
        self._note_loudest(_blocks(emptied, first_whole * BLOCK))
        self._note_wide(np.unique(np.array([first_whole, last_whole - 1]) // PER_WIDE))
        return last_whole * BLOCK

    def _empty(self, first: int, last: int) -> None:
        """No columns in these slots, from `first` on, `last` left out."""
        self._fill_blanks(_blocks(first, last))
        for ring, _ in self._parts(first, last):
            self._levels[ring] = NOTHING

    def _fill_blanks(self, numbers: NDArray[np.int64]) -> None:
        """Make the blocks of these numbers such that they can be written to."""
        blocks = numbers % len(self._is_blank)
        blank = blocks[self._is_blank[blocks]]
        if len(blank):
            self._levels.reshape(len(self._is_blank), BLOCK, -1)[blank] = NOTHING
            self._is_blank[blank] = False

    def _note_loudest(self, numbers: NDArray[np.int64]) -> None:
        """Keep the largest levels of the blocks of these numbers, which ascend."""
        if not len(numbers):
            return
        blocks = len(self._is_blank)
        levels = self._levels.reshape(blocks, BLOCK, -1)[numbers % blocks]
        levels[0, : max(0, self.begin - int(numbers[0]) * BLOCK)] = NOTHING
        levels[-1, max(0, self.end - int(numbers[-1]) * BLOCK) :] = NOTHING
        self._loudest[BLOCK][numbers % blocks] = levels.max(axis=1)
        self._note_wide(np.unique(numbers // PER_WIDE))

    def _note_wide(self, numbers: NDArray[np.int64]) -> None:
        """The same for wide blocks, from the blocks in them."""
        parts = numbers[:, None] * PER_WIDE + np.arange(PER_WIDE)
        levels = self._loudest[BLOCK][parts % len(self._is_blank)]
        is_held = ((parts + 1) * BLOCK > self.begin) & (parts * BLOCK < self.end)
        levels[~is_held | self._is_blank[parts % len(self._is_blank)]] = NOTHING
        wide = self._loudest[WIDE_BLOCK]
        wide[numbers % len(wide)] = levels.max(axis=1)

    def _parts(self, first: int, last: int) -> Iterator[tuple[slice, slice]]:
        """Where the slots from `first` on, `last` left out, lie in the ring: slices of it and the slots they hold."""
        while first < last:
            begin = first % self._capacity
            count = min(last - first, self._capacity - begin)
            yield slice(begin, begin + count), slice(first, first + count)
            first += count

    def _note_change(self, slot: int) -> None:
        self._changed_from = slot if self._changed_from is None else min(slot, self._changed_from)

    def take_changed_from(self) -> int | None:
        """The first slot changed since the last call, None if none was."""
        changed, self._changed_from = self._changed_from, None
        return changed

    def read(self, slots: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Levels of `slots`, any shape, as (*shape, n_mels), and whether they are gaps, as shape.

        NOTHING and no gap where none are held.
        """
        index = slots % self._capacity
        levels, is_gap = self._levels[index], self._is_gap[index]
        self._hide_blanks(levels, index, 1)
        if slots.size and not self.begin <= slots.min() <= slots.max() < self.end:
            absent = (slots < self.begin) | (slots >= self.end)
            levels[absent] = NOTHING
            is_gap[absent] = False
        return levels, is_gap

    def loudest(
        self, starts: NDArray[np.int64], ends: NDArray[np.int64], size: int = 1
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """The largest levels between slots, shape (m, n_mels), and whether there is a gap among them, shape (m,).

        From `starts` on, `ends` left out, shape (m,) each; NOTHING and no gap where none are held. With a `size` of
        `BLOCKS` they are not slots but whole blocks of so many, which are counted as slots are.
        """
        rows = self._levels if size == 1 else self._loudest[size]
        return self._largest(rows, starts, ends, size), self._any_gap(starts * size, ends * size)

    def _largest(
        self, ring: NDArray[np.float32], starts: NDArray[np.int64], ends: NDArray[np.int64], size: int
    ) -> NDArray[np.float32]:
        first = np.maximum(starts, -(-self.begin // size))
        last = np.minimum(ends, -(-self.end // size)) - 1
        largest: NDArray[np.float32] = ring[first % len(ring)]
        self._hide_blanks(largest, first % len(ring), size)
        for step in range(1, int((last - first).max(initial=0)) + 1):
            index = np.minimum(first + step, last) % len(ring)
            rows = ring[index]
            self._hide_blanks(rows, index, size)
            np.maximum(largest, rows, out=largest)
        largest[first > last] = NOTHING
        return largest

    def _hide_blanks(self, levels: NDArray[np.float32], index: NDArray[np.int64], size: int) -> None:
        """What was read of slots, or blocks of `size`, that hold no column is nothing."""
        if size == WIDE_BLOCK:
            blank = self._is_blank.reshape(-1, PER_WIDE)[index].all(axis=1)
        else:
            blank = self._is_blank[index * size // BLOCK]
        if blank.any():
            levels[blank] = NOTHING

    def _any_gap(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
        first, last = np.clip(starts, self.begin, self.end), np.clip(ends, self.begin, self.end)
        if not len(first) or first[0] >= last[-1]:
            return np.zeros(len(first), np.bool_)
        index = np.arange(first[0], last[-1]) % self._capacity
        gaps_before = np.concatenate([[0], np.cumsum(self._is_gap[index])])
        is_gap: NDArray[np.bool_] = gaps_before[last - first[0]] > gaps_before[first - first[0]]
        return is_gap

    def newest(self) -> NDArray[np.float32]:
        """The newest column, shape (n_mels,); NOTHING while there is none."""
        levels: NDArray[np.float32] = self.read(np.array([self.end - 1]))[0][0]
        return levels
