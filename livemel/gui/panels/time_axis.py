"""Time axis: below the picture; counts from now, from the start, or as the clock on the wall."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPolygonF, QWheelEvent
from PyQt6.QtWidgets import QSizePolicy

from livemel.gui.looks.theme import MINOR_TICK_LENGTH, THEMES, TICK_LENGTH, Theme
from livemel.gui.page import Page, Point
from livemel.gui.panels.furniture import GAP, Furniture
from livemel.gui.panels.wheel import turned, zoom_factor
from livemel.picture.ticks import Tick, clock_ticks, time_ticks
from livemel.picture.viewport import Viewport

FINE_SECONDS = 10.0
"""In a range below it labels may need parts of a second."""
POINTER_PX = 7
"""Of the triangle that points at the moment under the pointer."""


class TimeAxis(Furniture):
    """With a page, call `tick` after each picture; dragging moves what is seen, the wheel zooms.

    While the newest sound is followed it counts back from now, and stands still, if the setting `display.clock` is
    "relative". Else its ticks move with the picture.
    """

    def __init__(self, theme: Theme = THEMES["dark"]) -> None:
        super().__init__(theme)
        self._seconds = 10.0
        self._page: Page | None = None
        self._painted_at: int | None = None
        self._pointed: int | None = None
        self._pressed: tuple[float, Viewport] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Time axis in seconds")

    def set_seconds(self, seconds: float) -> None:
        """The time that the width stands for, where there is no page."""
        self._seconds = seconds
        self.update()

    def set_page(self, page: Page) -> None:
        """Show the time that `page` shows."""
        self._page = page
        self.setToolTip("Drag: move in time. Wheel: zoom. Double click: the newest sound.")
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        page.viewportChanged.connect(self.update)
        page.hoverChanged.connect(self._move_pointer)
        self.update()

    def tick(self) -> None:
        """The page has moved on; repaints only where that moves a tick."""
        self._move_pointer()
        if self._page is not None and not self._is_still:
            pixel = self._pixel_of(self._page.begin)
            if pixel != self._painted_at:
                self._painted_at = pixel
                self.update()

    def _pointer_x(self) -> int | None:
        if self._page is None or self._page.hover is None:
            return None
        return round(self._page.share_of(self._page.hover.seconds) * self.width())

    def _move_pointer(self) -> None:
        x = self._pointer_x()
        if x != self._pointed:
            for each in (self._pointed, x):
                if each is not None:
                    self.update(each - POINTER_PX, 0, 2 * POINTER_PX, self.height())
            self._pointed = x

    def sizeHint(self) -> QSize:
        """One line of text."""
        return QSize(100, self._line_height() + TICK_LENGTH + GAP)

    @property
    def _clock(self) -> str:
        """What is counted: "relative", "start" or "wall"."""
        if self._page is None:
            return "relative"
        clock = self._page.config.display.clock
        return "start" if clock == "relative" and not self._page.viewport.follows else clock

    @property
    def _is_still(self) -> bool:
        return self._clock == "relative"

    def _pixel_of(self, seconds: float) -> int:
        """Of the endless axis, in device pixels."""
        width = self.width() * self.devicePixelRatioF()
        return round(seconds / self._page.viewport.seconds * width) if self._page is not None else 0

    def _ticks(self) -> list[Tick]:
        width = max(1, self.width() - 1)
        page = self._page
        seconds = self._seconds if page is None else page.viewport.seconds
        if page is None or self._is_still:
            return time_ticks(seconds, width, 1.6 * self._text_width("-00:00"))
        begin = round(page.begin / seconds * width) / width * seconds  # whole pixels: all ticks move at once
        if self._clock == "start":
            return time_ticks(seconds, width, 1.6 * self._text_width("00:00.0"), begin, zero="0 s")
        longest = "00:00:00.00" if seconds < FINE_SECONDS else "00:00:00"
        midnight = page.started.replace(hour=0, minute=0, second=0, microsecond=0)
        since_midnight = (page.started - midnight).total_seconds()
        return clock_ticks(seconds, width, 1.4 * self._text_width(longest), since_midnight + begin)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Ticks and labels; of those that move none is cut at the edge."""
        painter = self._painter()
        width = max(1, self.width() - 1)
        stale = self.rect() if event is None else event.rect()
        longest = self._text_width("00:00:00.00")
        for tick in self._ticks():
            x = round(tick.position * width)
            if not stale.left() - longest <= x <= stale.right() + longest:
                continue
            painter.drawLine(QPointF(x, 0), QPointF(x, TICK_LENGTH if tick.major else MINOR_TICK_LENGTH))
            wide = self._text_width(tick.label)
            left = x - wide // 2
            if self._is_still:
                left = min(max(0, left), self.width() - wide)
            elif not 0 <= left <= self.width() - wide:
                continue
            painter.drawText(QRectF(left, TICK_LENGTH, wide + 1, self._line_height()), 0, tick.label)
        self._paint_pointer(painter)

    def _paint_pointer(self, painter: QPainter) -> None:
        x = self._pointer_x()
        if x is None:
            return
        corners = [QPointF(x, 0), *(QPointF(x + side * POINTER_PX / 2, POINTER_PX) for side in (-1, 1))]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        painter.drawPolygon(QPolygonF(corners))

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take hold of the time."""
        if event is not None and self._page is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().x(), self._page.viewport
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Point at a moment, or move what is held."""
        if event is None or self._page is None:
            return
        x = event.position().x()
        if self._pressed is not None and x != self._pressed[0]:
            begun, viewport = self._pressed
            seconds = (begun - x) / max(1, self.width()) * viewport.seconds
            self._page.look(viewport.panned(seconds, self._page.extent))
        self._page.set_hover(Point(self._page.seconds_at(x / max(1, self.width())), None))

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Let go."""
        self._pressed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Follow the newest sound."""
        if self._page is not None:
            self._page.look(self._page.viewport.following())

    def leaveEvent(self, event: QEvent | None) -> None:
        """Nothing is pointed at."""
        if self._page is not None:
            self._page.set_hover(None)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Zoom; the moment under the pointer stays, or the newest while that is followed."""
        if event is not None and self._page is not None:
            share = event.position().x() / max(1, self.width())
            self._page.zoom_time(zoom_factor(turned(event)), self._page.seconds_at(share))
            event.accept()
