"""Seek slider: a place in a file, taken by mouse or by keys."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent
from PyQt6.QtWidgets import QSlider, QStyle, QStyleOptionSlider

STEP_SECONDS, LONG_STEP_SECONDS = 1.0, 10.0
KEYS = {
    Qt.Key.Key_Left: -STEP_SECONDS,
    Qt.Key.Key_Right: STEP_SECONDS,
    Qt.Key.Key_Down: -LONG_STEP_SECONDS,
    Qt.Key.Key_Up: LONG_STEP_SECONDS,
    Qt.Key.Key_PageDown: -LONG_STEP_SECONDS,
    Qt.Key.Key_PageUp: LONG_STEP_SECONDS,
}
ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


class SeekSlider(QSlider):
    """Milliseconds from the begin of the file. GUI thread."""

    seekAsked = pyqtSignal(float)
    """Seconds from the begin."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Position in the file")
        self.setToolTip("Where the file is (\u2190 \u2192: 1 s, \u2191 \u2193: 10 s, Home, End)")
        self.setRange(0, 0)

    @property
    def seconds(self) -> float:
        """Where it stands."""
        return self.value() / 1000

    def set_seconds(self, position_s: float, length_s: float) -> None:
        """Show a place; while a hand holds the handle it stays there."""
        self.setMaximum(round(1000 * length_s))
        if not self.isSliderDown():
            self.setValue(round(1000 * position_s))

    def _ask(self, seconds: float) -> None:
        self.setValue(round(1000 * seconds))
        self.seekAsked.emit(self.seconds)

    def event(self, event: QEvent | None) -> bool:
        """While it has the focus these keys are its own, whatever they do in the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Seek by a step, or to an end."""
        if event is None or not _is_own(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Home:
            self._ask(0.0)
        elif event.key() == Qt.Key.Key_End:
            self._ask(self.maximum() / 1000)
        else:
            self._ask(self.seconds + KEYS[Qt.Key(event.key())])

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """The handle comes to the pointer, wherever it is pressed."""
        if event is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setSliderDown(True)
        self.setValue(self._value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """The handle follows."""
        if event is not None and self.isSliderDown():
            self.setValue(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Seek to where it was let go."""
        if event is not None and self.isSliderDown():
            self.setSliderDown(False)
            self._ask(self._value_at(event.position().x()) / 1000)

    def _value_at(self, x: float) -> int:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        style = self.style()
        assert style is not None
        part = QStyle.ComplexControl.CC_Slider
        handle = style.subControlRect(part, option, QStyle.SubControl.SC_SliderHandle, self).width()
        groove = style.subControlRect(part, option, QStyle.SubControl.SC_SliderGroove, self)
        room = groove.width() - handle
        at = round(x) - groove.x() - handle // 2
        return QStyle.sliderValueFromPosition(0, self.maximum(), min(max(0, at), room), room)


def _is_own(event: QKeyEvent) -> bool:
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier) and (
        event.key() in KEYS or event.key() in ENDS
    )
