"""The scrolling picture: copies the raster's pixels to the screen, one to one, and what is pointed at over them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PyQt6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QEnterEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QSizePolicy, QWidget
from PyQt6.sip import voidptr

from livemel.gui.page import Page
from livemel.gui.picture.overlay import Overlay
from livemel.gui.picture.pointing import Pointing
from livemel.picture.raster import Raster


class SpectrogramView(QWidget):
    """Shows a `Raster` of exactly its own size in device pixels; asks for a new one when that changes."""

    sizeChanged = pyqtSignal()
    pointClicked = pyqtSignal(object)
    """A `Point`: it was clicked, or chosen by keyboard."""
    menuAsked = pyqtSignal(object, object)
    """A `Point`, and where on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._raster: Raster | None = None
        self._image: QImage | None = None
        self._overlay: Overlay | None = None
        self._pointing: Pointing | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 100)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("Scrolling mel spectrogram")
        self.setAccessibleDescription("Shift and arrow keys move the crosshair, Enter explains the point under it")

    def set_page(self, page: Page) -> None:
        """What is looked at, pointed at, selected and marked."""
        self._overlay, self._pointing = Overlay(page), Pointing(page, self)
        self._pointing.clicked.connect(self.pointClicked)
        self._pointing.menuAsked.connect(self.menuAsked)
        page.hoverChanged.connect(self._show_crosshair)
        for changed in (page.selectionChanged, page.markersChanged):
            changed.connect(self.update)

    def size_in_pixels(self) -> tuple[int, int]:
        """Width and height in device pixels."""
        ratio = self.devicePixelRatioF()
        return max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))

    def set_raster(self, raster: Raster) -> None:
        """Show `raster` from now on; call `repaint` whenever it has changed."""
        height, width = raster.pixels.shape
        self._raster = raster
        memory: Any = voidptr(raster.pixels.ctypes.data)  # PyQt's stubs know bytes only, which would be copied
        self._image = QImage(memory, width, height, 4 * width, QImage.Format.Format_RGB32)
        self._image.setDevicePixelRatio(self.devicePixelRatioF())
        self.update()

    def show_advance(self, moved: int, drawn: int) -> None:
        """Paint now: the picture has moved `moved` columns to the left, its last `drawn` columns are new.

        Only those are painted; the rest is scrolled where it lies, in the window system if that can do it.
        """
        if self._image is None or self._image.devicePixelRatio() != 1.0 or not 0 <= moved < self.width() // 2:
            self.repaint()
            return
        stale = QRegion(self.width() - drawn, 0, drawn, self.height()) if drawn else QRegion()
        if moved:
            painted = self._overlay.painted if self._overlay is not None else ()
            lines = self._lines()
            stays = {line for line in painted if line.width() == self.width()}.intersection(lines)
            self.scroll(-moved, 0)
            stale |= _region(set(painted) - stays).translated(-moved, 0) | _region(set(lines) - stays)
        self.repaint(stale & QRegion(self.rect()))

    def _lines(self) -> tuple[QRect, ...]:
        return () if self._overlay is None else self._overlay.moving_lines(self.size())

    def _show_crosshair(self) -> None:
        lines = self._lines()
        if self._overlay is not None and lines != self._overlay.painted:
            stale = _region(self._overlay.painted) | _region(lines)
            self.update(stale & QRegion(self.rect()))

    def follow_pointer(self) -> None:
        """The picture has moved under the pointer: what it stands on is another moment."""
        if self._pointing is not None:
            self._pointing.moved_below()

    def set_cursor(self, seconds: float | None) -> None:
        """Where the sound that is being played stands, in seconds since the start of the run."""
        if self._overlay is not None and seconds != self._overlay.cursor:
            self._overlay.cursor = seconds
            self._show_crosshair()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Two copies without scaling: the ring from its oldest column on, then its beginning; then what lies over."""
        painter = QPainter(self)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        if self._raster is None or self._image is None:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            return
        height, width = self._raster.pixels.shape
        oldest = self._raster.right % width
        painter.drawImage(QPointF(0, 0), self._image, QRectF(oldest, 0, width - oldest, height))
        there = QPointF((width - oldest) / self._image.devicePixelRatio(), 0)
        if oldest:
            painter.drawImage(there, self._image, QRectF(0, 0, oldest, height))
        if self._overlay is not None:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            self._overlay.paint(painter, self.size())

    def event(self, event: QEvent | None) -> bool:
        """A screen of another scale needs another raster, though the size stays the same."""
        if event is not None and event.type() == QEvent.Type.DevicePixelRatioChange:
            self.sizeChanged.emit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Tell that another raster is needed."""
        self.sizeChanged.emit()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Begin a selection or a drag."""
        if event is not None and self._pointing is not None:
            self._pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Move the crosshair, or what is dragged."""
        if event is not None and self._pointing is not None:
            self._pointing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """End a selection or a drag; what did not move is a click."""
        if event is not None and self._pointing is not None:
            self._pointing.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Zoom to what is selected."""
        if event is not None and self._pointing is not None:
            self._pointing.double_click(event)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Zoom or pan."""
        if event is not None and self._pointing is not None:
            self._pointing.wheel(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Move the crosshair by keyboard."""
        if event is not None and not (self._pointing is not None and self._pointing.key(event)):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent | None) -> None:
        """The pointer comes."""
        if event is not None and self._pointing is not None:
            self._pointing.at(event.position())

    def leaveEvent(self, event: QEvent | None) -> None:
        """The pointer goes."""
        if self._pointing is not None:
            self._pointing.leave()

    def sizeHint(self) -> QSize:
        """Large."""
        return QSize(1100, 680)


def _region(lines: Iterable[QRect]) -> QRegion:
    region = QRegion()
    for line in lines:
        region = region | QRegion(line)
    return region
