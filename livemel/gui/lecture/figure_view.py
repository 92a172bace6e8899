"""FigureView: shows a figure, and a line where the sound is that plays."""

from __future__ import annotations

from time import perf_counter

from PyQt6.QtCore import QPointF, QRectF
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from livemel.gui.lecture.figure_painter import paint_figure
from livemel.gui.lecture.frame import Frame
from livemel.gui.looks.theme import current_theme
from livemel.lecture.figure import Figure


class FigureView(QWidget):
    """Draws a figure once for each that it is given; the cursor is laid over it. GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.font_px = 24.0
        self.paint_ms = 0.0
        """What the last drawing took."""
        self._figure: Figure | None = None
        self._drawn: QPixmap | None = None
        self._frames: list[Frame] = []
        self._cursor_s: float | None = None

    @property
    def figure(self) -> Figure | None:
        """What is shown."""
        return self._figure

    def show_figure(self, figure: Figure | None) -> None:
        """Show another; None: nothing."""
        self._figure, self._drawn = figure, None
        self.update()

    def set_cursor(self, seconds: float | None) -> None:
        """Mark what is heard now, in seconds of the sound; None: nothing is."""
        if seconds != self._cursor_s:
            self._cursor_s = seconds
            self.update()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Draw anew."""
        self._drawn = None
        super().resizeEvent(event)

    def redraw(self) -> None:
        """Draw anew, in another theme or size."""
        self._drawn = None
        self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Paint."""
        if self._figure is None:
            return
        painter = QPainter(self)
        if self._drawn is None:
            self._drawn = self._draw(self._figure)
        painter.drawPixmap(0, 0, self._drawn)
        if self._cursor_s is not None:
            painter.setPen(QPen(QColor(current_theme().problem), 3))
            for frame in self._frames:
                if frame.plot.cursor and frame.plot.x.low <= self._cursor_s <= frame.plot.x.high:
                    at = float(frame.x(self._cursor_s))
                    painter.drawLine(QPointF(at, frame.box.top()), QPointF(at, frame.box.bottom()))

    def _draw(self, figure: Figure) -> QPixmap:
        began = perf_counter()
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(current_theme().window))
        painter = QPainter(drawn)
        painter.setFont(self.font())
        place = QRectF(0, 0, self.width(), self.height())
        self._frames = paint_figure(painter, figure, place, current_theme(), self.font_px)
        painter.end()
        self.paint_ms = 1000 * (perf_counter() - began)
        return drawn
