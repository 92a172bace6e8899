"""Words and numbers in rows."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Figure, Table, figure_of
from livemel.lecture.parameters import Range
from livemel.lecture.sound import Sound


def table(*, header: list[str], rows: list[str], title: str = "", highlight: list[int] = []) -> Figure:
    """Rows of words, their cells parted by |; `highlight` names rows, from 1, that stand out."""
    cells = tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows)
    return figure_of(Table(tuple(header), cells, title, frozenset(number - 1 for number in highlight)))


def integers(
    *,
    sound: Sound,
    first: Annotated[int, Range(0)] = 0,
    count: Annotated[int, Range(1, 96)] = 48,
    bits: Annotated[int, Range(2, 24)] = 16,
    columns: Annotated[int, Range(1, 16)] = 8,
    title: str = "",
) -> Figure:
    """Samples as the whole numbers that stand in a file, each row with the number of its first sample."""
    steps = 2.0 ** (bits - 1)
    values = sound.samples[first : first + count].astype(np.float64) * steps
    whole = np.clip(np.round(values), -steps, steps - 1).astype(int)
    rows = [
        (f"{first + begin}", *(f"{number}".replace("-", "\N{MINUS SIGN}") for number in whole[begin : begin + columns]))
        for begin in range(0, len(whole), columns)
    ]
    header = ("sample", *(f"+{column}" for column in range(columns)))
    padded = tuple(tuple([*row, *[""] * (len(header) - len(row))]) for row in rows)
    return figure_of(Table(header, padded, title))
