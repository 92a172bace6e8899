"""Overview: the whole history as a narrow strip; a column of it is pooled when it is new, and now and then again."""

from __future__ import annotations

from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from livemel.picture.colours import Bytes, Pixels, colour_indices
from livemel.picture.hatch import hatched_columns
from livemel.picture.history import History
from livemel.picture.pooling import pooled_columns, pooled_rows
from livemel.picture.seen import SeenLevels

SPANS = (15.0, 30.0, 60.0, 120.0, 300.0, 600.0)
"""Seconds of the strip: the first that holds the history."""
ROUNDS = 16
"""In so many calls of `refresh` every column is pooled again: levels may have been computed anew."""
UNSETTLED = 2
"""Of the newest columns: more sound may fall on them."""


class Overview:
    """Shape (height, width) of `pixels`, 0xffRRGGBB; from `begin` on, `span` seconds.

    Parameters
    ----------
    width, height
        In pixels.
    history
        Where the levels come from.
    sample_rate
        Hz.
    """

    def __init__(self, width: int, height: int, history: History, sample_rate: int) -> None:
        self.pixels: Pixels = np.zeros((height, width), np.uint32)
        self.span = SPANS[0]
        self._history = history
        self._rate = sample_rate
        self._indices = np.zeros((width, height), np.uint8)
        self._is_gap = np.zeros(width, np.bool_)
        self._first = 0
        self._pooled_to = 0
        self._round = 0
        self._table: Pixels = np.zeros(256, np.uint32)
        self._range = (-80.0, 0.0)
        self._seen: SeenLevels | None = None

    @property
    def begin(self) -> float:
        """Seconds since the start of the run at the left edge."""
        return self._first * self._seconds_per_pixel

    @property
    def _seconds_per_pixel(self) -> float:
        return self.span / float(self.pixels.shape[1])

    def set_colours(self, table: Pixels, level_min: float, level_max: float, seen: SeenLevels | None) -> None:
        """Colours as in the picture, shape (256,); every column is drawn anew by the next `refresh`."""
        self._table = table if seen is None else seen.table(table)
        self._range, self._seen = (level_min, level_max), seen
        self._pooled_to = 0

    def refresh(self) -> None:
        """Draw what is new, what has scrolled, and a part of the rest."""
        oldest, newest = (
            slot * self._history.hop_length / self._rate for slot in (self._history.begin, self._history.end)
        )
        width = self.pixels.shape[1]
        span = next((span for span in SPANS if span >= newest - oldest), SPANS[-1])
        is_other_span = span != self.span
        self.span = span
        first = max(floor(oldest / self._seconds_per_pixel), ceil(newest / self._seconds_per_pixel) - width)
        if is_other_span or not 0 <= first - self._first < width:
            self._clear()
        else:
            self._scroll(first - self._first)
        self._first = first
        end = min(width, ceil(newest / self._seconds_per_pixel) - first)
        self._pool(max(0, min(self._pooled_to - first - UNSETTLED, end)), end)
        self._pooled_to = first + end
        part = -(-width // ROUNDS)
        self._pool(self._round * part, min((self._round + 1) * part, end))
        self._round = (self._round + 1) % ROUNDS

    def _clear(self) -> None:
        self._indices[:] = 0
        self._is_gap[:] = False
        self._pooled_to = 0
        self._colour(0, len(self._indices))

    def _scroll(self, columns: int) -> None:
        """To the left; the gaps' hatching goes with them."""
        if columns:
            for each in (self._indices, self._is_gap):
                each[:-columns] = each[columns:].copy()
                each[-columns:] = 0
            self._colour(0, len(self._indices))

    def _pool(self, first: int, end: int) -> None:
        """Columns of the strip from `first` on, `end` left out."""
        if first >= end:
            return
        per_pixel = self._seconds_per_pixel * self._rate
        levels, is_gap = pooled_columns(self._history, self._first + first, end - first, per_pixel)
        self._indices[first:end] = pooled_rows(self._indices_of(levels), self.pixels.shape[0])
        self._is_gap[first:end] = is_gap
        self._colour(first, end)

    def _indices_of(self, levels: NDArray[np.float32]) -> Bytes:
        of = colour_indices if self._seen is None else self._seen.indices
        return of(levels, *self._range)

    def _colour(self, first: int, end: int) -> None:
        self.pixels[:, first:end] = self._table[self._indices[first:end]].T
        gaps = first + np.flatnonzero(self._is_gap[first:end])
        if len(gaps):
            self.pixels[:, gaps] = hatched_columns(gaps + self._first, self.pixels.shape[0]).T
