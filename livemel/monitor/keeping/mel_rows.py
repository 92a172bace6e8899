"""Mel rows: frames made coarse, ten rows a second of forty bands in steps of half a decibel."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.arrays import Doubles
from livemel.runtime.feed import Columns, Event, Gap

ROWS_PER_SECOND = 10
MOST_BANDS = 40
FLOOR_DB, STEP_DB = -120.0, 0.5
MISSING = 255
"""A row or a band of which nothing is known."""
MOST_WAITING = 36_000
"""Rows of an hour; then the oldest go, and are counted."""

Row = tuple[int, NDArray[np.uint8]]
"""Its number, counted in tenths of a second from the start of the run, and its bands."""


def joined(count: int) -> NDArray[np.int64]:
    """How many of `count` mel bands each coarse band joins, from the lowest on; shape (bands,)."""
    return np.diff([*coarse_starts(count).tolist(), count])


def coarse_frequencies(frequencies: Doubles) -> Doubles:
    """Hz of the coarse bands: the mean of those that each joins."""
    sums = np.add.reduceat(frequencies, coarse_starts(len(frequencies)))
    return np.asarray(sums / joined(len(frequencies)))


def coarse_starts(count: int) -> NDArray[np.int64]:
    """The lowest of the `count` mel bands that each coarse band joins, shape (bands,)."""
    return np.unique(np.arange(MOST_BANDS) * count // MOST_BANDS)


def levels_of(rows: NDArray[np.uint8]) -> NDArray[np.float32]:
    """DB of rows, any shape; not a number where nothing is known."""
    levels = FLOOR_DB + STEP_DB * rows.astype(np.float32)
    levels[rows == MISSING] = np.nan
    return levels


class MelRows:
    """A sink: `consume` is the worker's, `drain` the loop's.

    Parameters
    ----------
    sample_rate
        Hz, of the source.
    """

    def __init__(self, sample_rate: int) -> None:
        self.dropped = 0
        """Rows that nobody took in time; the worker's."""
        self._samples = sample_rate / ROWS_PER_SECOND
        self._number = 0
        self._sum: Doubles | None = None  # of the powers of the row that is open
        self._count = 0
        self._rows: deque[Row] = deque()

    def consume(self, event: Event) -> None:
        """Add frames to the rows that their centres lie in."""
        if isinstance(event, Columns):
            self._take(event)
        elif isinstance(event, Gap) and event.lost >= self._samples:
            self._close()

    def _take(self, columns: Columns) -> None:
        powers = 10.0 ** (columns.levels.astype(np.float64) / 10.0)
        starts = coarse_starts(powers.shape[1])
        coarse = np.add.reduceat(powers, starts, axis=1) / joined(powers.shape[1])
        centres = columns.first_centre + np.arange(len(coarse)) * columns.hop_length
        numbers = np.floor(centres / self._samples).astype(int)
        for number in np.unique(numbers).tolist():
            if number != self._number:
                self._close()
                self._number = number
            frames = coarse[numbers == number]
            added = frames.sum(axis=0)
            self._sum = added if self._sum is None else self._sum + added
            self._count += len(frames)

    def _close(self) -> None:
        if self._sum is None:
            return
        decibels = 10.0 * np.log10(np.maximum(self._sum / self._count, 1e-30))
        steps = np.clip(np.round((decibels - FLOOR_DB) / STEP_DB), 0, MISSING - 1).astype(np.uint8)
        if len(self._rows) >= MOST_WAITING:
            self._rows.popleft()
            self.dropped += 1
        self._rows.append((self._number, steps))
        self._sum, self._count = None, 0

    def drain(self) -> list[Row]:
        """Every row that is closed, oldest first."""
        rows = []
        while self._rows:
            rows.append(self._rows.popleft())
        return rows
