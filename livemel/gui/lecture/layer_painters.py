"""Paints what lies in a plot."""

from __future__ import annotations

from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING

import numpy as np
from PyQt6.QtCore import QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from livemel.gui.lecture.raster_painter import paint_raster
from livemel.gui.lecture.roles import colour_of
from livemel.gui.looks.theme import Theme
from livemel.lecture.figure import Arrow, Bars, Dots, Layer, Line, Mark, Note, Numbers, Raster, Region, Stems

if TYPE_CHECKING:
    from livemel.gui.lecture.frame import Frame

FAR = 1e5
"""Pixels: what lies further away is drawn there, for Qt's sake."""
REGION_ALPHA = 60
DOT_EMS = 0.24
DENSE = 2.5
"""Points for every pixel from which on a curve is drawn as the extremes of every pixel."""
FINE_JOINS = 800
"""Curves of fewer points are smoothed."""


def paint_layer(painter: QPainter, layer: Layer, frame: Frame, theme: Theme, em: QFontMetricsF) -> None:
    """Paint one."""
    if isinstance(layer, Raster):
        paint_raster(painter, layer, frame, theme)
    elif isinstance(layer, Line):
        _line(painter, layer, frame, theme, em)
    elif isinstance(layer, Stems):
        _stems(painter, layer, frame, theme, em)
    elif isinstance(layer, Dots):
        for x, y in zip(frame.x(layer.x), frame.y(layer.y), strict=True):
            colour = colour_of(layer.role, theme)
            paint_shape(painter, layer.shape, QPointF(float(x), float(y)), DOT_EMS * em.height(), colour)
    elif isinstance(layer, Bars):
        _bars(painter, layer, frame, theme, em)
    elif isinstance(layer, Region):
        _region(painter, layer, frame, theme)
    elif isinstance(layer, Arrow):
        _arrow(painter, layer, frame, theme, em)
    elif isinstance(layer, Mark):
        _mark(painter, layer, frame, theme, em)
    else:
        _note(painter, layer, frame, theme, em)


def _line(painter: QPainter, line: Line, frame: Frame, theme: Theme, em: QFontMetricsF) -> None:
    x = np.clip(frame.x(line.x), -FAR, FAR)
    y = np.clip(frame.y(line.y), -FAR, FAR)
    colour = colour_of(line.role, theme)
    if len(x) > DENSE * frame.box.width() and (np.diff(x) >= 0).all():
        _dense_line(painter, x, y, colour)
        return
    pen = QPen(colour, max(1.0, line.width * em.height() / 20))
    pen.setStyle(Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if len(x) < FINE_JOINS else Qt.PenJoinStyle.BevelJoin)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(x) < FINE_JOINS)
    good = np.isfinite(x) & np.isfinite(y)
    for run in np.split(np.arange(len(x)), np.flatnonzero(~good)):
        kept = run[good[run]]
        if len(kept) > 1:
            points = zip(x[kept].tolist(), y[kept].tolist(), strict=True)
            painter.drawPolyline(QPolygonF([QPointF(a, b) for a, b in points]))


def _dense_line(painter: QPainter, x: Numbers, y: Numbers, colour: QColor) -> None:
    """More points than pixels: in every column of pixels a stroke over its extremes; Qt is slow at zigzags."""
    columns = np.floor(x).astype(int)
    starts = np.flatnonzero(np.diff(columns, prepend=columns[0] - 1))
    lowest, highest = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(colour, 0))
    joined = np.fmax(highest, np.append(lowest[1:], lowest[-1])), np.fmin(lowest, np.append(highest[1:], highest[-1]))
    for at, top, bottom in zip(columns[starts].tolist(), joined[1].tolist(), joined[0].tolist(), strict=True):
        if np.isfinite(top) and np.isfinite(bottom):
            painter.drawLine(QLineF(at, top, at, max(bottom, top + 1.5)))


def _stems(painter: QPainter, stems: Stems, frame: Frame, theme: Theme, em: QFontMetricsF) -> None:
    colour = colour_of(stems.role, theme)
    zero = float(np.clip(frame.y(max(frame.plot.y.low, min(0.0, frame.plot.y.high))), -FAR, FAR))
    x, y = frame.x(stems.x).tolist(), np.clip(frame.y(stems.y), -FAR, FAR).tolist()
    painter.setPen(QPen(colour, max(1.0, em.height() / 16)))
    for a, b in zip(x, y, strict=True):
        painter.drawLine(QLineF(a, zero, a, b))
    size = min(DOT_EMS * em.height(), max(2.0, 0.4 * frame.box.width() / max(1, len(x))))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for a, b in zip(x, y, strict=True):
        paint_shape(painter, "circle", QPointF(a, b), size, colour)


def paint_shape(painter: QPainter, shape: str, at: QPointF, size: float, colour: QColor) -> None:
    """A dot of another form for everyone who sees no colours; `size` is its radius in pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, max(1.5, size / 2.5)))
    painter.setBrush(colour)
    x, y = at.x(), at.y()
    if shape == "circle":
        painter.drawEllipse(at, size, size)
    elif shape == "square":
        painter.drawRect(QRectF(x - size, y - size, 2 * size, 2 * size))
    elif shape == "triangle":
        painter.drawPolygon(QPolygonF([QPointF(x, y - size), QPointF(x - size, y + size), QPointF(x + size, y + size)]))
    else:
        painter.drawLine(QLineF(x - size, y - size, x + size, y + size))
        painter.drawLine(QLineF(x - size, y + size, x + size, y - size))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _bars(painter: QPainter, bars: Bars, frame: Frame, theme: Theme, em: QFontMetricsF) -> None:
    colour = colour_of(bars.role, theme)
    base = float(np.clip(frame.y(bars.base), -FAR, FAR))
    left, right = frame.x(bars.left).tolist(), frame.x(bars.right).tolist()
    tops = np.clip(frame.y(bars.y), -FAR, FAR).tolist()
    for a, b, top in zip(left, right, tops, strict=True):
        painter.fillRect(QRectF(a, min(top, base), max(1.0, b - a), abs(base - top)), colour)
    painter.setPen(QColor(theme.text))
    for a, b, top, text in zip(left, right, tops, bars.texts, strict=False):
        place = QRectF((a + b) / 2 - 300, top - 1.2 * em.height(), 600, 1.1 * em.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _region(painter: QPainter, region: Region, frame: Frame, theme: Theme) -> None:
    box = QRectF(frame.point(region.x0, region.y1), frame.point(region.x1, region.y0)).normalized()
    colour = colour_of(region.role, theme)
    colour.setAlpha(REGION_ALPHA)
    painter.fillRect(box, colour)
    painter.setPen(QColor(theme.text))
    painter.drawText(box.adjusted(6, 4, -6, -4), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter, region.text)


def _arrow(painter: QPainter, arrow: Arrow, frame: Frame, theme: Theme, em: QFontMetricsF) -> None:
    begin, end = frame.point(arrow.x0, arrow.y0), frame.point(arrow.x1, arrow.y1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour_of(arrow.role, theme), max(3.0, em.height() / 6), cap=Qt.PenCapStyle.RoundCap))
    painter.drawLine(begin, end)
    angle = atan2(end.y() - begin.y(), end.x() - begin.x())
    head = 0.8 * em.height()
    if QLineF(begin, end).length() > head:
        for side in (-1, 1):
            turned = angle + pi + side * 0.4
            painter.drawLine(end, QPointF(end.x() + head * cos(turned), end.y() + head * sin(turned)))
    if arrow.text:
        _written(painter, end + QPointF(0.5 * em.height(), -0.6 * em.height()), arrow.text, "left", frame, theme, em)


def _mark(painter: QPainter, mark: Mark, frame: Frame, theme: Theme, em: QFontMetricsF) -> None:
    box = frame.box
    painter.setPen(QPen(colour_of(mark.role, theme), max(1.5, em.height() / 10), Qt.PenStyle.DashLine))
    if mark.horizontal:
        at = float(frame.y(mark.at))
        painter.drawLine(QPointF(box.left(), at), QPointF(box.right(), at))
        where, anchor = QPointF(box.left() + 0.4 * em.height(), at - 0.6 * em.height()), "left"
    else:
        at = float(frame.x(mark.at))
        painter.drawLine(QPointF(at, box.top()), QPointF(at, box.bottom()))
        fits = at + em.horizontalAdvance(mark.text) + 0.5 * em.height() < box.right()
        side, anchor = (0.4, "left") if fits else (-0.4, "right")
        where = QPointF(at + side * em.height(), box.top() + 0.8 * em.height())
    if mark.text:
        _written(painter, where, mark.text, anchor, frame, theme, em)


def _note(painter: QPainter, note: Note, frame: Frame, theme: Theme, em: QFontMetricsF) -> None:
    _written(painter, frame.point(note.x, note.y), note.text, note.anchor, frame, theme, em)


def _written(
    painter: QPainter, at: QPointF, text: str, anchor: str, frame: Frame, theme: Theme, em: QFontMetricsF
) -> None:
    """On a ground of its own, so that it can be read over curves; kept inside the plot."""
    width, height = em.horizontalAdvance(text) + 0.4 * em.height(), 1.1 * em.height()
    left = {"left": at.x(), "right": at.x() - width, "center": at.x() - width / 2}[anchor]
    box = frame.box
    left = min(max(left, box.left() + 2), max(box.left() + 2, box.right() - width - 2))
    top = min(max(at.y() - height / 2, box.top() + 2), box.bottom() - height - 2)
    place = QRectF(left, top, width, height)
    ground = QColor(theme.panel)
    ground.setAlpha(215)
    painter.fillRect(place, ground)
    painter.setPen(QColor(theme.text))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
