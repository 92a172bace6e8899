"""The two scales of the wave panel: amplitude at its left, level at its right."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, QSize, Qt
from PyQt6.QtGui import QPaintEvent
from PyQt6.QtWidgets import QSizePolicy

from livemel.gui.looks.theme import MINOR_TICK_LENGTH, TICK_LENGTH, Theme
from livemel.gui.panels.furniture import GAP, Furniture
from livemel.picture.ticks import level_ticks
from livemel.picture.wave_raster import LOWEST_DBFS


class AmplitudeScale(Furniture):
    """The samples at the height of the curve; 1 is full scale."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._gain = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.setAccessibleName("Amplitude scale, 1 is full scale")
        self.setToolTip("Amplitude; 1 is full scale. Shift+wheel over the curve makes it taller.")

    def set_gain(self, gain: float) -> None:
        """The sample at the edge is 1 / gain."""
        self._gain = gain
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the longest label."""
        return QSize(self._text_width("-0.005") + TICK_LENGTH + 2 * GAP, 40)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Ticks and labels."""
        painter = self._painter()
        right = self.width()
        for tick in level_ticks(-1 / self._gain, 1 / self._gain, self.height(), 1.5 * self._line_height()):
            y = self._y_of(tick)
            length = TICK_LENGTH if tick.major else MINOR_TICK_LENGTH
            painter.drawLine(QPointF(right - length, y), QPointF(right, y))
            where = self._label_rect(0, right - TICK_LENGTH - GAP, y)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.label)


class LevelScale(Furniture):
    """dBFS at the height of the level's line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setAccessibleName("Level scale in dBFS")
        self.setToolTip("Level of the last 125 ms in dBFS: a full-scale sine is 0")

    def sizeHint(self) -> QSize:
        """Wide enough for the longest label and the unit."""
        wide = TICK_LENGTH + self._text_width("-72") + self._line_height() + 3 * GAP
        return QSize(wide, 40)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Ticks and labels in the text's colour, the unit beside them, a stroke in the line's colour."""
        painter = self._painter()
        for tick in level_ticks(LOWEST_DBFS, 0.0, self.height(), 1.5 * self._line_height()):
            y = self._y_of(tick)
            painter.drawLine(QPointF(0, y), QPointF(TICK_LENGTH if tick.major else MINOR_TICK_LENGTH, y))
            where = self._label_rect(TICK_LENGTH + GAP, self._text_width("-72"), y)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.label)
        left = TICK_LENGTH + self._text_width("-72") + 2 * GAP
        self._write_upwards(painter, left, "dBFS")
