"""What the painted strips around the picture have in common."""

from __future__ import annotations

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QPaintDevice, QPainter, QPalette
from PyQt6.QtWidgets import QWidget

from livemel.gui.looks.theme import Theme
from livemel.picture.ticks import Tick

GAP = 4


class Furniture(QWidget):
    """A painted strip; text has the window's colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Other colours; text follows the application's font and palette."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def _painter(self, device: QPaintDevice | None = None) -> QPainter:
        """Of the widget, or of a picture of it."""
        painter = QPainter(device or self)
        painter.setFont(self.font())
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
