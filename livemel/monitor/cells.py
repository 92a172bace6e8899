"""Cells: levels as coloured half blocks, two pixels to a character, or as plain characters where there is no colour."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from livemel.picture.colormaps import Colours, lookup_table
from livemel.picture.colours import rgb_of
from livemel.picture.pooling import pooled_rows
from livemel.picture.unfed import IsUnfed, unfed_rows

Row = list[Segment]
Indices = NDArray[np.uint8]

UPPER_HALF = "\u2580"
GAP, PLAIN_GAP = "\u2571", "/"
GAP_STYLE = Style(color="grey54", bgcolor="grey15")
UNFED, PLAIN_UNFED = "\u00b7", "_"
"""Where no FFT bin feeds a band."""
UNFED_STYLE = Style(color="grey62", bgcolor="grey15")
RAMP = " .:-=+*#%@"
"""From quiet to loud where there is no colour."""
HATCHED, DOTTED = -1, -2
"""Codes of cells that show no levels."""
SHADES = 64
"""Different colours drawn: fewer make longer runs, and less to write to the terminal."""


def block_rows(
    indices: Indices, is_gap: NDArray[np.bool_], rows: int, colormap: str, is_unfed: IsUnfed | None = None
) -> Iterator[Row]:
    """Rows of half blocks from the top.

    Parameters
    ----------
    indices
        Colours 0..255 of the columns, shape (columns, n_mels).
    is_gap
        Shape (columns,).
    rows
        Of characters.
    colormap
        Its name.
    is_unfed
        Which bands no FFT bin feeds, shape (n_mels,); None where all are fed. A character that shows no other is a dot;
        one whose other half shows a fed band shows that alone.
    """
    pixels = pooled_rows(indices, 2 * rows) // (256 // SHADES)
    unfed = unfed_rows(is_unfed, 2 * rows)
    is_dotted = np.isin(np.arange(2 * rows), () if unfed is None else unfed)
    for row, (upper, lower) in enumerate(zip(pixels[:, ::2].T, pixels[:, 1::2].T, strict=True)):
        upper_dotted, lower_dotted = is_dotted[2 * row : 2 * row + 2]
        codes = (lower if upper_dotted else upper).astype(np.int32) * SHADES + (upper if lower_dotted else lower)
        if upper_dotted and lower_dotted:
            codes[:] = DOTTED
        codes[is_gap] = HATCHED
        yield [_blocks(int(codes[start]), end - start, colormap) for start, end in _runs(codes)]


def character_rows(
    indices: Indices, is_gap: NDArray[np.bool_], rows: int, is_unfed: IsUnfed | None = None
) -> Iterator[Row]:
    """Rows of plain characters from the top; parameters as of `block_rows`."""
    ramp = np.array(list(RAMP))
    characters = ramp[pooled_rows(indices, rows).astype(np.intp) * len(RAMP) // 256]
    unfed = unfed_rows(is_unfed, rows)
    if unfed is not None:
        characters[:, unfed] = PLAIN_UNFED
    characters[is_gap] = PLAIN_GAP
    return ([Segment("".join(row))] for row in characters.T)


def _runs(codes: NDArray[np.int32]) -> Iterator[tuple[int, int]]:
    """First and end of every stretch of equal codes."""
    changes = np.flatnonzero(np.diff(codes)) + 1
    bounds = [0, *changes.tolist(), len(codes)]
    return pairwise(bounds)


def _blocks(code: int, count: int, colormap: str) -> Segment:
    if code == HATCHED:
        return Segment(GAP * count, GAP_STYLE)
    if code == DOTTED:
        return Segment(UNFED * count, UNFED_STYLE)
    return Segment(UPPER_HALF * count, _style(colormap, *divmod(code, SHADES)))


@lru_cache(maxsize=SHADES * SHADES)
def _style(colormap: str, upper: int, lower: int) -> Style:
    table = lookup_table(colormap)
    return Style(color=_colour(table, upper), bgcolor=_colour(table, lower))


def _colour(table: Colours, shade: int) -> Color:
    return Color.from_rgb(*rgb_of(table[shade * 255 // (SHADES - 1)]))
