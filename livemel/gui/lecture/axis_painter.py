"""Paints what stands around a plot: the grid, the ticks, their numbers, and the names of the axes."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from livemel.gui.looks.theme import Theme
from livemel.lecture.figure import Axis

if TYPE_CHECKING:
    from livemel.gui.lecture.frame import Frame

TICK_EMS = 0.35
MOST_TICKS = 8
SMALLEST_PLAIN = 1e-3
"""Ticks closer than that are written as powers of ten: 0.000015 takes too much room."""


def room_left(axis: Axis, em: QFontMetricsF) -> float:
    """Pixels that the ticks of a vertical axis and its name take."""
    widest = max((em.horizontalAdvance(text) for _, text in ticks_of(axis)), default=0.0)
    return widest + em.height() * (1.35 if axis.label else 0.2) + TICK_EMS * em.height() + 4


def room_below(axis: Axis, em: QFontMetricsF) -> float:
    """Pixels that the ticks of a horizontal axis and its name take."""
    return em.height() * (TICK_EMS + (2.15 if axis.label else 1.1))


def ticks_of(axis: Axis) -> tuple[tuple[float, str], ...]:
    """Places and texts; round numbers where the axis names none."""
    if axis.ticks is not None:
        return axis.ticks
    if axis.log:
        return _decades(axis)
    step = round_step((axis.high - axis.low) / MOST_TICKS)
    first, last = ceil(axis.low / step - 1e-9), floor(axis.high / step + 1e-9)
    return tuple((k * step, _written(k * step, step)) for k in range(first, last + 1))


def _written(value: float, step: float) -> str:
    power = floor(log10(step) + 1e-9)
    if step < SMALLEST_PLAIN and value == 0:
        text = "0"
    elif step >= SMALLEST_PLAIN:
        text = f"{value:,.{max(0, -power)}f}"
    else:
        text = f"{round(value / 10.0**power)}e{power}"
    return text.replace("-", "\N{MINUS SIGN}")


def _decades(axis: Axis) -> tuple[tuple[float, str], ...]:
    named = [m * 10.0**p for p in range(floor(log10(axis.low)), ceil(log10(axis.high)) + 1) for m in (1, 2, 5)]
    return tuple((value, f"{value:g}") for value in named if axis.low <= value <= axis.high * (1 + 1e-9))


def round_step(least: float) -> float:
    """1, 2 or 5 times a power of ten, at least `least`."""
    power = 10.0 ** floor(log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))


def paint_grid(painter: QPainter, frame: Frame, theme: Theme) -> None:
    """A faint line at every tick."""
    box = frame.box
    painter.setPen(QPen(QColor(theme.grid), 1))
    for value, _ in ticks_of(frame.plot.x):
        painter.drawLine(QPointF(float(frame.x(value)), box.top()), QPointF(float(frame.x(value)), box.bottom()))
    for value, _ in ticks_of(frame.plot.y):
        painter.drawLine(QPointF(box.left(), float(frame.y(value))), QPointF(box.right(), float(frame.y(value))))


def paint_axes(painter: QPainter, frame: Frame, theme: Theme, em: QFontMetricsF) -> None:
    """The outline, ticks and names of both axes; numbers that would touch are left out."""
    painter.setPen(QPen(QColor(theme.outline), 1.5))
    painter.drawRect(frame.box)
    painter.setPen(QPen(QColor(theme.text), 1.5))
    _horizontal(painter, frame, em)
    _vertical(painter, frame, em)


def _horizontal(painter: QPainter, frame: Frame, em: QFontMetricsF) -> None:
    box, line, tick = frame.box, em.height(), TICK_EMS * em.height()
    taken = -1e9
    for value, text in ticks_of(frame.plot.x):
        at = float(frame.x(value))
        painter.drawLine(QPointF(at, box.bottom()), QPointF(at, box.bottom() + tick))
        width = em.horizontalAdvance(text)
        if at - width / 2 > taken:
            place = QRectF(at - width, box.bottom() + tick, 2 * width, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
            taken = at + width / 2 + 0.4 * line
    below = QRectF(box.left() - 200, box.bottom() + tick + line, box.width() + 400, line)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, frame.plot.x.label)


def _vertical(painter: QPainter, frame: Frame, em: QFontMetricsF) -> None:
    box, line, tick = frame.box, em.height(), TICK_EMS * em.height()
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
    if frame.plot.y.label:
        painter.save()
        painter.translate(box.left() - tick - 8 - widest - 0.65 * line, box.center().y())
        painter.rotate(-90)
        label = em.elidedText(frame.plot.y.label, Qt.TextElideMode.ElideRight, box.height() + 3 * line)
        painter.drawText(QRectF(-1000, -line / 2, 2000, line), Qt.AlignmentFlag.AlignCenter, label)
        painter.restore()
