"""Strips: the last minutes of a room as pixels, a column for every second, on one scale of colours."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import Pixels, colour_indices, packed
from livemel.picture.wall.shown import Levels


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Of colours, one for all rooms."""

    low: float = -110.0
    """dBFS of the darkest colour."""
    high: float = -20.0
    """dBFS of the brightest colour."""
    colormap: str = "magma"


def strip_pixels(levels: Levels, scale: Scale, rows: int) -> Pixels:
    """0xffRRGGBB of strips; seconds that are missing are as dark as the quietest, to be hatched.

    Parameters
    ----------
    levels
        Shape (..., seconds, bands), dBFS, the lowest band first; NaN: missing.
    scale
        Of the colours.
    rows
        That there is room for: of bands that share one the loudest is seen.

    Returns
    -------
    ndarray, shape (..., at most rows, seconds), uint32
        The highest band is the topmost row.
    """
    indices = colour_indices(levels, scale.low, scale.high)
    bands = indices.shape[-1]
    if 0 < rows < bands:
        indices = np.maximum.reduceat(indices, np.arange(rows) * bands // rows, axis=-1)
    pixels: Pixels = packed(lookup_table(scale.colormap))[np.swapaxes(indices, -1, -2)[..., ::-1, :]]
    return pixels


def missing(levels: Levels, unheard: int = 0) -> NDArray[np.bool_]:
    """In which seconds nothing was told, of those after the first `unheard`; shape (seconds,) of (seconds, bands)."""
    found: NDArray[np.bool_] = np.any(np.isnan(levels), axis=-1)
    found[:unheard] = False
    return found


def stretches(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and end of every stretch that is marked, of shape (seconds,)."""
    edges = np.flatnonzero(np.diff(marked, prepend=False, append=False)).tolist()
    return list(pairwise(edges))[::2]
