"""Level meter: RMS and peak in dBFS (AES17: a full-scale sine is 0 for both), peak hold and a clip lamp."""

from __future__ import annotations

import math

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QSizePolicy, QWidget

from livemel.gui.theme import THEMES, Theme
from livemel.picture.ticks import level_ticks
from livemel.runtime.loudness import Ballistics

SCALE_MIN_DBFS = -72.0
BAR_WIDTH = 14
LEAST_LAMP_HEIGHT = 14
GAP = 4


class LevelMeter(QWidget):
    """A bar for the RMS, a line for the held peak, a lamp for clipping; the numbers below."""

    def __init__(self, theme: Theme = THEMES["dark"]) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[int, int, bool, str] | None = None
        self._levels = Ballistics()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Level in dBFS")

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_levels(self, levels: Ballistics) -> None:
        """Show `levels`; repaints only if that would change a pixel."""
        text = "-inf" if levels.held_peak_dbfs < -99 else f"{levels.held_peak_dbfs:.0f}"
        shown = (self._y_of(levels.rms_dbfs), self._y_of(levels.held_peak_dbfs), levels.clipped, text)
        if shown != self._shown:
            self._shown, self._levels = shown, levels
            self.setAccessibleDescription(f"peak {text} dBFS" + (", clipped" if levels.clipped else ""))
            self.update()

    def sizeHint(self) -> QSize:
        """The bar and its scale."""
        return QSize(BAR_WIDTH + self.fontMetrics().horizontalAdvance("-00") + 3 * GAP, 100)

    def _lamp_height(self) -> int:
        """Its word has room beside it."""
        return max(LEAST_LAMP_HEIGHT, self.fontMetrics().height())

    def _bar(self) -> QRectF:
        line, lamp = self.fontMetrics().height(), self._lamp_height()
        return QRectF(0, lamp + GAP, BAR_WIDTH, max(1, self.height() - lamp - 2 * GAP - line))

    def _y_of(self, level_dbfs: float) -> int:
        bar = self._bar()
        fraction = 1 - min(1.0, max(0.0, level_dbfs / SCALE_MIN_DBFS if math.isfinite(level_dbfs) else 1.0))
        return round(bar.bottom() - fraction * bar.height())

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Lamp, bar, held peak, scale, number."""
        painter = QPainter(self)
        bar = self._bar()
        text_colour = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(text_colour)
        self._paint_lamp(painter)
        rms, peak = self._y_of(self._levels.rms_dbfs), self._y_of(self._levels.held_peak_dbfs)
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.fillRect(QRectF(1, rms, BAR_WIDTH - 2, bar.bottom() - rms - 1), QColor(self._theme.wave))
        painter.fillRect(QRectF(1, peak, BAR_WIDTH - 2, 2), QColor(self._theme.peak))
        line = self.fontMetrics().height()
        for tick in level_ticks(SCALE_MIN_DBFS, 0.0, bar.height(), 3.0 * line):
            y = bar.bottom() - tick.position * bar.height()
            top = min(max(bar.top(), y - line / 2), bar.bottom() - line)
            where = QRectF(BAR_WIDTH + GAP, top, self.width() - BAR_WIDTH - GAP, line)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, tick.label)
        number = "" if self._shown is None else self._shown[3]
        painter.drawText(QRectF(0, self.height() - line, self.width(), line), 0, number)

    def _paint_lamp(self, painter: QPainter) -> None:
        """Filled and named when clipped: not by colour alone."""
        lamp = QRectF(0, 0, BAR_WIDTH, self._lamp_height())
        if self._levels.clipped:
            painter.fillRect(lamp, QColor(self._theme.clip))
            where = QRectF(BAR_WIDTH + GAP, 0, self.width() - BAR_WIDTH, lamp.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, "clip")
        painter.drawRect(lamp.adjusted(0, 0, -1, -1))
