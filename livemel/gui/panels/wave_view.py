"""Wave view: the pixels of the wave panel, and what is drawn over them; repainted where they have changed."""

from __future__ import annotations

import math
from typing import Any

from PyQt6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget
from PyQt6.sip import voidptr

from livemel.gui.looks.theme import SELECTION_ALPHA, Theme
from livemel.gui.page import Page
from livemel.picture.wave import Sound
from livemel.picture.wave_raster import WaveLook, WaveRaster
from livemel.runtime.loudness import CLIPPED

CROSSHAIR_PX = 4
"""Half of the width of the strip that is painted anew around the crosshair."""


class WaveView(QWidget):
    """Scrolls with the page; of the pixels only the new ones are drawn."""

    def __init__(self, page: Page, theme: Theme) -> None:
        super().__init__()
        self._page = page
        self._theme = theme
        self._gain = 1.0
        self._store: Sound | None = None
        self._raster: WaveRaster | None = None
        self._image = QImage()
        self._crosshair: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(40)
        page.viewportChanged.connect(self.forget)
        page.selectionChanged.connect(self.update)
        page.markersChanged.connect(self.update)
        page.hoverChanged.connect(self._move_crosshair)

    def forget(self) -> None:
        """Draw everything anew when it is painted next."""
        self._raster, self._image = None, QImage()
        self.update()

    def advance(self) -> None:
        """Follow the page, draw what is new or has come late, and have that painted with the picture."""
        raster = self._ready()
        moved = raster.advance(self._right(raster))
        drawn = raster.drawn
        old, self._crosshair = self._crosshair, self._crosshair_x(raster)
        if self._image.devicePixelRatio() != 1.0 or not 0 <= moved < self.width() // 2:
            if moved or drawn:
                self.update()
            return
        region = QRegion(self.width() - drawn, 0, drawn, self.height()) if drawn else QRegion()
        if moved:
            self.scroll(-moved, 0)
        scrolled = None if old is None else old - moved
        if scrolled != self._crosshair:
            region += self._strip(scrolled) + self._strip(self._crosshair)
        self.update(region)

    def _ready(self) -> WaveRaster:
        """The pixels; drawn whole where there are none."""
        if self._raster is not None:
            return self._raster
        ratio = self.devicePixelRatioF()
        width, height = max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))
        samples_per_pixel = self._page.viewport.seconds * self._page.sample_rate / width
        raster = WaveRaster(width, height, samples_per_pixel, self._store, self._look(ratio))
        raster.advance(self._right(raster))
        memory: Any = voidptr(raster.pixels.ctypes.data)  # PyQt's stubs know bytes only, which would be copied
        self._raster = raster
        self._image = QImage(memory, width, height, 4 * width, QImage.Format.Format_RGB32)
        self._image.setDevicePixelRatio(ratio)
        self._crosshair = self._crosshair_x(raster)
        return raster

    def _look(self, ratio: float) -> WaveLook:
        theme = self._theme
        return WaveLook(
            ground=QColor(theme.panel).rgb(),
            grid=QColor(theme.grid).rgb(),
            wave=QColor(theme.wave).rgb(),
            core=QColor(theme.rms).rgb(),
            level=QColor(theme.accent).rgb(),
            clip=QColor(theme.clip).rgb(),
            gain=self._gain,
            stroke_px=max(1, round(theme.line_width * ratio)),
            full_scale=CLIPPED,
        )

    def _right(self, raster: WaveRaster) -> int:
        """The pixel column of the endless picture behind the right edge."""
        return round(self._page.edge * self._page.sample_rate / raster.samples_per_pixel)

    def _x_of(self, seconds: float, raster: WaveRaster) -> float:
        """Where a moment stands: it moves by whole device pixels, with the picture."""
        column = math.floor(seconds * self._page.sample_rate / raster.samples_per_pixel)
        return float(column - raster.right + raster.pixels.shape[1]) / self._image.devicePixelRatio()

    def _crosshair_x(self, raster: WaveRaster) -> int | None:
        hover = self._page.hover
        return None if hover is None else int(self._x_of(hover.seconds, raster))

    def _strip(self, x: int | None) -> QRegion:
        if x is None:
            return QRegion()
        return QRegion(QRect(x - CROSSHAIR_PX, 0, 2 * CROSSHAIR_PX + 1, self.height()) & self.rect())

    def _move_crosshair(self) -> None:
        if self._raster is not None:
            old, self._crosshair = self._crosshair, self._crosshair_x(self._raster)
            self.update(self._strip(old) + self._strip(self._crosshair))

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """The ring in two copies without scaling, and in front of it selection, markers and crosshair."""
        raster = self._ready()
        painter = QPainter(self)
        height, width = raster.pixels.shape
        oldest = raster.right % width
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(QPointF(0, 0), self._image, QRectF(oldest, 0, width - oldest, height))
        if oldest:
            there = QPointF((width - oldest) / self._image.devicePixelRatio(), 0)
            painter.drawImage(there, self._image, QRectF(0, 0, oldest, height))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self._paint_overlays(painter, raster)

    def _paint_overlays(self, painter: QPainter, raster: WaveRaster) -> None:
        theme, page = self._theme, self._page
        if page.selection is not None:
            left, right = self._x_of(page.selection.begin, raster), self._x_of(page.selection.end, raster)
            shade = QColor(theme.selection)
            shade.setAlpha(SELECTION_ALPHA)
            painter.fillRect(QRectF(left, 0, right - left, self.height()), shade)
            for x in (left, right):
                self._line(painter, x, theme.selection)
        for marker in page.markers:
            if page.begin <= marker.seconds <= page.edge:
                self._line(painter, self._x_of(marker.seconds, raster), theme.marker)
        if self._crosshair is not None:
            self._line(painter, self._crosshair - 1, theme.halo, 2)
            self._line(painter, self._crosshair, theme.crosshair)

    def _line(self, painter: QPainter, x: float, colour: str, more: int = 0) -> None:
        wide = max(1, round(self._theme.line_width)) + more
        painter.fillRect(QRectF(x, 0, wide, self.height()), QColor(colour))

    def event(self, event: QEvent | None) -> bool:
        """A screen of another scale needs other pixels, though the size stays the same."""
        if event is not None and event.type() == QEvent.Type.DevicePixelRatioChange:
            self.forget()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """All pixels are others."""
        self.forget()

    def showEvent(self, event: QShowEvent | None) -> None:
        """Much may have passed."""
        self.forget()

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(1100, 110)
