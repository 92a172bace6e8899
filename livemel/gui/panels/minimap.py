"""Minimap: the whole history as a strip, and in it a frame around what is seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget
from PyQt6.sip import voidptr

from livemel.gui.looks.theme import SELECTION_ALPHA, Theme
from livemel.gui.page import Page
from livemel.gui.panels.wheel import turned, zoom_factor
from livemel.picture.colours import Pixels
from livemel.picture.history import History
from livemel.picture.overview import SPANS, Overview
from livemel.picture.seen import SeenLevels

HEIGHT = 40
LEAST_FRAME_PX = 6
"""A short time is still to be seen and to be taken hold of."""
SHADE_ALPHA = 120
"""Of 255, over what is not seen."""
RECORDING_PX = 3
"""Of the bar over what was recorded."""
PAN_SHARE = 0.25
"""Of what is seen, by an arrow key."""


class Minimap(QWidget):
    """Call `tick` about twice a second.

    Clicking or dragging moves what is seen, the wheel zooms; with the focus arrows move, + and - zoom, Home and End go
    to the oldest and the newest.
    """

    def __init__(self, page: Page, theme: Theme) -> None:
        super().__init__()
        self._page = page
        self._theme = theme
        self._history: History | None = None
        self._colours: tuple[Pixels, float, float, SeenLevels | None] | None = None
        self._overview: Overview | None = None
        self._begin, self._span = 0.0, SPANS[0]  # seconds: of the left edge, and from there to the right one
        self._recordings: tuple[tuple[float, float], ...] = ()
        self._grip: float | None = None  # seconds from the middle of the frame to where it is held
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Overview of the whole history")
        self.setToolTip("Click or drag: look there. Wheel: zoom. Arrows: move; Home, End: oldest and newest.")
        for changed in (page.viewportChanged, page.selectionChanged, page.markersChanged):
            changed.connect(self.update)

    def set_history(
        self, history: History, table: Pixels, level_min: float, level_max: float, seen: SeenLevels | None = None
    ) -> None:
        """Show `history` in the colours `table`, shape (256,), of the levels from `level_min` to `level_max`."""
        if history is not self._history:
            self._history, self._overview = history, None
        self._colours = table, level_min, level_max, seen
        if self._overview is not None:
            self._overview.set_colours(*self._colours)

    def set_recordings(self, spans: Iterable[tuple[float, float]]) -> None:
        """What was recorded: seconds since the start, from and to."""
        self._recordings = tuple(spans)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.update()

    def tick(self) -> None:
        """Draw what has come."""
        if not self.isVisible() or self._history is None or self._colours is None:
            return
        ratio = self.devicePixelRatioF()
        height, width = max(1, round(self.height() * ratio)), max(1, round(self.width() * ratio))
        if self._overview is None or self._overview.pixels.shape != (height, width):
            self._overview = Overview(width, height, self._history, self._page.sample_rate)
            self._overview.set_colours(*self._colours)
        self._overview.refresh()
        self._begin, self._span = self._overview.begin, self._overview.span
        extent = self._page.extent
        self.setAccessibleDescription(
            f"{extent.newest - extent.oldest:.0f} s of history; "
            f"seen are {self._page.viewport.seconds:g} s that end {extent.newest - self._page.edge:.1f} s ago"
        )
        self.update()

    def _x_of(self, seconds: float) -> float:
        return (seconds - self._begin) / self._span * self.width()

    def _seconds_at(self, x: float) -> float:
        return self._begin + x / max(1, self.width()) * self._span

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """The strip, and over it recordings, selection, markers, and the frame."""
        painter = QPainter(self)
        overview = self._overview
        if overview is None:
            painter.fillRect(self.rect(), QColor(self._theme.panel))
            return
        height, width = overview.pixels.shape
        memory: Any = voidptr(overview.pixels.ctypes.data)  # PyQt's stubs know bytes only, which would be copied
        painter.drawImage(QRectF(self.rect()), QImage(memory, width, height, 4 * width, QImage.Format.Format_RGB32))
        frame = self._frame()
        self._shade(painter, frame)
        end = self._x_of(self._page.extent.newest)
        painter.fillRect(QRectF(end, 0, self.width() - end, self.height()), QColor(self._theme.panel))
        self._paint_notes(painter)
        self._paint_frame(painter, frame)

    def _paint_notes(self, painter: QPainter) -> None:
        theme, selection = self._theme, self._page.selection
        for begin, until in self._recordings:
            left, right = self._x_of(begin), self._x_of(until)
            bar = QRectF(left, 0, max(1.0, right - left), RECORDING_PX)
            painter.fillRect(bar.adjusted(0, 0, 0, 1), QColor(theme.halo))
            painter.fillRect(bar, QColor(theme.record))
        if selection is not None:
            left, right = self._x_of(selection.begin), self._x_of(selection.end)
            shade = QColor(theme.selection)
            shade.setAlpha(SELECTION_ALPHA)
            painter.fillRect(QRectF(left, 0, max(1.0, right - left), self.height()), shade)
            for x in (left, right):
                self._paint_line(painter, x, theme.selection)
        for marker in self._page.markers:
            self._paint_line(painter, self._x_of(marker.seconds), theme.marker)

    def _paint_line(self, painter: QPainter, x: float, colour: str) -> None:
        """With a halo: it stands out from any level."""
        painter.fillRect(QRectF(round(x) - 1, 0, 3, self.height()), QColor(self._theme.halo))
        painter.fillRect(QRectF(round(x), 0, 1, self.height()), QColor(colour))

    def _shade(self, painter: QPainter, frame: QRectF) -> None:
        """What is seen stays bright."""
        shade = QColor("#000000")
        shade.setAlpha(SHADE_ALPHA)
        painter.fillRect(QRectF(0, 0, frame.left(), self.height()), shade)
        painter.fillRect(QRectF(frame.right(), 0, self.width() - frame.right(), self.height()), shade)

    def _paint_frame(self, painter: QPainter, frame: QRectF) -> None:
        theme = self._theme
        for colour, width in ((theme.halo, 4), (theme.accent if self.hasFocus() else theme.crosshair, 2)):
            pen = QPen(QColor(colour), width)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(frame.adjusted(1, 1, -1, -1))

    def _frame(self) -> QRectF:
        right = self._x_of(self._page.edge)
        left = self._x_of(self._page.edge - self._page.viewport.seconds)
        more = max(0.0, LEAST_FRAME_PX - (right - left)) / 2
        left, right = max(0.0, left - more), min(float(self.width()), right + more)
        return QRectF(left, 0, max(1.0, right - left), self.height())

    def _look_at(self, middle: float) -> None:
        """Have a moment in the middle of what is seen; whoever reaches the newest sound follows it."""
        page = self._page
        end = middle + page.viewport.seconds / 2
        if end >= page.extent.newest:
            page.look(page.viewport.following())
        else:
            page.look(replace(page.viewport, end=end).within(page.extent))

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take hold of the frame; beside it, bring it there first."""
        if event is None or event.button() != Qt.MouseButton.LeftButton:
            return
        there = self._seconds_at(event.position().x())
        if not self._frame().contains(QPointF(event.position().x(), 1)):
            self._look_at(there)
        self._grip = there - (self._page.edge - self._page.viewport.seconds / 2)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Move what is held."""
        if event is not None and self._grip is not None:
            self._look_at(self._seconds_at(event.position().x()) - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Let go."""
        self._grip = None

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Zoom; the moment under the pointer stays, or the newest while that is followed."""
        if event is not None:
            self._page.zoom_time(zoom_factor(turned(event)), self._seconds_at(event.position().x()))
            event.accept()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Arrows, Home and End move, plus and minus zoom."""
        if event is None:
            return
        page = self._page
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            page.pan(PAN_SHARE if key == Qt.Key.Key_Right else -PAN_SHARE)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page.pan(1.0 if key == Qt.Key.Key_PageDown else -1.0)
        elif key == Qt.Key.Key_Home:
            page.look(page.viewport.at_oldest(page.extent))
        elif key == Qt.Key.Key_End:
            page.look(page.viewport.following())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            page.zoom_time(2.0 if key == Qt.Key.Key_Minus else 0.5, page.seconds_at(0.5))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """The frame says so."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """The frame says so."""
        self.update()

    def event(self, event: QEvent | None) -> bool:
        """A screen of another scale needs other pixels."""
        if event is not None and event.type() == QEvent.Type.DevicePixelRatioChange:
            self._overview = None
        return super().event(event)

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(1100, HEIGHT)
