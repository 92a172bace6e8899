"""Chart: a picture of levels with everything around it that makes it a measurement: axes, units, parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil
from os import PathLike
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from livemel.picture.axis import MelAxis
from livemel.picture.captions import time_name
from livemel.picture.colormaps import Colours, lookup_table
from livemel.picture.colours import Pixels, unpacked
from livemel.picture.hatch import hatched_columns
from livemel.picture.printed.layout import Box, Layout, layout
from livemel.picture.printed.pen import Pen, shortened, text_width
from livemel.picture.printed.theme import THEMES, Theme
from livemel.picture.ticks import Tick, frequency_ticks, level_ticks, time_ticks
from livemel.picture.unfed import dotted_columns

FOOTER_LINES = 2
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with a name."""

    seconds: float
    hz: float
    name: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What is to be said; the levels themselves come as an image."""

    title: str
    """Such as the source's name."""
    subtitle: str = ""
    """Such as when it began; right of the title."""
    axis: MelAxis
    frequency_name: str
    begin: float
    """Seconds at the left edge."""
    seconds: float
    """From the left edge to the right."""
    zero: str = "0 s"
    """What stands at 0 s."""
    db_min: float
    db_max: float
    level_name: str
    """The unit of the levels and its reference."""
    colormap: str
    theme: str
    gaps: str = ""
    """What the hatched columns are, if there are any."""
    unfed: str = ""
    """What the dotted rows are, if there are any."""
    marks: tuple[Mark, ...] = ()
    """Points in the image that have a name."""
    footer: tuple[str, ...] = ()
    """The parameters, in short pieces."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """For programs; written into the file."""
    chunks: tuple[tuple[bytes, bytes], ...] = ()
    """Name and bytes of chunks of its own, written into the file too."""


def plot_size(width: int, height: int) -> tuple[int, int]:
    """Width and height in pixels of the image of levels within a chart of `width` x `height`."""
    left, top, right, bottom = layout(width, height).plot
    return right - left, bottom - top


def draw_chart(chart: Chart, image: Colours, width: int, height: int) -> Image.Image:
    """The whole picture, `width` x `height` pixels.

    Parameters
    ----------
    chart
        What stands around the image.
    image
        The levels in RGB, shape (h, w, 3), uint8, where w, h = `plot_size(width, height)`.
    """
    where = layout(width, height)
    expected = (*reversed(plot_size(width, height)), 3)
    if image.shape != expected:
        raise ValueError(f"image must have shape {expected}, got {image.shape}")
    picture = Image.new("RGB", (width, height), THEMES[chart.theme].ground)
    picture.paste(Image.fromarray(image), where.plot[:2])
    drawing = _Drawing(picture, where, THEMES[chart.theme])
    drawing.heading(chart.title, chart.subtitle)
    drawing.marks(chart)
    drawing.frequency_axis(chart)
    drawing.time_axis(chart)
    drawing.level_bar(chart)
    drawing.footer(chart.footer)
    return picture


def encoded_chart(chart: Chart, picture: Image.Image) -> bytes:
    """`picture` as PNG, with the chart's metadata inside."""
    info = PngInfo()
    for key, text in {"Title": chart.title, **chart.metadata}.items():
        info.add_itxt(key, text)
    for name, data in chart.chunks:
        info.add(name, data)
    encoded = BytesIO()
    picture.save(encoded, "PNG", pnginfo=info)
    return encoded.getvalue()


def save_chart(chart: Chart, picture: Image.Image, path: str | PathLike[str]) -> None:
    """Write `picture` as PNG, with the chart's metadata inside. Raises OSError."""
    Path(path).write_bytes(encoded_chart(chart, picture))


class _Drawing:
    """The parts of one chart."""

    def __init__(self, picture: Image.Image, where: Layout, theme: Theme) -> None:
        self._picture = picture
        self._pen = Pen(picture)
        self._where = where
        self._theme = theme

    def heading(self, title: str, subtitle: str) -> None:
        where, theme = self._where, self._theme
        left, right = where.plot[0], self._picture.width - where.margin
        baseline = where.margin + round(1.15 * where.title)
        subtitle = shortened(subtitle, where.text, 0.5 * (right - left))
        room = right - left - text_width(subtitle, where.text) - where.title
        self._pen.write((left, baseline), shortened(title, where.title, room), where.title, theme.text, "ls")
        self._pen.write((right, baseline), subtitle, where.text, theme.muted, "rs")

    def marks(self, chart: Chart) -> None:
        where, theme = self._where, self._theme
        arm = 0.5 * where.text
        for x, y, name, side in placed_marks(chart, where):
            for width, colour in ((3 * where.line, theme.ground), (where.line, theme.text)):
                self._pen.line((x - arm, y), (x + arm, y), width, colour)
                self._pen.line((x, y - arm), (x, y + arm), width, colour)
            at, anchor = (x + side * 0.3 * where.text, y - 0.4 * where.text), "ls" if side > 0 else "rs"
            for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                self._pen.write((at[0] + dx, at[1] + dy), name, where.text, theme.ground, anchor)
            self._pen.write(at, name, where.text, theme.text, anchor)

    def frequency_axis(self, chart: Chart) -> None:
        where = self._where
        left, top, _, bottom = where.plot
        self._pen.frame(where.plot, where.line, self._theme.line)
        ticks = frequency_ticks(chart.axis, bottom - top, 1.4 * where.text)
        self._upright_ticks(left - where.line, -1, ticks)
        centre = (where.margin + 0.5 * where.text, (top + bottom) / 2)
        self._pen.write_upwards(centre, chart.frequency_name, where.text, self._theme.muted)

    def level_bar(self, chart: Chart) -> None:
        where = self._where
        left, top, right, bottom = where.bar
        shades = np.linspace(255.99, 0, bottom - top).astype(np.uint8)
        bar = np.broadcast_to(lookup_table(chart.colormap)[shades][:, None], (bottom - top, right - left, 3))
        self._picture.paste(Image.fromarray(np.ascontiguousarray(bar)), (left, top))
        self._pen.frame(where.bar, where.line, self._theme.line)
        self._upright_ticks(right, 1, level_ticks(chart.db_min, chart.db_max, bottom - top, 3 * where.text))
        centre = (self._picture.width - where.margin - 0.5 * where.text, (top + bottom) / 2)
        self._pen.write_upwards(centre, chart.level_name, where.text, self._theme.muted)

    def _upright_ticks(self, x: int, direction: int, ticks: Sequence[Tick]) -> None:
        where, theme = self._where, self._theme
        _, top, _, bottom = where.plot
        for tick in ticks:
            y = bottom - 0.5 - tick.position * (bottom - top)
            length = where.tick if tick.major else where.tick // 2
            self._pen.line((x, y), (x + direction * length, y), where.line, theme.line)
            at = (x + direction * (where.tick + 0.3 * where.text), y)
            self._pen.write(at, tick.label, where.text, theme.text, "rm" if direction < 0 else "lm")

    def time_axis(self, chart: Chart) -> None:
        where, theme = self._where, self._theme
        left, _, right, bottom = where.plot
        for tick in time_ticks(chart.seconds, right - left, 6 * where.text, chart.begin, chart.zero):
            x = left - 0.5 + tick.position * (right - left)
            end = bottom + (where.tick if tick.major else where.tick // 2)
            self._pen.line((x, bottom), (x, end), where.line, theme.line)
            self._pen.write((x, bottom + 1.75 * where.text), tick.label, where.text, theme.text, "ms")
        name = time_name(max(abs(chart.begin), abs(chart.begin + chart.seconds)))
        baseline = bottom + 3.3 * where.text
        self._pen.write(((left + right) / 2, baseline), name, where.text, theme.muted, "ms")
        side = round(1.3 * where.text)
        columns = np.arange(round(1.5 * side))
        if chart.gaps:
            swatch = hatched_columns(columns, side)
            self._legend(chart.gaps, swatch, where.bar[2] - self._legend_width(chart.gaps), baseline)
        if chart.unfed:
            self._legend(chart.unfed, dotted_columns(columns, np.arange(side)), left, baseline)

    def _legend_width(self, text: str) -> int:
        """Pixels of a swatch and the text beside it."""
        return ceil(text_width(text, self._where.text) + 3 * self._where.text)

    def _legend(self, text: str, swatch: Pixels, left: int, baseline: float) -> None:
        """A piece of a pattern, `swatch`, shape (width, height), and what it stands for."""
        where, (width, height) = self._where, swatch.shape
        top = round(baseline + 0.25 * where.text) - height
        self._picture.paste(Image.fromarray(np.ascontiguousarray(unpacked(swatch.T))), (left, top))
        box: Box = (left, top, left + width, top + height)
        self._pen.frame(box, where.line, self._theme.line)
        self._pen.write((left + self._legend_width(""), baseline), text, where.text, self._theme.muted, "ls")

    def footer(self, pieces: Sequence[str]) -> None:
        where = self._where
        left, right = where.plot[0], self._picture.width - where.margin
        lines = fitting_lines(pieces, where.small, right - left)[:FOOTER_LINES]
        lowest = self._picture.height - where.margin
        for number, line in enumerate(reversed(lines)):
            baseline = lowest - 1.45 * where.small * number
            self._pen.write((left, baseline), line, where.small, self._theme.muted, "ls")


def placed_marks(chart: Chart, where: Layout) -> list[tuple[float, float, str, int]]:
    """Of the marks in the image: x and y in pixels, the name, and at which side that stands: 1 right, -1 left."""
    left, top, right, bottom = where.plot
    placed = []
    for mark in chart.marks:
        across = (mark.seconds - chart.begin) / chart.seconds
        up = float(chart.axis.fraction_of(mark.hz))
        if 0 <= across <= 1 and 0 <= up <= 1:
            x, y = left + across * (right - left), bottom - up * (bottom - top)
            name = shortened(mark.name, where.text, (right - left) / 2 - where.text)
            fits = x + text_width(name, where.text) + where.text <= right
            placed.append((x, y, name, 1 if fits else -1))
    return placed


def fitting_lines(pieces: Sequence[str], size: int, width: float) -> list[str]:
    """`pieces` joined to as few lines as fit into `width` pixels."""
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]}{SEPARATOR}{piece}" if lines else piece
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines
