"""Figure: what is drawn, said without pixels: plots, axes, and what lies in them. Colours are roles of the theme."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating[Any]]

FARTHEST = 1e12
"""No axis goes further."""
ROLES = ("first", "second", "third", "fourth", "faint", "text", "accent", "problem")
"""Colours that differ for everybody, and what they are used for: the first four for curves, in this order."""


@dataclass(frozen=True)
class Axis:
    """One axis of a plot."""

    label: str
    """With its unit."""
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] | None = None
    """Place and text; None: round numbers."""
    log: bool = False

    def __post_init__(self) -> None:
        if not -FARTHEST < self.low < self.high < FARTHEST:
            raise ValueError(f"the axis {self.label!r} must rise, from {self.low:g} to {self.high:g} it does not")


@dataclass(frozen=True, eq=False)
class Line:
    """A curve; where y is not a number it is broken."""

    x: Numbers
    y: Numbers
    role: str = "first"
    label: str = ""
    """In the key."""
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, eq=False)
class Stems:
    """Samples: a dot each, on a stem from 0."""

    x: Numbers
    y: Numbers
    role: str = "first"
    label: str = ""


@dataclass(frozen=True, eq=False)
class Dots:
    """Points by themselves."""

    x: Numbers
    y: Numbers
    role: str = "first"
    label: str = ""
    shape: str = "circle"
    """Or "square", "triangle", "cross": whoever sees no colours tells them by it."""


@dataclass(frozen=True, eq=False)
class Bars:
    """Columns from `base` to y, each from left to right."""

    left: Numbers
    right: Numbers
    y: Numbers
    role: str = "first"
    label: str = ""
    base: float = 0.0
    texts: tuple[str, ...] = ()
    """Over the columns."""


@dataclass(frozen=True)
class Region:
    """A rectangle behind the curves."""

    x0: float
    x1: float
    y0: float
    y1: float
    role: str = "faint"
    text: str = ""


@dataclass(frozen=True)
class Arrow:
    """From one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float
    role: str = "accent"
    text: str = ""
    """At its point."""


@dataclass(frozen=True)
class Mark:
    """A line across the plot with a word."""

    at: float
    text: str = ""
    role: str = "accent"
    horizontal: bool = False


@dataclass(frozen=True)
class Note:
    """A word at a place."""

    x: float
    y: float
    text: str
    role: str = "text"
    anchor: str = "center"
    """Which part of the word is there: "center", "left" or "right"."""


@dataclass(frozen=True, eq=False)
class Raster:
    """Levels as colours over the whole plot or a part of it."""

    levels: Numbers
    """Shape (rows, columns), the lowest row first; not a number: as dark as can be."""
    low: float
    high: float
    """The levels of the first and the last colour."""
    x0: float
    x1: float
    y0: float
    y1: float
    colormap: str = "viridis"
    bar: str = ""
    """The unit of the levels, for a colour bar beside the plot; empty: none."""


Layer = Line | Stems | Dots | Bars | Region | Arrow | Mark | Note | Raster


@dataclass(frozen=True)
class Plot:
    """Axes and what lies in them, the first at the bottom."""

    x: Axis
    y: Axis
    layers: tuple[Layer, ...]
    title: str = ""
    square: bool = False
    """Whether a unit is as long on both axes."""
    cursor: bool = False
    """Whether x is the time of the sound that plays."""


@dataclass(frozen=True)
class Table:
    """Words and numbers in rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    highlighted: frozenset[int] = frozenset()
    """Rows that stand out."""


Panel = Plot | Table


@dataclass(frozen=True)
class Figure:
    """Panels in rows."""

    rows: tuple[tuple[Panel, ...], ...]
    heights: tuple[float, ...] = field(default=())
    """Of the rows, relative; empty: all alike."""

    @property
    def panels(self) -> tuple[Panel, ...]:
        """All of them."""
        return tuple(panel for row in self.rows for panel in row)


def figure_of(*panels: Panel) -> Figure:
    """One below the other."""
    return Figure(tuple((panel,) for panel in panels))


def stacked(figures: list[Figure]) -> Figure:
    """Figures one below the other, each as high as its rows say."""
    if len(figures) == 1:
        return figures[0]
    heights = tuple(height for figure in figures for height in (figure.heights or (1.0,) * len(figure.rows)))
    return Figure(tuple(row for figure in figures for row in figure.rows), heights)
