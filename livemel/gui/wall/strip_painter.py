"""StripPainter: the last minutes of a room as a picture, hatched where nothing was told."""

from __future__ import annotations

import numpy as np
from PyQt6.QtCore import QPointF, QRect, QRectF
from PyQt6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap

from livemel.gui.looks.theme import Theme
from livemel.picture.hatch import PERIOD_PX, hatched_columns
from livemel.picture.wall.shown import Levels
from livemel.picture.wall.strips import Scale, missing, stretches, strip_pixels


class StripPainter:
    """Of one scale of colours. GUI thread."""

    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        memory = hatched_columns(np.arange(PERIOD_PX), PERIOD_PX).T.tobytes()
        image = QImage(memory, PERIOD_PX, PERIOD_PX, 4 * PERIOD_PX, QImage.Format.Format_RGB32)
        self._hatch = QBrush(QPixmap.fromImage(image.copy()))  # which has memory of its own

    def paint(self, painter: QPainter, where: QRect, levels: Levels, unheard: int, end: int, theme: Theme) -> None:
        """A strip of shape (seconds, bands) that ends before second `end`; the first `unheard` are left blank."""
        if where.width() < 1 or where.height() < 1:
            return
        pixels = strip_pixels(levels, self._scale, where.height())
        rows, seconds = pixels.shape
        memory = pixels.tobytes()
        image = QImage(memory, seconds, rows, 4 * seconds, QImage.Format.Format_RGB32)
        painter.drawImage(where, image)
        width = where.width() / seconds
        painter.setBrushOrigin(QPointF(where.left() - end * width % PERIOD_PX, 0))  # the lines move with the seconds
        for begin, after in stretches(missing(levels, unheard)):
            left, right = (where.left() + round(second * width) for second in (begin, after))
            painter.fillRect(QRectF(left, where.top(), right - left, where.height()), self._hatch)
        blank = round(unheard * width)
        painter.fillRect(QRect(where.left(), where.top(), blank, where.height()), QColor(theme.panel))
