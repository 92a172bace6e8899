"""RowPainter: one room as a row: name, state, level, strip, remarks."""

from __future__ import annotations

from PyQt6.QtCore import QRect, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetrics, QPainter

from livemel.gui.looks.theme import Theme
from livemel.gui.wall.columns import Columns, Span
from livemel.gui.wall.marks import grade_colours, paint_mark
from livemel.picture.wall.shown import Grade, RoomShown

MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft | MIDDLE, Qt.AlignmentFlag.AlignRight | MIDDLE
CORNER_PX = 4
MOST_BAR_LINES = 0.7
"""Height of a level bar in lines of text."""


class RowPainter:
    """All words and bars of a row; the strip is another's. GUI thread."""

    def __init__(self, columns: Columns, theme: Theme) -> None:
        self._columns, self._theme = columns, theme
        self._font = columns.font
        self._bold = QFont(columns.font)
        self._bold.setBold(True)
        self._line = QFontMetrics(columns.font).height()

    def paint(self, painter: QPainter, room: RoomShown, top: int, height: int) -> None:
        """The row of `room`, `height` pixels from `top` on."""
        columns, ink = self._columns, QColor(self._theme.text)
        self._write(painter, self._bold, ink, columns.name, top, height, room.name)
        self._state(painter, room, top, height)
        level_ink = QColor(self._theme.faint) if room.grade in (Grade.ALARM, Grade.IDLE) else ink
        self._write(painter, self._font, level_ink, columns.number, top, height, room.level_text, RIGHT)
        self._bar(painter, room, top, height)
        self._remarks(painter, room, top, height)

    def _write(
        self,
        painter: QPainter,
        font: QFont,
        ink: QColor,
        span: Span,
        top: int,
        height: int,
        text: str,
        alignment: Qt.AlignmentFlag = LEFT,
    ) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, span.width)
        painter.drawText(QRect(span.left, top, span.width, height), alignment, text)

    def _state(self, painter: QPainter, room: RoomShown, top: int, height: int) -> None:
        """A shape and a word, on a ground of their own where something is wrong."""
        span, line = self._columns.state, self._line
        ground, ink = grade_colours(room.grade, self._theme)
        high = min(height - 2, round(1.3 * line))
        badge = QRectF(span.left, top + (height - high) / 2, span.width, high)
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(badge, CORNER_PX, CORNER_PX)
        paint_mark(painter, QRectF(span.left, badge.top(), line, high), room.grade, ink)
        word = Span(span.left + line, span.width - line)
        self._write(painter, self._font if ground is None else self._bold, ink, word, top, height, room.condition)

    def _bar(self, painter: QPainter, room: RoomShown, top: int, height: int) -> None:
        span, theme = self._columns.bar, self._theme
        if not span.width:
            return
        high = min(height - 4, round(MOST_BAR_LINES * self._line))
        box = QRect(span.left, top + (height - high) // 2, span.width, high)
        painter.fillRect(box, QColor(theme.field))
        is_old = room.grade in (Grade.ALARM, Grade.IDLE)
        full = round(room.level_share * box.width())
        painter.fillRect(QRect(box.left(), box.top(), full, high), QColor(theme.outline if is_old else theme.wave))
        painter.setPen(QColor(theme.outline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _remarks(self, painter: QPainter, room: RoomShown, top: int, height: int) -> None:
        """A line each as far as there is room, the rest in the last; without a column, below the name."""
        span, remarks = self._columns.remarks, room.remarks
        if not remarks:
            return
        if not span.width:
            span = Span(self._columns.name.left, self._columns.bar.right - self._columns.name.left)
            top, height = top + (height + self._line) // 2, (height - self._line) // 2
            if height < self._line:
                return
        lines = max(1, min(height // self._line, len(remarks)))
        texts = [*remarks[: lines - 1], ", ".join(remarks[lines - 1 :])]
        begin = top + (height - lines * self._line) // 2
        for number, text in enumerate(texts):
            self._write(
                painter, self._font, QColor(self._theme.text), span, begin + number * self._line, self._line, text
            )
