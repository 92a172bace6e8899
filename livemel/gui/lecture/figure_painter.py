"""Paints a figure: its panels in rows."""

from __future__ import annotations

from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QFont, QFontMetricsF, QPainter

from livemel.gui.lecture.frame import Frame
from livemel.gui.lecture.key_painter import head_height
from livemel.gui.lecture.plot_painter import paint_plot, sides
from livemel.gui.lecture.table_painter import paint_table
from livemel.gui.looks.theme import Theme
from livemel.lecture.figure import Figure, Panel, Plot, Table

GAP_EMS = 0.5
SQUARE_EMS = 3.8
"""Over and under a square plot."""
MOST_OF_ROW = 0.6
"""That it takes of a row."""


def paint_figure(painter: QPainter, figure: Figure, place: QRectF, theme: Theme, font_px: float) -> list[Frame]:
    """Paint all panels into `place`; returns where the axes of its plots lie."""
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(font_px)))
    em = QFontMetricsF(font)
    heights = figure.heights or (1.0,) * len(figure.rows)
    gap = GAP_EMS * font_px
    room = place.height() - gap * (len(figure.rows) - 1)
    frames = []
    top = place.top()
    for row, share in zip(figure.rows, heights, strict=True):
        height = room * share / sum(heights)
        left = place.left()
        widths = _widths(row, place.width() - gap * (len(row) - 1), height, em)
        head = _head(row, widths, em)
        for panel, width in zip(row, widths, strict=True):
            where = QRectF(left, top, width, height)
            left += width + gap
            painter.save()
            if isinstance(panel, Table):
                paint_table(painter, panel, where, theme, font_px)
            else:
                frames.append(paint_plot(painter, panel, where, head, theme, font_px))
            painter.restore()
        top += height + gap
    return frames


def _widths(row: tuple[Panel, ...], room: float, height: float, em: QFontMetricsF) -> list[float]:
    """Of the panels beside each other: all axes equally wide, tables too; what is square as wide as it is high."""
    margins = [sum(sides(panel, em)) if isinstance(panel, Plot) else 0.0 for panel in row]
    square = max(0.0, min(height - SQUARE_EMS * em.height(), MOST_OF_ROW * room))
    axes = [square if isinstance(panel, Plot) and panel.square else 0.0 for panel in row]
    equal = (room - sum(margins) - sum(axes)) / max(1, axes.count(0.0))
    return [margin + (width or equal) for margin, width in zip(margins, axes, strict=True)]


def _head(row: tuple[Panel, ...], widths: list[float], em: QFontMetricsF) -> float:
    """What stands over the plots of a row takes as much room over each, so that they begin at one height."""
    plots = [(panel, width) for panel, width in zip(row, widths, strict=True) if isinstance(panel, Plot)]
    return max((head_height(plot, width - sum(sides(plot, em)), em) for plot, width in plots), default=0.0)
