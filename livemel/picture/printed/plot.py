"""Plot: the image of levels within a chart, coloured, with unfed bands dotted and gaps hatched."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livemel.picture.colormaps import Colours
from livemel.picture.colours import Levels, colour_indices, unpacked
from livemel.picture.hatch import hatched_columns
from livemel.picture.pooling import pooled_rows
from livemel.picture.unfed import IsUnfed, dotted_columns, unfed_rows


def plot_image(
    levels: Levels,
    is_gap: NDArray[np.bool_],
    height: int,
    table: Colours,
    level_min: float,
    level_max: float,
    is_unfed: IsUnfed | None = None,
) -> Colours:
    """RGB of pixel columns, shape (height, pixels, 3), uint8.

    Parameters
    ----------
    levels
        Shape (pixels, n_mels), the lowest band first.
    is_gap
        Which columns are hatched, shape (pixels,).
    height
        In pixels.
    table
        RGB of 256 colours, shape (256, 3), uint8.
    level_min, level_max
        Of the darkest and the brightest colour, in the levels' unit.
    is_unfed
        Which bands are dotted, shape (n_mels,); None where none is.
    """
    columns = table[pooled_rows(colour_indices(levels, level_min, level_max), height)]
    rows = unfed_rows(is_unfed, height)
    if rows is not None:
        columns[:, rows] = unpacked(dotted_columns(np.arange(len(levels)), rows))
    columns[is_gap] = unpacked(hatched_columns(np.flatnonzero(is_gap), height))
    return np.ascontiguousarray(columns.transpose(1, 0, 2))
