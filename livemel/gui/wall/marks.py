"""Marks: the shape that says how a room is, whatever the colours."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPolygonF

from livemel.gui.looks.theme import Theme
from livemel.picture.wall.shown import Grade

SHARE = 0.6
"""Of the height of its place."""


def paint_mark(painter: QPainter, where: QRectF, grade: Grade, ink: QColor) -> None:
    """A dot, a ring, a triangle or a cross, in the middle of `where`."""
    side = SHARE * min(where.width(), where.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(where.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, max(1.5, side / 5)))
    if grade is Grade.ALARM:
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.topRight())
    elif grade is Grade.IDLE:
        painter.drawEllipse(box.adjusted(side / 8, side / 8, -side / 8, -side / 8))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if grade is Grade.WARNING:
            top = QPointF(box.center().x(), box.top())
            painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
        else:
            painter.drawEllipse(box.adjusted(side / 4, side / 4, -side / 4, -side / 4))
    painter.restore()


def grade_colours(grade: Grade, theme: Theme) -> tuple[QColor | None, QColor]:
    """Ground, None for the window's own, and ink of a state."""
    if grade is Grade.ALARM:
        return QColor(theme.problem), QColor(theme.window)
    if grade is Grade.WARNING:
        return QColor(theme.notice_ground), QColor(theme.notice_text)
    return None, QColor(theme.faint if grade is Grade.IDLE else theme.text)
