"""Paints a plot: its axes, and the layers in them. The axes say where a value lies in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from livemel.gui.lecture.layer_painters import paint_layer, paint_shape
from livemel.gui.lecture.raster_painter import paint_bar
from livemel.gui.lecture.roles import colour_of
from livemel.gui.looks.theme import Theme
from livemel.lecture.figure import Axis, Dots, Layer, Line, Numbers, Plot, Raster, Stems

TICK_EMS = 0.35
MOST_TICKS = 8
BAR_EMS = 5.5
"""Of the room for a colour bar with its numbers."""


@dataclass(frozen=True)
class Frame:
    """Where a plot lies, and how its axes are laid on it."""

    plot: Plot
    box: QRectF

    def x(self, values: Numbers | float) -> Numbers:
        """Pixels from the left edge of the window."""
        return self.box.left() + _share(values, self.plot.x) * self.box.width()

    def y(self, values: Numbers | float) -> Numbers:
        """Pixels from the top of the window."""
        return self.box.bottom() - _share(values, self.plot.y) * self.box.height()

    def point(self, x: float, y: float) -> QPointF:
        """One place."""
        return QPointF(float(self.x(x)), float(self.y(y)))


def _share(values: Numbers | float, axis: Axis) -> Numbers:
    places = np.asarray(values, np.float64)
    if axis.log:
        return np.asarray(np.log(np.maximum(places, 1e-12) / axis.low) / np.log(axis.high / axis.low))
    return np.asarray((places - axis.low) / (axis.high - axis.low))


def paint_plot(painter: QPainter, plot: Plot, place: QRectF, theme: Theme, font_px: float) -> Frame:
    """Paint all of it into `place`; returns where its axes lie."""
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(font_px)))
    painter.setFont(font)
    em = QFontMetricsF(font)
    frame = Frame(plot, _box(plot, place, em))
    painter.fillRect(frame.box, QColor(theme.panel))
    has_raster = any(isinstance(layer, Raster) for layer in plot.layers)
    if not has_raster:
        _grid(painter, frame, theme)
    painter.save()
    painter.setClipRect(frame.box)
    for layer in plot.layers:
        paint_layer(painter, layer, frame, theme, em)
    painter.restore()
    _axes(painter, frame, theme, em)
    for layer in plot.layers:
        if isinstance(layer, Raster) and layer.bar:
            paint_bar(painter, layer, frame.box, theme, em, ticks_of(Axis("", layer.low, layer.high)))
    _title_and_key(painter, frame, theme, em)
    return frame


def _box(plot: Plot, place: QRectF, em: QFontMetricsF) -> QRectF:
    """Room for ticks and labels taken off."""
    widest = max((em.horizontalAdvance(text) for _, text in ticks_of(plot.y)), default=0.0)
    left = widest + em.height() * (1.35 if plot.y.label else 0.2) + TICK_EMS * em.height() + 4
    bottom = em.height() * (2.25 if plot.x.label else 1.3)
    head = em.height() * 1.35 if plot.title or _named(plot.layers) else em.height() * 0.5
    has_bar = any(isinstance(layer, Raster) and layer.bar for layer in plot.layers)
    right = em.height() * (BAR_EMS * 0.75 if has_bar else 0.9)
    box = place.adjusted(left, head, -right, -bottom)
    if plot.square and box.width() > 0 and box.height() > 0:
        side = min(box.width(), box.height())
        box = QRectF(box.left() + (box.width() - side) / 2, box.top() + (box.height() - side) / 2, side, side)
    return box


def ticks_of(axis: Axis) -> tuple[tuple[float, str], ...]:
    """Places and texts; round numbers where the axis names none."""
    if axis.ticks is not None:
        return axis.ticks
    if axis.log:
        return _decades(axis)
    step = round_step((axis.high - axis.low) / MOST_TICKS)
    first, last = ceil(axis.low / step - 1e-9), floor(axis.high / step + 1e-9)
    decimals = max(0, -floor(log10(step) + 1e-9))
    return tuple((k * step, f"{k * step:.{decimals}f}".replace("-", "\N{MINUS SIGN}")) for k in range(first, last + 1))


def _decades(axis: Axis) -> tuple[tuple[float, str], ...]:
    named = [m * 10.0**p for p in range(floor(log10(axis.low)), ceil(log10(axis.high)) + 1) for m in (1, 2, 5)]
    return tuple((value, f"{value:g}") for value in named if axis.low <= value <= axis.high * (1 + 1e-9))


def round_step(least: float) -> float:
    """1, 2 or 5 times a power of ten, at least `least`."""
    power = 10.0 ** floor(log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))


def _grid(painter: QPainter, frame: Frame, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.grid), 1))
    for value, _ in ticks_of(frame.plot.x):
        painter.drawLine(
            QPointF(float(frame.x(value)), frame.box.top()), QPointF(float(frame.x(value)), frame.box.bottom())
        )
    for value, _ in ticks_of(frame.plot.y):
        painter.drawLine(
            QPointF(frame.box.left(), float(frame.y(value))), QPointF(frame.box.right(), float(frame.y(value)))
        )


def _axes(painter: QPainter, frame: Frame, theme: Theme, em: QFontMetricsF) -> None:
    box, line, tick = frame.box, em.height(), TICK_EMS * em.height()
    painter.setPen(QPen(QColor(theme.outline), 1.5))
    painter.drawRect(box)
    ink = QPen(QColor(theme.text), 1.5)
    painter.setPen(ink)
    taken = -1e9
    for value, text in ticks_of(frame.plot.x):
        at = float(frame.x(value))
        painter.drawLine(QPointF(at, box.bottom()), QPointF(at, box.bottom() + tick))
        width = em.horizontalAdvance(text)
        if at - width / 2 > taken:
            painter.drawText(
                QRectF(at - width, box.bottom() + tick, 2 * width, line), Qt.AlignmentFlag.AlignCenter, text
            )
            taken = at + width / 2 + 0.4 * line
    widest, lowest = 0.0, 1e9
    for value, text in ticks_of(frame.plot.y):
        at = float(frame.y(value))
        if not box.top() - 1 <= at <= box.bottom() + 1:
            continue
        painter.drawLine(QPointF(box.left() - tick, at), QPointF(box.left(), at))
        if lowest - at >= 0.85 * line:
            place = QRectF(box.left() - tick - 4 - 400, at - line / 2, 400, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            lowest = at
        widest = max(widest, em.horizontalAdvance(text))
    below = QRectF(box.left() - 200, box.bottom() + tick + line, box.width() + 400, line)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, frame.plot.x.label)
    if frame.plot.y.label:
        painter.save()
        painter.translate(box.left() - tick - 8 - widest - 0.65 * line, box.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-1000, -line / 2, 2000, line), Qt.AlignmentFlag.AlignCenter, frame.plot.y.label)
        painter.restore()


def _named(layers: tuple[Layer, ...]) -> list[Layer]:
    return [layer for layer in layers if getattr(layer, "label", "")]


def _title_and_key(painter: QPainter, frame: Frame, theme: Theme, em: QFontMetricsF) -> None:
    """Over the plot: its title at the left, what its curves are at the right, each with a sample of it."""
    top = frame.box.top() - 1.3 * em.height()
    line = em.height() * 1.2
    painter.setPen(QColor(theme.text))
    room = QRectF(frame.box.left(), top, frame.box.width(), line)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, frame.plot.title)
    right = frame.box.right()
    for layer in reversed(_named(frame.plot.layers)):
        label = getattr(layer, "label", "")
        width = em.horizontalAdvance(label)
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(right - width, top + em.ascent() + 0.15 * em.height()), label)
        _swatch(painter, layer, QRectF(right - width - 2.0 * em.height(), top, 1.6 * em.height(), line), theme)
        right -= width + 2.7 * em.height()


def _swatch(painter: QPainter, layer: Layer, room: QRectF, theme: Theme) -> None:
    colour = colour_of(getattr(layer, "role", "first"), theme)
    middle = room.center().y()
    if isinstance(layer, Line):
        style = Qt.PenStyle.DashLine if layer.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 4, style))
        painter.drawLine(QPointF(room.left(), middle), QPointF(room.right(), middle))
    elif isinstance(layer, Stems | Dots):
        size = room.height() / 3
        sample = Dots(np.zeros(1), np.zeros(1), layer.role, shape=getattr(layer, "shape", "circle"))
        paint_shape(painter, sample.shape, room.center(), size / 2, colour)
    else:
        painter.fillRect(room.adjusted(0, room.height() * 0.25, 0, -room.height() * 0.25), colour)
