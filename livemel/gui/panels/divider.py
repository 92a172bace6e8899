"""Divider: a thin strip between two panels, that is dragged, or moved by arrow keys, to give one of them more room."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QSizePolicy, QWidget

THICKNESS = 6
GRIP = 28
KEY_STEP = 16


class Divider(QWidget):
    """Gives `panel`, which lies behind it (at its right, or below), a fixed size that a person chooses.

    Parameters
    ----------
    panel
        What is resized; shown and hidden together with the divider.
    orientation
        Horizontal: the panel is at the right, and its width is chosen; Vertical: below, and its height.
    least, most
        Of the panel, in pixels.
    """

    moved = pyqtSignal(int)
    """The panel's new size."""

    def __init__(self, panel: QWidget, orientation: Qt.Orientation, least: int, most: int, size: int) -> None:
        super().__init__()
        self._panel = panel
        self._is_sideways = orientation is Qt.Orientation.Horizontal
        self._least, self._most = least, most
        self._grabbed: float | None = None
        self._room = most
        self._size = size
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed, free) if self._is_sideways else self.setSizePolicy(free, fixed)
        self.setFixedWidth(THICKNESS) if self._is_sideways else self.setFixedHeight(THICKNESS)
        self.setCursor(Qt.CursorShape.SplitHCursor if self._is_sideways else Qt.CursorShape.SplitVCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"Size of {panel.accessibleName() or 'the panel'}")
        self.setToolTip("Drag, or arrow keys: size of the panel")
        self.set_size(size)

    @property
    def panel_size(self) -> int:
        """Pixels across."""
        return self._size

    def set_size(self, size: int) -> None:
        """Make the panel so wide or so high, within its limits."""
        self._size = min(self._most, max(self._least, size))
        self._give()

    def set_room(self, pixels: int) -> None:
        """However large it was chosen, the panel takes no more than this, or its least: the window is small."""
        self._room = pixels
        self._give()

    def _give(self) -> None:
        pixels = max(self._least, min(self._size, self._room))
        if self._is_sideways:
            self._panel.setFixedWidth(pixels)
        else:
            self._panel.setFixedHeight(pixels)

    def set_shown(self, is_shown: bool) -> None:
        """Show or hide both."""
        self._panel.setVisible(is_shown)
        self.setVisible(is_shown)

    def _move_by(self, pixels: float) -> None:
        """Towards the panel where positive."""
        self.set_size(round(self._size - pixels))
        self.moved.emit(self._size)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take hold of it."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = self._along(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Move it."""
        if event is not None and self._grabbed is not None:
            here = self._along(event)
            self._move_by(here - self._grabbed)
            self._grabbed = here

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Let it go."""
        self._grabbed = None

    def _along(self, event: QMouseEvent) -> float:
        where = event.globalPosition()
        return where.x() if self._is_sideways else where.y()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Arrows move it."""
        if event is None:
            return
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right) if self._is_sideways else (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.key() in keys:
            self._move_by(KEY_STEP if event.key() == keys[1] else -KEY_STEP)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """A grip in its middle, brighter with the focus."""
        painter = QPainter(self)
        role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(role))
        centre = self.rect().center()
        wide, high = (2, GRIP) if self._is_sideways else (GRIP, 2)
        painter.drawRect(centre.x() - wide // 2, centre.y() - high // 2, wide, high)
