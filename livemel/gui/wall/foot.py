"""Foot: the time axis below the strips, and what the colours stand for."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, QRect, QRectF, QSize
from PyQt6.QtGui import QColor, QImage, QPaintEvent

from livemel.gui.looks.theme import MINOR_TICK_LENGTH, TICK_LENGTH, Theme
from livemel.gui.panels.furniture import GAP, Furniture
from livemel.gui.wall.columns import Columns, Span
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import STEPS, packed
from livemel.picture.ticks import Tick, clock_ticks, level_ticks
from livemel.picture.wall.shown import WallShown
from livemel.picture.wall.strips import Scale

DAY_SECONDS = 86400
LABEL_ROOM = 1.6
"""From one label to the next, in widths of a label."""


class Foot(Furniture):
    """Below the rows, in their columns. GUI thread."""

    def __init__(self, scale: Scale, theme: Theme) -> None:
        super().__init__(theme)
        self._scale = scale
        self._columns: Columns | None = None
        self._end, self._seconds = 0, 1
        self.setAccessibleName("Time in UTC, and the scale of colours")

    def set_shown(self, shown: WallShown, columns: Columns) -> None:
        """Show the time of `shown`."""
        self._columns, self._end, self._seconds = columns, shown.end, shown.levels.shape[1]
        self.update()

    def sizeHint(self) -> QSize:
        """Ticks and a line of text."""
        return QSize(100, self._line_height() + TICK_LENGTH + 5 * GAP)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Times at their second; beside them the colours from quiet to loud."""
        if self._columns is not None:
            self._paint_times(self._columns.strip)
            self._paint_colours(Span(self._columns.name.left, self._columns.number.right - self._columns.name.left))

    def _paint_times(self, span: Span) -> None:
        room = LABEL_ROOM * self._text_width("00:00:00")
        if span.width > room:
            begin = (self._end - self._seconds) % DAY_SECONDS
            self._paint_ticks(clock_ticks(self._seconds, span.width, room, begin), span, 0)

    def _paint_colours(self, span: Span) -> None:
        painter, title = self._painter(), "colours, dBFS"
        line = self._line_height()
        painter.drawText(QRectF(span.left, GAP, span.width, self.height()), 0, title)
        left = span.left + self._text_width(title) + self._text_width("-100")
        bar = Span(left, span.right - self._text_width("-20") - left)
        if bar.width < self._text_width("-100 -100"):
            return
        memory = packed(lookup_table(self._scale.colormap)).tobytes()
        image = QImage(memory, STEPS, 1, 4 * STEPS, QImage.Format.Format_RGB32)
        painter.drawImage(QRect(bar.left, 2 * GAP, bar.width, line // 2), image)
        painter.end()
        ticks = level_ticks(self._scale.low, self._scale.high, bar.width, 2.0 * self._text_width("-100"))
        self._paint_ticks([tick for tick in ticks if tick.major], bar, 2 * GAP + line // 2, small=True)

    def _paint_ticks(self, ticks: list[Tick], span: Span, top: int, small: bool = False) -> None:
        """Below the line at `top`; a label that would leave the span is moved inside."""
        painter = self._painter()
        painter.setPen(QColor(self._theme.text))
        for tick in ticks:
            x = span.left + round(tick.position * span.width)
            length = 2 if small else TICK_LENGTH if tick.major else MINOR_TICK_LENGTH
            painter.drawLine(QPointF(x, top), QPointF(x, top + length))
            wide = self._text_width(tick.label)
            left = min(max(0, x - wide // 2), self.width() - wide)
            painter.drawText(QRectF(left, top + length, wide + 1, self._line_height()), 0, tick.label)
