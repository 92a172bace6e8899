"""Frequency axis: Hz at the left of the picture; dragged and zoomed by hand."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QPointF, QSize, Qt
from PyQt6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF, QResizeEvent, QWheelEvent
from PyQt6.QtWidgets import QSizePolicy

from livemel.gui.looks.theme import MINOR_TICK_LENGTH, TICK_LENGTH, Theme
from livemel.gui.page import Page
from livemel.gui.panels.frequency_hand import FrequencyHand
from livemel.gui.panels.furniture import GAP, Furniture
from livemel.picture.ticks import frequency_ticks

POINTER_PX = 7
"""Of the triangle that points at the frequency under the pointer."""


class FrequencyAxis(Furniture):
    """Dragging moves what is seen, the wheel zooms, a double click shows all frequencies."""

    def __init__(self, page: Page, theme: Theme) -> None:
        super().__init__(theme)
        self._page = page
        self._title = ""
        self._still: QPixmap | None = None
        self._pointed: float | None = None
        self._hand = FrequencyHand(page, self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName("Frequency axis in Hz")
        page.frequenciesChanged.connect(self._forget)
        page.hoverChanged.connect(self._move_pointer)

    def set_title(self, title: str) -> None:
        """Name the unit and the scale."""
        self._title = title
        self.setToolTip(f"{title}\nDrag: move. Wheel: zoom. Double click: all frequencies.".lstrip())
        self._forget()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        super().set_theme(theme)
        self._forget()

    def sizeHint(self) -> QSize:
        """Wide enough for the title and the longest label."""
        return QSize(self._line_height() + self._text_width("00.0k") + TICK_LENGTH + 3 * GAP, 100)

    def _move_pointer(self) -> None:
        hover = self._page.hover
        hz = None if hover is None else hover.hz
        if hz != self._pointed:
            self._pointed = hz
            self.update()

    def _forget(self) -> None:
        self._still = None
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Ticks, labels and title, which stay, and the triangle in front of them."""
        if self._still is None:
            self._still = self._paint_still()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        hover = self._page.hover
        if hover is not None and hover.hz is not None:
            y = (1 - float(self._page.axis.fraction_of(hover.hz))) * self.height()
            right = float(self.width())
            corners = [QPointF(right, y), *(QPointF(right - POINTER_PX, y + side * POINTER_PX / 2) for side in (-1, 1))]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.accent))
            painter.drawPolygon(QPolygonF(corners))

    def _paint_still(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(Qt.GlobalColor.transparent)
        painter = self._painter(still)
        line = self._line_height()
        right = self.width()
        room = right - TICK_LENGTH - GAP
        for tick in frequency_ticks(self._page.axis, self.height(), 1.3 * line):
            y = self._y_of(tick)
            length = TICK_LENGTH if tick.major else MINOR_TICK_LENGTH
            painter.drawLine(QPointF(right - length, y), QPointF(right, y))
            where = self._label_rect(0, room, y)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.label)
        self._write_upwards(painter, 0, self._title)
        painter.end()
        return still

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take hold of the frequencies."""
        if event is not None and self._hand.press(event):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Point at a frequency; move what is held."""
        if event is not None:
            self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Let go."""
        self._hand.release()
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Show all frequencies."""
        self._page.look(self._page.viewport.with_all_frequencies())

    def leaveEvent(self, event: QEvent | None) -> None:
        """Nothing is pointed at."""
        self._page.set_hover(None)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Zoom; the frequency under the pointer stays."""
        if event is not None:
            self._hand.wheel(event)

    def event(self, event: QEvent | None) -> bool:
        """Fonts, palettes and screens come and go."""
        others = (QEvent.Type.DevicePixelRatioChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)
        if event is not None and event.type() in others:
            self._forget()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """All is elsewhere."""
        self._forget()
