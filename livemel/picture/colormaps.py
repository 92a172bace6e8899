"""Colour maps: tables of 256 colours, dark to bright, that stay in order for colour-blind eyes and in print.

magma, inferno, plasma and viridis are by N. J. Smith, S. van der Walt and E. Firing, cividis by J. R. Nuñez,
C. R. Anderton and R. S. Renslow; all are CC0 and were taken from matplotlib by scripts/make_colormaps.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livemel.config import DisplayConfig
from livemel.config.setting import settings_of

Colours = NDArray[np.uint8]

TABLES = Path(__file__).with_name("colormaps.npz")


def colormap_names() -> tuple[str, ...]:
    """The names, in the order in which a key steps through them."""
    return tuple(str(name) for name in settings_of(DisplayConfig)["colormap"].choices)


@cache
def lookup_table(name: str) -> Colours:
    """RGB of the 256 colours, shape (256, 3), uint8, read-only.

    Raises
    ------
    ValueError
        If there is no such map.
    """
    if name not in colormap_names():
        raise ValueError(f"colormap must be one of {', '.join(colormap_names())}, got {name!r}")
    with np.load(TABLES, allow_pickle=False) as tables:
        table: Colours = tables[name]
    table.setflags(write=False)
    return table


def next_colormap(name: str) -> str:
    """The map after `name`; after the last comes the first."""
    names = colormap_names()
    return names[(names.index(name) + 1) % len(names)]
