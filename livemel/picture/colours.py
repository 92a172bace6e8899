"""Levels to colours: 256 steps from the darkest to the brightest, as RGB bytes or packed as a screen wants them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Levels = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Pixels = NDArray[np.uint32]

STEPS = 256
OPAQUE = np.uint32(0xFF000000)


def colour_indices(levels: Levels, level_min: float, level_max: float) -> Bytes:
    """Indices into a table of 256 colours, same shape, uint8.

    Parameters
    ----------
    levels
        Any shape; what is below `level_min`, -inf or not a number is 0, what is above `level_max` is 255.
    level_min, level_max
        Of the darkest and the brightest colour, in the levels' unit.
    """
    steps = np.fmax(levels, np.float32(level_min))  # of a number and none, the number
    np.fmin(steps, np.float32(level_max), out=steps)
    steps -= np.float32(level_min)
    steps *= np.float32(STEPS / (level_max - level_min))
    indices: Bytes = np.fmin(steps, np.float32(STEPS - 1), out=steps).astype(np.uint8)
    return indices


def marked_indices(levels: Levels, level_min: float, level_max: float, is_marked: NDArray[np.bool_]) -> Bytes:
    """As `colour_indices`, but index 0 is left to the cells that are marked, so that of a pooled pixel all must be.

    Parameters
    ----------
    levels, level_min, level_max
        As of `colour_indices`.
    is_marked
        Of the shape of `levels`.
    """
    indices = np.maximum(colour_indices(levels, level_min, level_max), np.uint8(1))
    indices[is_marked] = 0
    return indices


def packed(table: Bytes) -> Pixels:
    """RGB `table`, shape (..., 3), as opaque 0xffRRGGBB, shape (...), uint32: what QImage calls RGB32."""
    red, green, blue = (table[..., channel].astype(np.uint32) for channel in range(3))
    return OPAQUE | red << np.uint32(16) | green << np.uint32(8) | blue


def unpacked(pixels: Pixels) -> Bytes:
    """0xffRRGGBB pixels, shape (...), as RGB, shape (..., 3), uint8."""
    shifts = np.array([16, 8, 0], np.uint32)
    return (pixels[..., None] >> shifts).astype(np.uint8)


def rgb_of(colour: ArrayLike) -> tuple[int, int, int]:
    """One RGB colour as the tuple Pillow and rich take."""
    red, green, blue = np.asarray(colour).tolist()
    return int(red), int(green), int(blue)
