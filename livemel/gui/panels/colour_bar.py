"""Colour bar: what level each colour stands for, and the handles to change that."""

from __future__ import annotations

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PyQt6.QtWidgets import QSizePolicy

from livemel.gui.looks.theme import MINOR_TICK_LENGTH, THEMES, TICK_LENGTH, Theme
from livemel.gui.panels.furniture import GAP, Furniture
from livemel.gui.panels.wheel import NOTCH, turned
from livemel.picture.colours import Pixels
from livemel.picture.level_range import FINE, Part, moved_range, step_of
from livemel.picture.ticks import level_ticks

BAR_WIDTH = 18
HANDLE_HEIGHT = 8
MARGIN = 0.08
"""Of the height, above and below the handles: room to drag them outwards."""


class ColourBar(Furniture):
    """Tells what was asked for; shows what it is told by `set_colours`.

    Dragging an end or the wheel moves it in steps of 1 dB, with Shift of 0.1; dragging the middle moves both.
    """

    rangeChanged = pyqtSignal(float, float)
    """Levels of the darkest and the brightest colour that were asked for."""
    automaticAsked = pyqtSignal()

    def __init__(self, theme: Theme = THEMES["dark"]) -> None:
        super().__init__(theme)
        self._table: Pixels = np.zeros(256, np.uint32)
        self._range = (-100.0, 0.0)
        self._title = "dB"
        self._dragged: Part | None = None
        self._pressed_level = 0.0
        self._pressed_range = self._range
        self._scale = self._scale_around(self._range)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Colour bar")

    def set_colours(self, table: Pixels, level_min: float, level_max: float, title: str) -> None:
        """Show `table`, shape (256,), 0xffRRGGBB, over a range of levels whose unit and reference are in `title`."""
        self._table, self._range, self._title = table, (level_min, level_max), title
        if self._dragged is None:
            self._scale = self._scale_around(self._range)
        self.setToolTip(
            f"{title}\nDrag an end or the middle, or turn the wheel; Shift: finer. Double click or A: automatic.\n"
            "Keys: Up, Down: lower end; Shift+Up, Shift+Down: upper end."
        )
        self.setAccessibleDescription(f"{title}, from {level_min:g} to {level_max:g}")
        self.update()

    def sizeHint(self) -> QSize:
        """The bar, its labels and the title along it."""
        return QSize(BAR_WIDTH + TICK_LENGTH + self._text_width("-100") + self._line_height() + 3 * GAP, 100)

    @staticmethod
    def _scale_around(levels: tuple[float, float]) -> tuple[float, float]:
        """What stands at the lower and the upper edge of the widget; it stays while a handle is dragged."""
        beyond = (levels[1] - levels[0]) * MARGIN / (1 - 2 * MARGIN)
        return levels[0] - beyond, levels[1] + beyond

    @property
    def _ends(self) -> dict[Part, float]:
        return {Part.LOWER: self._range[0], Part.UPPER: self._range[1]}

    def _height_of(self, level: float) -> float:
        """Pixels from the top."""
        low, high = self._scale
        return (high - level) / (high - low) * (self.height() - 1)

    def _level_at(self, y: float) -> float:
        low, high = self._scale
        return high - y / max(1, self.height() - 1) * (high - low)

    def _part_at(self, y: float) -> Part:
        """The handle that is near; between them and beyond them, both."""
        distances = {part: abs(y - self._height_of(level)) for part, level in self._ends.items()}
        nearest = min(distances, key=lambda part: distances[part])
        return nearest if distances[nearest] <= HANDLE_HEIGHT else Part.BOTH

    def _ask(self, levels: tuple[float, float]) -> None:
        if levels != self._range:
            self._range = levels
            if self._dragged is None:
                self._scale = self._scale_around(levels)
            self.update()
            self.rangeChanged.emit(*levels)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take hold of an end, or of the whole range."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._dragged = self._part_at(event.position().y())
            self._pressed_level = self._level_at(event.position().y())
            self._pressed_range = self._range
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Move what is held; else show by the pointer's shape what would be."""
        if event is None:
            return
        if self._dragged is None:
            is_end = self._part_at(event.position().y()) is not Part.BOTH
            self.setCursor(Qt.CursorShape.SplitVCursor if is_end else Qt.CursorShape.SizeVerCursor)
            return
        change = self._level_at(event.position().y()) - self._pressed_level
        self._ask(moved_range(self._pressed_range, self._dragged, change, _has_shift(event)))

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Let go: the bar fits the range again."""
        self._dragged = None
        self._scale = self._scale_around(self._range)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Ask for the range that suits what is to be seen."""
        self.automaticAsked.emit()

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Move the end that is pointed at, or both."""
        if event is not None:
            steps = turned(event) / NOTCH * (FINE if _has_shift(event) else 1.0)
            part = self._part_at(event.position().y())
            self._ask(moved_range(self._range, part, steps * step_of(self._range), _has_shift(event)))
            event.accept()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Up and down move the lower end, with Shift the upper one; A asks for an automatic range."""
        if event is None:
            return
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is not None:
            part = Part.UPPER if _has_shift(event) else Part.LOWER
            self._ask(moved_range(self._range, part, steps * step_of(self._range)))
        elif event.key() == Qt.Key.Key_A:
            self.automaticAsked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Bar, handles, ticks, labels, and the title turned upwards at the right."""
        painter = self._painter()
        self._paint_bar(painter)
        for tick in level_ticks(*self._scale, self.height(), 3.0 * self._line_height()):
            y = self._y_of(tick)
            length = TICK_LENGTH if tick.major else MINOR_TICK_LENGTH
            painter.drawLine(QPointF(BAR_WIDTH, y), QPointF(BAR_WIDTH + length, y))
            where = self._label_rect(BAR_WIDTH + TICK_LENGTH + GAP, self._text_width("-100"), y)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.label)
        self._paint_handles(painter)
        self._write_upwards(painter, self.width() - self._line_height(), self._title)

    def _paint_bar(self, painter: QPainter) -> None:
        """The colours from handle to handle; beyond them the outermost."""
        top, bottom = self._height_of(self._range[1]), self._height_of(self._range[0])
        brightest, darkest = (QColor.fromRgb(int(self._table[index])) for index in (-1, 0))
        painter.fillRect(QRectF(0, 0, BAR_WIDTH, top), brightest)
        painter.fillRect(QRectF(0, bottom, BAR_WIDTH, self.height() - bottom), darkest)
        column = np.ascontiguousarray(self._table[::-1])
        image = QImage(column.tobytes(), 1, 256, 4, QImage.Format.Format_RGB32)
        painter.drawImage(QRectF(0, top, BAR_WIDTH, bottom - top), image)

    def _paint_handles(self, painter: QPainter) -> None:
        theme = self._theme
        painter.save()
        for part, level in self._ends.items():
            y = self._height_of(level)
            is_held = self._dragged in (part, Part.BOTH)
            painter.setPen(QColor(theme.accent if is_held or self.hasFocus() else theme.outline))
            painter.setBrush(QColor(theme.field))
            painter.drawRect(QRectF(0.5, y - HANDLE_HEIGHT / 2 + 0.5, BAR_WIDTH - 1, HANDLE_HEIGHT - 1))
            painter.setPen(QColor(theme.text))
            painter.drawLine(QPointF(4, y), QPointF(BAR_WIDTH - 5, y))
            if is_held:
                self._paint_number(painter, level, y)
        painter.restore()

    def _paint_number(self, painter: QPainter, level: float, y: float) -> None:
        """Over the labels, beside the handle that is held."""
        text = f"{level:.4g}"
        box = self._label_rect(BAR_WIDTH + 2, self._text_width(text) + 2 * GAP, y)
        painter.fillRect(box, QColor(self._theme.accent))
        painter.setPen(QColor(self._theme.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _has_shift(event: QMouseEvent | QWheelEvent | QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
