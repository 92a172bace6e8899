"""Paints a figure: its panels in rows."""

from __future__ import annotations

from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QPainter

from livemel.gui.lecture.plot_painter import Frame, paint_plot
from livemel.gui.lecture.table_painter import paint_table
from livemel.gui.looks.theme import Theme
from livemel.lecture.figure import Figure, Table

GAP_EMS = 0.5


def paint_figure(painter: QPainter, figure: Figure, place: QRectF, theme: Theme, font_px: float) -> list[Frame]:
    """Paint all panels into `place`; returns where the axes of its plots lie."""
    heights = figure.heights or (1.0,) * len(figure.rows)
    gap = GAP_EMS * font_px
    room = place.height() - gap * (len(figure.rows) - 1)
    frames = []
    top = place.top()
    for row, share in zip(figure.rows, heights, strict=True):
        height = room * share / sum(heights)
        width = (place.width() - gap * (len(row) - 1)) / len(row)
        for number, panel in enumerate(row):
            where = QRectF(place.left() + number * (width + gap), top, width, height)
            painter.save()
            if isinstance(panel, Table):
                paint_table(painter, panel, where, theme, font_px)
            else:
                frames.append(paint_plot(painter, panel, where, theme, font_px))
            painter.restore()
        top += height + gap
    return frames
