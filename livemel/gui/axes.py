"""The furniture around the picture: frequency axis, time axis, colour bar. Still unless a setting changes."""

from __future__ import annotations

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QSizePolicy, QWidget

from livemel.gui.theme import MINOR_TICK_LENGTH, TICK_LENGTH
from livemel.picture.axis import MelAxis
from livemel.picture.raster import Pixels
from livemel.picture.ticks import Tick, frequency_ticks, level_ticks, time_ticks

BAR_WIDTH = 18
GAP = 4


class _Furniture(QWidget):
    """A painted strip in the window's text colour."""

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        return painter

    def _text_width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _line_height(self) -> int:
        return self.fontMetrics().height()

    def _y_of(self, tick: Tick) -> float:
        return self.height() - 1 - tick.position * (self.height() - 1)

    def _label_rect(self, x: float, width: float, y: float) -> QRectF:
        """Beside a tick at height `y`, kept inside the strip."""
        line = self._line_height()
        return QRectF(x, min(max(0.0, y - line / 2), self.height() - line), width, line)

    def _write_upwards(self, painter: QPainter, left: int, text: str) -> None:
        """Turn the painter, and write `text` along the whole height."""
        painter.translate(left, self.height())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, self.height(), self._line_height()), Qt.AlignmentFlag.AlignCenter, text)


class FrequencyAxis(_Furniture):
    """Hz at the left of the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._axis: MelAxis | None = None
        self._title = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Frequency axis in Hz")

    def set_axis(self, axis: MelAxis, title: str) -> None:
        """Show the ticks of `axis`; its unit and its scale are in `title`."""
        self._axis, self._title = axis, title
        self.setToolTip(title)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the title and the longest label."""
        return QSize(self._line_height() + self._text_width("00.0k") + TICK_LENGTH + 3 * GAP, 100)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Ticks and labels, and the title turned upwards at the left."""
        if self._axis is None:
            return
        painter = self._painter()
        line = self._line_height()
        right = self.width()
        room = right - TICK_LENGTH - GAP
        for tick in frequency_ticks(self._axis, self.height(), 1.3 * line):
            y = self._y_of(tick)
            length = TICK_LENGTH if tick.major else MINOR_TICK_LENGTH
            painter.drawLine(QPointF(right - length, y), QPointF(right, y))
            where = self._label_rect(0, room, y)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.label)
        self._write_upwards(painter, 0, self._title)


class TimeAxis(_Furniture):
    """Seconds below the picture, 0 at its right edge."""

    def __init__(self) -> None:
        super().__init__()
        self._seconds = 10.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Time axis in seconds")

    def set_seconds(self, seconds: float) -> None:
        """The time that the picture's width stands for."""
        self._seconds = seconds
        self.update()

    def sizeHint(self) -> QSize:
        """One line of text."""
        return QSize(100, self._line_height() + TICK_LENGTH + GAP)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Ticks and labels."""
        painter = self._painter()
        width = max(1, self.width() - 1)
        for tick in time_ticks(self._seconds, width, 1.6 * self._text_width("-00:00")):
            x = tick.position * width
            painter.drawLine(QPointF(x, 0), QPointF(x, TICK_LENGTH if tick.major else MINOR_TICK_LENGTH))
            wide = self._text_width(tick.label)
            left = min(max(0.0, x - wide / 2), self.width() - wide)
            painter.drawText(QRectF(left, TICK_LENGTH, wide + 1, self._line_height()), 0, tick.label)


class ColourBar(_Furniture):
    """What level each colour stands for."""

    def __init__(self) -> None:
        super().__init__()
        self._table: Pixels = np.zeros(256, np.uint32)
        self._range = (-100.0, 0.0)
        self._title = "dB"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Colour bar")

    def set_colours(self, table: Pixels, level_min: float, level_max: float, title: str) -> None:
        """Show `table`, shape (256,), 0xffRRGGBB, over a range of levels whose unit and reference are in `title`."""
        self._table, self._range, self._title = table, (level_min, level_max), title
        self.setToolTip(title)
        self.update()

    def sizeHint(self) -> QSize:
        """The bar, its labels and the title along it."""
        return QSize(BAR_WIDTH + TICK_LENGTH + self._text_width("-100") + self._line_height() + 3 * GAP, 100)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Bar, ticks, labels, and the title turned upwards at the right."""
        painter = self._painter()
        column = np.ascontiguousarray(self._table[::-1])
        image = QImage(column.tobytes(), 1, 256, 4, QImage.Format.Format_RGB32)
        painter.drawImage(QRectF(0, 0, BAR_WIDTH, self.height()), image)
        for tick in level_ticks(*self._range, self.height(), 3.0 * self._line_height()):
            y = self._y_of(tick)
            length = TICK_LENGTH if tick.major else MINOR_TICK_LENGTH
            painter.drawLine(QPointF(BAR_WIDTH, y), QPointF(BAR_WIDTH + length, y))
            where = self._label_rect(BAR_WIDTH + TICK_LENGTH + GAP, self._text_width("-100"), y)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.label)
        self._write_upwards(painter, self.width() - self._line_height(), self._title)
