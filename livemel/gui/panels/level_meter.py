"""Level meter: RMS and peak in dBFS (AES17: a full-scale sine is 0 for both), peak hold and a clip lamp."""

from __future__ import annotations

import math

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QSizePolicy, QWidget

from livemel.gui.looks.theme import THEMES, Theme
from livemel.picture.ticks import level_ticks
from livemel.runtime.loudness import Ballistics

SCALE_MIN_DBFS = -72.0
BAR_WIDTH = 14
LEAST_LAMP_HEIGHT = 14
GAP = 4
LEFT = 8
"""Room between it and what stands beside it."""


class LevelMeter(QWidget):
    """As high as the picture: a lamp for clipping, below it a bar for the RMS, and the held peak with its number."""

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
        before = self._shown
        if shown == before:
            return
        self._shown, self._levels = shown, levels
        if before is not None and shown[1:] == before[1:]:
            self.update(self._bar().toAlignedRect())  # the numbers beside it stand
            return
        self.setAccessibleDescription(f"peak {text} dBFS" + (", clipped" if levels.clipped else ""))
        self.update()

    def sizeHint(self) -> QSize:
        """The bar and its scale."""
        return QSize(LEFT + BAR_WIDTH + self.fontMetrics().horizontalAdvance("-00") + 3 * GAP, 100)

    def _lamp_height(self) -> int:
        """Its word has room beside it."""
        return max(LEAST_LAMP_HEIGHT, self.fontMetrics().height())

    def _bar(self) -> QRectF:
        top = self._lamp_height() + GAP
        return QRectF(LEFT, top, BAR_WIDTH, max(1, self.height() - top))

    def _label(self, y: float) -> QRectF:
        """Beside height `y`, kept beside the bar."""
        bar, line = self._bar(), self.fontMetrics().height()
        top = min(max(bar.top(), y - line / 2), bar.bottom() - line)
        return QRectF(bar.right() + GAP, top, self.width() - bar.right() - GAP, line)

    def _y_of(self, level_dbfs: float) -> int:
        bar = self._bar()
        fraction = 1 - min(1.0, max(0.0, level_dbfs / SCALE_MIN_DBFS if math.isfinite(level_dbfs) else 1.0))
        return round(bar.bottom() - fraction * bar.height())

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Lamp, bar, scale, and in front of it the held peak; no more than the bar where no more is asked for."""
        painter = QPainter(self)
        bar, peak = self._bar(), self._y_of(self._levels.held_peak_dbfs)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        self._paint_lamp(painter)
        rms = self._y_of(self._levels.rms_dbfs)
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.fillRect(QRectF(LEFT + 1, rms, BAR_WIDTH - 2, bar.bottom() - rms - 1), QColor(self._theme.wave))
        painter.fillRect(QRectF(LEFT + 1, min(peak, bar.bottom() - 2), BAR_WIDTH - 2, 2), QColor(self._theme.peak))
        if event is None or event.rect().right() > bar.right():
            self._paint_numbers(painter, bar, self._label(peak))

    def _paint_numbers(self, painter: QPainter, bar: QRectF, peak: QRectF) -> None:
        """The scale, and the held peak in place of what the scale says there."""
        for tick in level_ticks(SCALE_MIN_DBFS, 0.0, bar.height(), 3.0 * self.fontMetrics().height()):
            where = self._label(bar.bottom() - tick.position * bar.height())
            if not where.intersects(peak):
                painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, tick.label)
        painter.setPen(QColor(self._theme.peak))
        painter.drawText(peak, Qt.AlignmentFlag.AlignVCenter, "" if self._shown is None else self._shown[3])

    def _paint_lamp(self, painter: QPainter) -> None:
        """Filled and named when clipped: not by colour alone."""
        lamp = QRectF(LEFT, 0, BAR_WIDTH, self._lamp_height())
        if self._levels.clipped:
            painter.fillRect(lamp, QColor(self._theme.clip))
            where = QRectF(lamp.right() + GAP, 0, self.width() - lamp.right() - GAP, lamp.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, "clip")
        painter.drawRect(lamp.adjusted(0, 0, -1, -1))
