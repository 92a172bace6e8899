"""The painted array of one model, with its axes and what the model does not hear."""

from __future__ import annotations

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QSizePolicy, QWidget

from livemel.gui.looks.theme import TICK_LENGTH
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.picture.model_image import Rows, model_image
from livemel.picture.model_input import ModelInput, deaf_lines
from livemel.picture.ticks import frequency_ticks, time_ticks

GAP = 4
DEAF_TEXT = "#ffffff"
LEAST_HEIGHT = 140
NOT_HEARD = "not heard"


class ModelPicture(QWidget):
    """Frequency upwards, the window's seconds to the right. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ModelInput | None = None
        self._seconds = 0.0
        self._colormap = "magma"
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, LEAST_HEIGHT)
        self.setAccessibleName("What the model receives")

    def show_input(self, view: ModelInput, seconds: float) -> None:
        """Show `view` from its begin on over so many seconds."""
        self._view, self._seconds = view, seconds
        self._image = None
        self.update()

    def set_colormap(self, name: str) -> None:
        """Other colours."""
        self._colormap = name
        self._image = None
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(480, 240)

    def plot_rect(self) -> QRectF:
        """Where the array is painted."""
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("88.8k") + TICK_LENGTH + GAP
        return QRectF(left, 0, max(1, self.width() - left), max(1, self.height() - metrics.height() - TICK_LENGTH))

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """The array, then its axes and the words in the grey."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        where, view = self.plot_rect(), self._view
        if view is None or self._seconds <= 0:
            painter.fillRect(where, Qt.GlobalColor.black)
            return
        window = QRectF(where)
        window.setWidth(where.width() * view.window_seconds / self._seconds)
        ratio = self.devicePixelRatioF()
        size = QSize(max(1, round(window.width() * ratio)), max(1, round(window.height() * ratio)))
        rows = Rows.of(view, size.height())
        if self._image is None or self._image.size() != size:
            self._image = self._drawn(view, rows, size.width())
        self._image.setDevicePixelRatio(ratio)
        painter.drawImage(where.topLeft(), self._image)
        self._paint_frequencies(painter, where, view, rows)
        self._paint_times(painter, where)
        self._paint_deaf(painter, window, view, rows)

    def _drawn(self, view: ModelInput, rows: Rows, width: int) -> QImage:
        display, table = view.config.display, packed(lookup_table(self._colormap))
        pixels = model_image(view, rows, width, view.window_seconds, table, display.db_min, display.db_max)
        data = np.ascontiguousarray(pixels).tobytes()
        return QImage(data, width, rows.height, 4 * width, QImage.Format.Format_RGB32).copy()

    def _paint_frequencies(self, painter: QPainter, where: QRectF, view: ModelInput, rows: Rows) -> None:
        line = self.fontMetrics().height()
        for tick in frequency_ticks(rows.axis(view), where.height(), 1.3 * line):
            y = where.bottom() - tick.position * where.height()
            if tick.major:
                painter.drawLine(QPointF(where.left() - TICK_LENGTH, y), QPointF(where.left(), y))
                top = min(max(0.0, y - line / 2), where.height() - line)
                room = QRectF(0, top, where.left() - TICK_LENGTH - GAP, line)
                painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.label)

    def _paint_times(self, painter: QPainter, where: QRectF) -> None:
        metrics = self.fontMetrics()
        for tick in time_ticks(self._seconds, where.width(), 1.6 * metrics.horizontalAdvance("00.0 s"), 0.0, "0 s"):
            x = where.left() + tick.position * where.width()
            if tick.major:
                painter.drawLine(QPointF(x, where.bottom()), QPointF(x, where.bottom() + TICK_LENGTH))
                wide = metrics.horizontalAdvance(tick.label)
                left = min(x - wide / 2, self.width() - wide - 1)
                painter.drawText(QRectF(left, where.bottom() + TICK_LENGTH, wide + 1, metrics.height()), 0, tick.label)

    def _paint_deaf(self, painter: QPainter, where: QRectF, view: ModelInput, rows: Rows) -> None:
        """Words in the grey, where there is room for them."""
        above, below = deaf_lines(view)
        ratio = self.devicePixelRatioF()
        painter.setPen(QColor(DEAF_TEXT))
        for text, top, height in (
            (above, where.top(), rows.above / ratio),
            (below, where.bottom() - rows.below / ratio, rows.below / ratio),
        ):
            words = self._fitting(text, where.width())
            if words and height >= self.fontMetrics().height():
                room = QRectF(where.left(), top, where.width(), height)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _fitting(self, text: str, width: float) -> str:
        """The text, or as much less as there is room for; the caption says it in any case."""
        choices = (text, NOT_HEARD) if text else ()
        return next((each for each in choices if self.fontMetrics().horizontalAdvance(each) <= width), "")
