"""Spectrum view: the curves of the bands at the heights of the page's frequency axis."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from livemel.gui.looks.theme import Theme
from livemel.gui.page import Page
from livemel.gui.panels.spectrum_curves import GAP, grid, legend, polygon, styles
from livemel.picture.unfed import IsUnfed

Levels = NDArray[np.float32]


class SpectrumView(QWidget):
    """Levels to the right, frequency upwards."""

    def __init__(self, page: Page, theme: Theme) -> None:
        super().__init__()
        self._page = page
        self._theme = theme
        self._range = (-80.0, 0.0)
        self._unit = ""
        self._is_unfed: IsUnfed | None = None
        self._grid: QPixmap | None = None
        self._legend: QPixmap | None = None
        self._legend_entries: dict[str, str] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(60)
        page.frequenciesChanged.connect(self.update)

    def curves(self) -> Mapping[str, Levels]:
        """What to draw: keys of `styles`, levels of shape (n_mels,)."""
        return {}

    def names(self) -> dict[str, str]:
        """What each curve is called."""
        return {}

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self._forget()

    def set_bands(self, is_unfed: IsUnfed | None) -> None:
        """The curves pass over bands that no FFT bin feeds, shape (n_mels,); None where all are fed."""
        self._is_unfed = is_unfed
        self.update()

    def _set_range(self, level_min: float, level_max: float, unit: str) -> None:
        if (level_min, level_max, unit) != (*self._range, self._unit):
            self._range, self._unit = (level_min, level_max), unit
            self._grid = None

    def _forget(self) -> None:
        self._grid = self._legend = None
        self.update()

    def _y_of(self, hz: float) -> float:
        return (1.0 - float(self._page.axis.fraction_of(hz))) * self.height()

    def _seen_bands(self, n_mels: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The bands that are fed and seen, with one more at both ends, and the heights of their centres in pixels."""
        viewport = self._page.viewport
        first = max(0, int(np.floor(viewport.low * n_mels)) - 1)
        last = min(n_mels, int(np.ceil(viewport.high * n_mels)) + 1)
        bands = np.arange(first, last)
        if self._is_unfed is not None and len(self._is_unfed) == n_mels:
            bands = bands[~self._is_unfed[bands]]
        fractions = ((bands + 0.5) / n_mels - viewport.low) / (viewport.high - viewport.low)
        return bands, (1.0 - fractions) * self.height()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Grid, curves, crosshair, legend."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._grid is None:
            self._grid = grid(self.size(), self._range, self._unit, self._theme, self.font(), ratio)
        painter.drawPixmap(0, 0, self._grid)
        curves = self.curves()
        for key, style in styles(self._theme).items():
            if key in curves:
                painter.setPen(style.pen())
                self._paint_curve(painter, curves[key])
        self._paint_crosshair(painter, curves)
        entries = {key: name for key, name in self.names().items() if key in curves}
        if entries:
            if self._legend is None or entries != self._legend_entries:
                self._legend, self._legend_entries = legend(entries, self._theme, self.font(), ratio), entries
            left = self.width() - self._legend.deviceIndependentSize().width()
            painter.drawPixmap(QPointF(max(0.0, left), 0), self._legend)

    def _paint_curve(self, painter: QPainter, levels: Levels) -> None:
        bands, ys = self._seen_bands(len(levels))
        low, high = self._range
        shares = (levels[bands].astype(np.float64) - low) / (high - low)
        xs = np.fmin(np.fmax(shares, 0.0), 1.0) * (self.width() - 1)  # at the left what is not a number
        painter.drawPolyline(polygon(xs, ys))

    def _paint_crosshair(self, painter: QPainter, curves: Mapping[str, Levels]) -> None:
        """A line at the frequency that is pointed at, and the level there as a number."""
        hover = self._page.hover
        if hover is None or hover.hz is None:
            return
        y, theme = self._y_of(hover.hz), self._theme
        painter.fillRect(QRectF(0, y - 1, self.width(), 3), QColor(theme.halo))
        painter.fillRect(QRectF(0, y, self.width(), 1), QColor(theme.crosshair))
        text = self._level_text(curves, hover.hz)
        if text:
            metrics = self.fontMetrics()
            line = metrics.height()
            top = y + 3 if y < self.height() / 2 else y - 3 - line
            box = QRectF(0, top, metrics.horizontalAdvance(text) + 2 * GAP, line)
            painter.fillRect(box, QColor(theme.panel))
            painter.setPen(QColor(theme.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _level_text(self, curves: Mapping[str, Levels], hz: float) -> str:
        key = "pointed" if "pointed" in curves else "now"
        if key not in curves:
            return ""
        band = int(self._page.axis.band_at(self._page.axis.fraction_of(hz)))
        levels = curves[key]
        if band >= len(levels) or not np.isfinite(levels[band]):
            return ""
        return f"{levels[band]:.1f} {self._unit}".rstrip()

    def event(self, event: QEvent | None) -> bool:
        """Fonts, palettes and screens come and go."""
        if event is not None and event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.FontChange):
            self._forget()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """The lines are elsewhere."""
        self._forget()

    def sizeHint(self) -> QSize:
        """Narrow."""
        return QSize(150, 400)
