"""Hatch: the pattern that stands where sound is missing, told from every level by its form and not by colour alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livemel.picture.colours import Pixels

PERIOD_PX = 12
"""From one line to the next, along a row."""
LINE_PX = 3
LINE = np.uint32(0xFF8A8A8A)
GROUND = np.uint32(0xFF262626)


def hatched_columns(columns: NDArray[np.int64], height: int) -> Pixels:
    """Pixel columns of the pattern.

    Parameters
    ----------
    columns
        Of the endless picture, shape (m,): the lines meet whatever was drawn before, and move with the picture.
    height
        In pixels.

    Returns
    -------
    ndarray, shape (m, height), uint32
        0xffRRGGBB, the topmost pixel first.
    """
    on_line = (columns[:, None] + np.arange(height)) % PERIOD_PX < LINE_PX
    return np.where(on_line, LINE, GROUND)
