"""RoomRows: a row for every room, painted at once."""

from __future__ import annotations

from collections import deque
from time import perf_counter

from PyQt6.QtCore import QRect
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QWidget

from livemel.gui.looks.theme import Theme
from livemel.gui.wall.columns import Columns
from livemel.gui.wall.row_painter import RowPainter
from livemel.gui.wall.strip_painter import StripPainter
from livemel.picture.wall.shown import WallShown
from livemel.picture.wall.strips import Scale

PAINTS_KEPT = 3600
GAP_PX = 2
"""Between two rows."""


class RoomRows(QWidget):
    """Only the rows that are seen are painted. GUI thread."""

    def __init__(self, scale: Scale, theme: Theme) -> None:
        super().__init__()
        self.paint_ms: deque[float] = deque(maxlen=PAINTS_KEPT)
        """What each painting took."""
        self._theme = theme
        self._strips = StripPainter(scale)
        self._shown: WallShown | None = None
        self._columns: Columns | None = None
        self._row_height = 1
        self.setAccessibleName("Rooms")

    def set_shown(self, shown: WallShown, columns: Columns, row_height: int) -> None:
        """Show these rooms, each `row_height` pixels high."""
        self._shown, self._columns, self._row_height = shown, columns, row_height
        self.setMinimumHeight(row_height * len(shown.rooms))
        self.setAccessibleDescription(shown.summary)
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """The rows that are asked for."""
        shown, columns = self._shown, self._columns
        if shown is None or columns is None:
            return
        began = perf_counter()
        painter = QPainter(self)
        stale = self.rect() if event is None else event.rect()
        rows, high = RowPainter(columns, self._theme), self._row_height
        strip = columns.strip
        for number in range(max(0, stale.top() // high), min(len(shown.rooms), stale.bottom() // high + 1)):
            top = number * high
            rows.paint(painter, shown.rooms[number], top, high - GAP_PX)
            where = QRect(strip.left, top, strip.width, high - GAP_PX)
            self._strips.paint(painter, where, shown.levels[number], shown.unheard, shown.end, self._theme)
            painter.fillRect(QRect(0, top + high - 1, self.width(), 1), QColor(self._theme.border))
        self.paint_ms.append(1000 * (perf_counter() - began))
