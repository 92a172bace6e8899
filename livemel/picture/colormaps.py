"""Colour maps: tables of 256 colours, quiet to loud.

All but turbo are perceptually uniform: their lightness goes one way, in steps that look alike, so that they keep their
order for colour-blind eyes and in print. Quiet is dark; of cet-l17 alone, made for paper, it is white.

magma, inferno, plasma and viridis are by N. J. Smith, S. van der Walt and E. Firing, cividis by J. R. Nuñez,
C. R. Anderton and R. S. Renslow; all are CC0 and were taken from matplotlib by scripts/make_colormaps. The maps that
begin with cet are by Peter Kovesi ("Good Colour Maps: How to Design Them", arXiv:1509.03700, 2015; colorcet.com),
CC BY 4.0, unchanged, taken from colorcet. turbo is by Anton Mikhailov, copyright 2019 Google LLC, Apache-2.0.
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
CAUTIONS = {
    "turbo": "turbo is not perceptually uniform: equal steps in level do not look equal, edges appear that are not in "
    "the sound, and loud looks like quiet to colour-blind eyes"
}
"""What to know before reading levels from a map; a map that is not named here is uniform."""


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


def is_uniform(name: str) -> bool:
    """Whether equal steps in level look equal everywhere in map `name`."""
    return name not in CAUTIONS


def caution(name: str) -> str:
    """One sentence on what is wrong with map `name`; empty if nothing is."""
    return CAUTIONS.get(name, "")


def colormap_title(name: str) -> str:
    """The name as it stands in a list of maps: one that is not uniform says so.

    Examples
    --------
    >>> colormap_title("magma"), colormap_title("turbo")
    ('magma', 'turbo (not uniform)')
    """
    return name if is_uniform(name) else f"{name} (not uniform)"


def next_colormap(name: str) -> str:
    """The map after `name`; after the last comes the first."""
    names = colormap_names()
    return names[(names.index(name) + 1) % len(names)]
