"""A saved view as SVG: text and lines that any drawing program can change, the levels as an image inside."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from io import BytesIO
from math import ceil
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from PIL import Image

from livemel.picture.captions import time_name
from livemel.picture.colormaps import Colours, lookup_table
from livemel.picture.colours import Pixels, unpacked
from livemel.picture.hatch import hatched_columns
from livemel.picture.printed.chart import FOOTER_LINES, Chart, fitting_lines, placed_marks
from livemel.picture.printed.layout import Box, Layout, layout
from livemel.picture.printed.pen import shortened, text_width
from livemel.picture.printed.printing import HEIGHT, WIDTH, view_chart, view_image
from livemel.picture.printed.saved_view import SavedView
from livemel.picture.printed.theme import THEMES, Colour
from livemel.picture.ticks import Tick, frequency_ticks, level_ticks, time_ticks
from livemel.picture.unfed import dotted_columns

FONTS = "Aileron, 'Helvetica Neue', Arial, sans-serif"
CAPITAL_MIDDLE = 0.35
"""Of the font's size, from the baseline to the middle of capitals and digits."""
ANCHORS = {"l": "start", "m": "middle", "r": "end"}


def svg_view(view: SavedView, width: int = WIDTH, height: int = HEIGHT) -> str:
    """A labelled picture of `width` x `height` user units; a unit is a pixel of the image of levels.

    Raises
    ------
    ValueError
        If the view has no levels, or the size leaves no room for the text.
    """
    where = layout(width, height)
    left, top, right, bottom = where.plot
    drawing = _Drawing(view_chart(view), where, width, height)
    return drawing.text(view_image(view, right - left, bottom - top))


class _Drawing:
    """The parts of one picture, each a few elements."""

    def __init__(self, chart: Chart, where: Layout, width: int, height: int) -> None:
        self._chart = chart
        self._where = where
        self._width, self._height = width, height
        self._theme = THEMES[chart.theme]

    def text(self, image: Colours) -> str:
        """All of it."""
        chart, where = self._chart, self._where
        parts: list[str] = [
            f"<title>{_told(chart.title)}</title>",
            f"<desc>{_told(' · '.join((chart.subtitle, *chart.footer)))}</desc>",
            f'<rect width="{self._width}" height="{self._height}" fill="{_hex(self._theme.ground)}"/>',
            _image(where.plot, image),
            _frame(where.plot, self._theme.line, where.line),
            *self._marks(),
            *self._heading(),
            *self._frequency_axis(),
            *self._time_axis(),
            *self._level_bar(),
            *self._footer(),
        ]
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self._width}" height="{self._height}" '
            f'viewBox="0 0 {self._width} {self._height}" font-family={quoteattr(FONTS)}>'
        )
        return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *parts, "</svg>\n"])

    def _heading(self) -> Iterator[str]:
        where, theme = self._where, self._theme
        left, right = where.plot[0], self._width - where.margin
        baseline = where.margin + round(1.15 * where.title)
        subtitle = shortened(self._chart.subtitle, where.text, 0.5 * (right - left))
        room = right - left - text_width(subtitle, where.text) - where.title
        yield _text(left, baseline, shortened(self._chart.title, where.title, room), where.title, theme.text, "l")
        yield _text(right, baseline, subtitle, where.text, theme.muted, "r")

    def _marks(self) -> Iterator[str]:
        where, theme = self._where, self._theme
        arm = 0.5 * where.text
        for x, y, name, side in placed_marks(self._chart, where):
            for width, colour in ((3 * where.line, theme.ground), (where.line, theme.text)):
                yield _line(x - arm, y, x + arm, y, width, colour)
                yield _line(x, y - arm, x, y + arm, width, colour)
            halo = f' stroke="{_hex(theme.ground)}" stroke-width="3" paint-order="stroke"'
            at = (x + side * 0.3 * where.text, y - 0.4 * where.text)
            yield _text(*at, name, where.text, theme.text, "l" if side > 0 else "r", halo)

    def _frequency_axis(self) -> Iterator[str]:
        where = self._where
        left, top, _, bottom = where.plot
        ticks = frequency_ticks(self._chart.axis, bottom - top, 1.4 * where.text)
        yield from self._upright_ticks(left, -1, ticks)
        yield self._upwards(where.margin + 0.5 * where.text, self._chart.frequency_name)

    def _level_bar(self) -> Iterator[str]:
        chart, where = self._chart, self._where
        left, top, right, bottom = where.bar
        shades = np.linspace(255.99, 0, bottom - top).astype(np.uint8)
        bar = np.broadcast_to(lookup_table(chart.colormap)[shades][:, None], (bottom - top, right - left, 3))
        yield _image(where.bar, np.ascontiguousarray(bar))
        yield _frame(where.bar, self._theme.line, where.line)
        yield from self._upright_ticks(right, 1, level_ticks(chart.db_min, chart.db_max, bottom - top, 3 * where.text))
        yield self._upwards(self._width - where.margin - 0.5 * where.text, chart.level_name)

    def _upright_ticks(self, x: int, direction: int, ticks: Iterable[Tick]) -> Iterator[str]:
        where, theme = self._where, self._theme
        _, top, _, bottom = where.plot
        for tick in ticks:
            y = bottom - tick.position * (bottom - top)
            length = where.tick if tick.major else where.tick // 2
            yield _line(x, y, x + direction * length, y, where.line, theme.line)
            if tick.label:
                at = x + direction * (where.tick + 0.3 * where.text)
                middle = y + CAPITAL_MIDDLE * where.text
                yield _text(at, middle, tick.label, where.text, theme.text, "r" if direction < 0 else "l")

    def _time_axis(self) -> Iterator[str]:
        chart, where, theme = self._chart, self._where, self._theme
        left, _, right, bottom = where.plot
        for tick in time_ticks(chart.seconds, right - left, 6 * where.text, chart.begin, chart.zero):
            x = left + tick.position * (right - left)
            yield _line(x, bottom, x, bottom + (where.tick if tick.major else where.tick // 2), where.line, theme.line)
            if tick.label:
                yield _text(x, bottom + 1.75 * where.text, tick.label, where.text, theme.text, "m")
        name = time_name(max(abs(chart.begin), abs(chart.begin + chart.seconds)))
        baseline = bottom + 3.3 * where.text
        yield _text((left + right) / 2, baseline, name, where.text, theme.muted, "m")
        columns, rows = np.arange(round(1.95 * where.text)), np.arange(round(1.3 * where.text))
        if chart.gaps:
            at = where.bar[2] - ceil(text_width(chart.gaps, where.text) + 3 * where.text)
            yield from self._legend(chart.gaps, hatched_columns(columns, len(rows)), at, baseline)
        if chart.unfed:
            yield from self._legend(chart.unfed, dotted_columns(columns, rows), left, baseline)

    def _legend(self, text: str, swatch: Pixels, left: int, baseline: float) -> Iterator[str]:
        """A piece of a pattern, `swatch`, shape (width, height), and what it stands for."""
        where, (width, height) = self._where, swatch.shape
        top = round(baseline + 0.25 * where.text) - height
        box = (left, top, left + width, top + height)
        yield _image(box, np.ascontiguousarray(unpacked(swatch.T)))
        yield _frame(box, self._theme.line, where.line)
        yield _text(left + 3 * where.text, baseline, text, where.text, self._theme.muted, "l")

    def _footer(self) -> Iterator[str]:
        where = self._where
        left, right = where.plot[0], self._width - where.margin
        lines = fitting_lines(self._chart.footer, where.small, right - left)[:FOOTER_LINES]
        for number, line in enumerate(reversed(lines)):
            baseline = self._height - where.margin - 1.45 * where.small * number
            yield _text(left, baseline, line, where.small, self._theme.muted, "l")

    def _upwards(self, x: float, text: str) -> str:
        where = self._where
        _, top, _, bottom = where.plot
        at = f"translate({_n(x + CAPITAL_MIDDLE * where.text)} {_n((top + bottom) / 2)}) rotate(-90)"
        return _text(0, 0, text, where.text, self._theme.muted, "m", f' transform="{at}"')


def _text(x: float, y: float, text: str, size: int, colour: Colour, anchor: str, more: str = "") -> str:
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" fill="{_hex(colour)}" '
        f'text-anchor="{ANCHORS[anchor]}"{more}>{_told(text)}</text>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, width: int, colour: Colour) -> str:
    ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
    return f'<line {ends} stroke="{_hex(colour)}" stroke-width="{width}"/>'


def _frame(box: Box, colour: Colour, line: int) -> str:
    """Around the box, which stays free."""
    left, top, right, bottom = box
    place = f'x="{_n(left - line / 2)}" y="{_n(top - line / 2)}"'
    size = f'width="{right - left + line}" height="{bottom - top + line}"'
    return f'<rect {place} {size} fill="none" stroke="{_hex(colour)}" stroke-width="{line}"/>'


def _image(box: Box, pixels: Colours) -> str:
    file = BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    left, top, right, bottom = box
    place = f'x="{left}" y="{top}" width="{right - left}" height="{bottom - top}"'
    data = b64encode(file.getvalue()).decode("ascii")
    shown = 'preserveAspectRatio="none" image-rendering="pixelated"'
    return f'<image {place} {shown} href="data:image/png;base64,{data}"/>'


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _told(text: str) -> str:
    """As XML takes it: what it forbids is a question mark."""
    return escape("".join(each if each.isprintable() else "?" for each in text))
