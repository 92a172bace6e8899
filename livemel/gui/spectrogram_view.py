"""The scrolling picture: copies the raster's pixels to the screen, one to one."""

from __future__ import annotations

from typing import Any

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget
from PyQt6.sip import voidptr

from livemel.picture.raster import Raster


class SpectrogramView(QWidget):
    """Shows a `Raster` of exactly its own size in device pixels; asks for a new one when that changes."""

    sizeChanged = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._raster: Raster | None = None
        self._image: QImage | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 100)
        self.setAccessibleName("Scrolling mel spectrogram")

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
        if moved:
            self.scroll(-moved, 0)
        self.repaint(self.width() - drawn, 0, drawn, self.height())

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Two copies without scaling: the ring from its oldest column on, then its beginning."""
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

    def event(self, event: QEvent | None) -> bool:
        """A screen of another scale needs another raster, though the size stays the same."""
        if event is not None and event.type() == QEvent.Type.DevicePixelRatioChange:
            self.sizeChanged.emit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Tell that another raster is needed."""
        self.sizeChanged.emit()

    def sizeHint(self) -> QSize:
        """Large."""
        return QSize(1100, 680)
