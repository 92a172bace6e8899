"""Head: the clock, how many rooms are well, which are not, and what stands in the columns."""

from __future__ import annotations

from PyQt6.QtCore import QRect, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetrics, QPaintEvent

from livemel.gui.looks.theme import Theme
from livemel.gui.panels.furniture import GAP, Furniture
from livemel.gui.wall.columns import Columns
from livemel.gui.wall.marks import grade_colours
from livemel.gui.wall.row_painter import LEFT, RIGHT
from livemel.picture.ticks import time_of_day_label
from livemel.picture.wall.shown import Grade, WallShown

LARGE = 1.5
"""Times the window's text: the clock and what is wrong."""
SIGNS = {Grade.WELL: "", Grade.IDLE: "\u25cb", Grade.WARNING: "\u25b2", Grade.ALARM: "\u2716"}
HELP = "Esc quit   F11 full screen   + \u2212 text   \u2191 \u2193 rows"


class Head(Furniture):
    """Of one height, whatever there is to say: the rows below it stay where they are. GUI thread."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._shown: WallShown | None = None
        self._columns: Columns | None = None
        self.setAccessibleName("The wall in short")

    def set_shown(self, shown: WallShown, columns: Columns) -> None:
        """Say how `shown` is."""
        self._shown, self._columns = shown, columns
        wrong = shown.trouble or shown.troubled(lambda _: True, lambda _: "")
        self.setAccessibleDescription(f"{shown.summary}. {wrong}")
        self.update()

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(LARGE * font.pointSizeF())
        font.setBold(True)
        return font

    def sizeHint(self) -> QSize:
        """Two large lines, and one of titles."""
        return QSize(100, 2 * QFontMetrics(self._large()).height() + self._line_height() + 5 * GAP)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Clock and counts; what is wrong; titles."""
        if self._shown is None or self._columns is None:
            return
        large = QFontMetrics(self._large()).height()
        self._paint_clock(self._shown, QRect(2 * GAP, GAP, self.width() - 4 * GAP, large))
        self._paint_trouble(self._shown, QRect(0, 2 * GAP + large, self.width(), large))
        if self._shown.rooms:
            self._paint_titles(self._shown, self._columns, self.height() - self._line_height() - GAP)

    def _paint_clock(self, shown: WallShown, where: QRect) -> None:
        painter = self._painter()
        painter.setFont(self._large())
        text = f"{time_of_day_label(int(shown.utc))} UTC   {shown.summary}"
        metrics = QFontMetrics(self._large())
        painter.drawText(where, LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width()))
        used = metrics.horizontalAdvance(text)
        if where.width() - used > self._text_width(HELP):
            painter.setFont(self.font())
            painter.setPen(QColor(self._theme.faint))
            painter.drawText(where, RIGHT, HELP)

    def _paint_trouble(self, shown: WallShown, where: QRect) -> None:
        """Of the broker; else the rooms that are not well, by name, wherever they stand."""
        metrics, room = QFontMetrics(self._large()), where.width() - 4 * GAP
        text = shown.trouble or shown.troubled(lambda text: metrics.horizontalAdvance(text) <= room, SIGNS.__getitem__)
        if not text:
            return
        grade = Grade.ALARM if shown.trouble or shown.count(Grade.ALARM) else Grade.WARNING
        ground, ink = grade_colours(grade, self._theme)
        painter = self._painter()
        painter.setFont(self._large())
        if ground is not None:
            painter.fillRect(where, ground)
        painter.setPen(ink)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(where.adjusted(2 * GAP, 0, -2 * GAP, 0), LEFT, text)

    def _paint_titles(self, shown: WallShown, columns: Columns, top: int) -> None:
        painter = self._painter()
        painter.setPen(QColor(self._theme.faint))
        minutes = shown.levels.shape[1] / 60
        titles = [
            (columns.name, "room"),
            (columns.state, "state"),
            (columns.number, "LAeq"),
            (columns.strip, f"the last {minutes:g} minutes; hatched: nothing was told"),
            (columns.remarks, "remarks"),
        ]
        for span, title in titles:
            if span.width:
                text = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, span.width)
                side = RIGHT if span == columns.number else LEFT
                painter.drawText(QRect(span.left, top, span.width, self._line_height()), side, text)
