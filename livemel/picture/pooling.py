"""Columns to pixels: the largest level of all that fall on one pixel, so that a click shows at every time range."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from livemel.picture.history import BLOCKS, History

Value = TypeVar("Value", np.float32, np.uint8)

LEAST_BLOCKS = 2.0
"""Blocks of slots to a pixel, from which on they stand for their slots."""


def slots_of_pixels(
    first_pixel: int, pixels: int, samples_per_pixel: float, hop_length: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First slot and slot behind the last of each pixel column; every slot falls on one pixel, no pixel has none.

    Pixel p stands for the samples from p * samples_per_pixel on. Where a pixel is narrower than a slot it shows the
    slot that is nearest to its middle.
    """
    slots_per_pixel = samples_per_pixel / hop_length
    bounds = np.ceil(np.arange(first_pixel, first_pixel + pixels + 1) * slots_per_pixel).astype(np.int64)
    starts, ends = bounds[:-1], bounds[1:]
    if slots_per_pixel >= 1:
        return starts, ends
    middle = (np.arange(first_pixel, first_pixel + pixels) + 0.5) * slots_per_pixel
    starts = np.where(starts == ends, np.rint(middle).astype(np.int64), starts)
    return starts, np.maximum(ends, starts + 1)


def pooled_columns(
    history: History, first_pixel: int, pixels: int, samples_per_pixel: float
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Levels of pixel columns, shape (pixels, n_mels), and which of them touch a gap, shape (pixels,).

    Of a long time a pixel shows whole blocks of slots: it begins half a pixel too late at most.
    """
    slots_per_pixel = samples_per_pixel / history.hop_length
    size = _slots_together(slots_per_pixel)
    if size == 1:
        return history.loudest(*slots_of_pixels(first_pixel, pixels, samples_per_pixel, history.hop_length))
    bounds = np.ceil(np.arange(first_pixel, first_pixel + pixels + 1) * (slots_per_pixel / size)).astype(np.int64)
    return history.loudest(bounds[:-1], bounds[1:], size)


def pixel_of_slot(slot: int, samples_per_pixel: float, hop_length: float) -> int:
    """The pixel column of `pooled_columns` that shows this slot, the first where several do."""
    size = _slots_together(samples_per_pixel / hop_length)
    return math.floor(slot // size * size * hop_length / samples_per_pixel)


def _slots_together(slots_per_pixel: float) -> int:
    return max((size for size in BLOCKS if slots_per_pixel >= LEAST_BLOCKS * size), default=1)


class Rows:
    """Which bands the rows of a picture show: the band at the middle of a row, or the largest where a row has several.

    Parameters
    ----------
    n_mels
        Bands there are.
    rows
        Rows of pixels, the topmost first.
    low, high
        Fractions of all bands at the bottom and at the top.
    """

    def __init__(self, n_mels: int, rows: int, low: float = 0.0, high: float = 1.0) -> None:
        from_below = np.arange(rows)[::-1]
        if low == 0.0 and high == 1.0:
            self._bands = (2 * from_below + 1) * n_mels // (2 * rows)
            starts = np.arange(rows) * n_mels // rows
        else:
            heights = low + (high - low) * (from_below + 0.5) / rows
            self._bands = np.clip(np.floor(heights * n_mels).astype(np.int64), 0, n_mels - 1)
            starts = np.floor((low + (high - low) * np.arange(rows) / rows) * n_mels + 1e-9).astype(np.int64)
        self._starts = np.clip(starts, 0, n_mels - 1)
        self._end = min(n_mels, max(int(self._starts[-1]) + 1, int(np.ceil(high * n_mels - 1e-9))))
        self.is_pooled = rows < (high - low) * n_mels
        """Whether a row has more bands than one."""

    def of(self, columns: NDArray[Value]) -> NDArray[Value]:
        """Levels or colour indices of `columns`, shape (m, n_mels), as (rows, m)."""
        if not self.is_pooled:
            return np.ascontiguousarray(columns.T)[self._bands]
        shown = np.maximum.reduceat(columns[:, : self._end], self._starts, axis=1)
        return np.ascontiguousarray(shown[:, ::-1].T)

    def colours(self, indices: NDArray[np.uint8], table: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """`table`, shape (256,), at `indices`, shape (m, n_mels), as (rows, m)."""
        if self.is_pooled:
            return table[self.of(indices)]
        return table[np.ascontiguousarray(indices.T)].take(self._bands, axis=0)  # coloured before they are many

    def that_show_only(self, bands: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The rows, counted from the top, all of whose bands are among `bands`, shape (n_mels,)."""
        return np.flatnonzero(self.of((~bands).astype(np.uint8)[None])[:, 0] == 0)


def pooled_rows(columns: NDArray[Value], rows: int) -> NDArray[Value]:
    """Levels or colour indices of `columns`, shape (m, n_mels), as (m, rows), the lowest band last."""
    return np.ascontiguousarray(Rows(columns.shape[1], rows).of(columns).T)
