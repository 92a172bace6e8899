"""Columns to pixels: the largest level of all that fall on one pixel, so that a click shows at every time range."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from livemel.picture.history import History

Value = TypeVar("Value", np.float32, np.uint8)

PIXELS_PER_GROUP = 64
"""Pixel columns pooled together: bounds the memory of a long time range."""


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
    """Levels of pixel columns, shape (pixels, n_mels), and which of them touch a gap, shape (pixels,)."""
    levels = np.empty((pixels, history.n_mels), np.float32)
    is_gap = np.empty(pixels, np.bool_)
    starts, ends = slots_of_pixels(first_pixel, pixels, samples_per_pixel, history.hop_length)
    steps = np.arange(int((ends - starts).max(initial=1)))[:, None]
    for begin in range(0, pixels, PIXELS_PER_GROUP):
        group = slice(begin, begin + PIXELS_PER_GROUP)
        slots = np.minimum(starts[group] + steps, ends[group] - 1)
        all_levels, all_gaps = history.read(slots)
        np.maximum.reduce(all_levels, axis=0, out=levels[group])
        np.logical_or.reduce(all_gaps, axis=0, out=is_gap[group])
    return levels, is_gap


def pooled_rows(columns: NDArray[Value], rows: int) -> NDArray[Value]:
    """Levels or colour indices of `columns`, shape (m, n_mels), as (m, rows), the lowest band last."""
    n_mels = columns.shape[1]
    if rows >= n_mels:
        return columns[:, bands_of_rows(n_mels, rows)]
    starts = np.arange(rows) * n_mels // rows
    pooled: NDArray[Value] = np.maximum.reduceat(columns, starts, axis=1)[:, ::-1]
    return pooled


def bands_of_rows(n_mels: int, rows: int) -> NDArray[np.int64]:
    """The band at the middle of each of `rows` >= n_mels rows, shape (rows,), the topmost row first."""
    from_below = np.arange(rows)[::-1]
    return (2 * from_below + 1) * n_mels // (2 * rows)
