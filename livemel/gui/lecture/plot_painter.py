"""Paints a plot: its axes, and the layers in them."""

from __future__ import annotations

from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from livemel.gui.lecture.axis_painter import paint_axes, paint_grid, room_below, room_left, ticks_of
from livemel.gui.lecture.frame import Frame
from livemel.gui.lecture.key_painter import paint_head
from livemel.gui.lecture.layer_painters import paint_layer
from livemel.gui.lecture.raster_painter import BAR_ROOM_EMS, paint_bar
from livemel.gui.looks.theme import Theme
from livemel.lecture.figure import Axis, Plot, Raster


def paint_plot(painter: QPainter, plot: Plot, place: QRectF, head: float, theme: Theme, font_px: float) -> Frame:
    """Paint all of it into `place`, `head` pixels of it for title and key; returns where its axes lie."""
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(font_px)))
    painter.setFont(font)
    em = QFontMetricsF(font)
    frame = Frame(plot, _box(plot, place, head, em))
    painter.fillRect(frame.box, QColor(theme.panel))
    has_raster = any(isinstance(layer, Raster) for layer in plot.layers)
    if not has_raster:
        paint_grid(painter, frame, theme)
    painter.save()
    painter.setClipRect(frame.box)
    for layer in plot.layers:
        paint_layer(painter, layer, frame, theme, em)
    painter.restore()
    paint_axes(painter, frame, theme, em)
    for layer in plot.layers:
        if isinstance(layer, Raster) and layer.bar:
            paint_bar(painter, layer, frame.box, theme, em, ticks_of(Axis("", layer.low, layer.high)))
    paint_head(painter, plot, frame.box, theme, em)
    return frame


def sides(plot: Plot, em: QFontMetricsF) -> tuple[float, float]:
    """Pixels at the left and at the right of the axes: for ticks, labels, the bar of colours."""
    has_bar = any(isinstance(layer, Raster) and layer.bar for layer in plot.layers)
    return room_left(plot.y, em), em.height() * (BAR_ROOM_EMS if has_bar else 0.9)


def _box(plot: Plot, place: QRectF, head: float, em: QFontMetricsF) -> QRectF:
    """Room for ticks, labels, title and key taken off."""
    left, right = sides(plot, em)
    box = place.adjusted(left, head, -right, -room_below(plot.x, em))
    if plot.square and box.width() > 0 and box.height() > 0:
        side = min(box.width(), box.height())
        box = QRectF(box.left() + (box.width() - side) / 2, box.top() + (box.height() - side) / 2, side, side)
    return box
