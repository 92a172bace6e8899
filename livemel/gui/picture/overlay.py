"""Overlay: what lies over the picture: crosshair, selection, markers, the cursor of what is being played."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPolygonF

from livemel.gui.looks.theme import SELECTION_ALPHA, current_theme
from livemel.gui.page import Page

REACH = 2
"""Pixels beside the middle of a line that it covers, its halo included."""
FLAG = 7


class Overlay:
    """Paints in the coordinates of a view that shows what the page looks at."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.cursor: float | None = None
        """Seconds since the start, None while nothing is played."""
        self.painted: tuple[QRect, ...] = ()
        """Where the lines that move were painted last."""

    def moving_lines(self, size: QSize) -> tuple[QRect, ...]:
        """Where the crosshair and the cursor are to be seen now."""
        width, height = size.width(), size.height()
        lines = []
        for seconds in (self._page.hover.seconds if self._page.hover else None, self.cursor):
            if seconds is not None:
                x = round(self._page.share_of(seconds) * width)
                lines.append(QRect(x - REACH, 0, 2 * REACH + 1, height))
        if self._page.hover is not None and self._page.hover.hz is not None:
            y = round(self._y_of(self._page.hover.hz, height))
            lines.append(QRect(0, y - REACH, width, 2 * REACH + 1))
        return tuple(lines)

    def paint(self, painter: QPainter, size: QSize) -> None:
        """Everything, where the painter's clip lets it."""
        self._paint_selection(painter, size)
        for marker in self._page.markers:
            self._paint_marker(painter, size, marker.seconds, marker.hz, marker.name)
        theme = current_theme()
        self.painted = self.moving_lines(size)
        for line in self.painted:
            _line(painter, line, theme.crosshair, theme.halo)

    def _paint_selection(self, painter: QPainter, size: QSize) -> None:
        part = self._page.selection
        if part is None:
            return
        theme = current_theme()
        left, right = (self._page.share_of(each) * size.width() for each in (part.begin, part.end))
        top, bottom = (self._y_of(each, size.height()) for each in (part.high_hz, part.low_hz))
        where = QRectF(QPointF(left, top), QPointF(right, bottom))
        fill = QColor(theme.selection)
        fill.setAlpha(SELECTION_ALPHA)
        painter.fillRect(where, fill)
        for colour, width, style in (
            (theme.halo, 3, Qt.PenStyle.SolidLine),
            (theme.selection, 1, Qt.PenStyle.DashLine),
        ):
            painter.setPen(QPen(QColor(colour), width, style))
            painter.drawRect(where)

    def _paint_marker(self, painter: QPainter, size: QSize, seconds: float, hz: float, name: str) -> None:
        x = self._page.share_of(seconds) * size.width()
        if not -100 <= x <= size.width() + 100:
            return
        theme = current_theme()
        y = self._y_of(hz, size.height())
        _line(painter, QRect(round(x) - REACH, 0, 2 * REACH + 1, size.height()), theme.marker, theme.halo)
        diamond = QPolygonF([QPointF(x, y - FLAG), QPointF(x + FLAG, y), QPointF(x, y + FLAG), QPointF(x - FLAG, y)])
        painter.setPen(QPen(QColor(theme.halo), 2))
        painter.setBrush(QColor(theme.marker))
        painter.drawPolygon(diamond)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        metrics = painter.fontMetrics()
        where = QRectF(x + 3, 2, metrics.horizontalAdvance(name) + 8, metrics.height())
        painter.fillRect(where, QColor(theme.halo))
        painter.setPen(QColor(theme.marker))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, name)

    def _y_of(self, hz: float, height: int) -> float:
        return height * (1.0 - float(self._page.axis.fraction_of(hz)))


def _line(painter: QPainter, where: QRect, colour: str, halo: str) -> None:
    """A line of one pixel along the middle of `where`, dark beside it: to be seen on every colour."""
    if where.width() < where.height():
        x = where.center().x()
        painter.fillRect(QRect(x - 1, where.top(), 3, where.height()), QColor(halo))
        painter.fillRect(QRect(x, where.top(), 1, where.height()), QColor(colour))
    else:
        y = where.center().y()
        painter.fillRect(QRect(where.left(), y - 1, where.width(), 3), QColor(halo))
        painter.fillRect(QRect(where.left(), y, where.width(), 1), QColor(colour))
