"""A number with its unit, typed or stepped; what is typed is asked for, whatever it is."""

from __future__ import annotations

import math

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PyQt6.QtWidgets import QAbstractSpinBox, QWidget

from livemel.config.setting import Value
from livemel.gui.settings.words import written

SETTLE_MS = 250
"""Steps that follow each other sooner are one change."""
MOST_LETTERS = 64
"""That can be typed."""
LEAST_STEP = 1e-3
"""From 0."""


class NumberEdit(QAbstractSpinBox):
    """Emits `asked` with an int, a float, or the text itself where it is no number. GUI thread.

    Enter and leaving the field ask at once, Escape gives the old value back.
    """

    asked = pyqtSignal(object)

    def __init__(
        self, default: int | float, unit: str = "", meaning_of_zero: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._zero = f"0 ({meaning_of_zero})" if meaning_of_zero else written(default * 0, unit)
        self._whole = isinstance(default, int)
        self._unit = unit
        self._value: Value = default
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self.doubles = False
        """Whether a step up is twice as much, as for lengths of a transform."""
        self.editingFinished.connect(self._ask)
        self.setMinimumWidth(0)
        self._last = ""
        """What was shown or asked for last."""
        line = self.lineEdit()
        if line is not None:
            line.setMaxLength(MOST_LETTERS)
        self.restore()

    def set_value(self, value: Value) -> None:
        """Show `value`; nothing is asked. The same as before leaves alone what is being typed."""
        if value != self._value or not self.hasFocus():  # else somebody may be typing
            self._value = value
            self.restore()

    def restore(self) -> None:
        """Show what was set last, whatever was typed."""
        self._settle.stop()
        self._write(self._value)
        self._last = self.text()

    def value(self) -> Value:
        """What was set last."""
        return self._value

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Both ways: a step too far is told like any wrong value."""
        return QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled

    def stepBy(self, steps: int) -> None:
        """So many steps from what stands there, asked for when no other step follows."""
        number = self._typed()
        if isinstance(number, str):
            number = 0 if self._whole else 0.0
        self._write(self._stepped(number, steps))
        self._settle.start()

    def _stepped(self, number: int | float, steps: int) -> int | float:
        if self.doubles and number > 0:
            return round(number * 2.0**steps) if self._whole else number * 2.0**steps
        if self._whole:
            return int(number) + steps
        step = 10.0 ** math.floor(math.log10(abs(number)) - 1) if number else LEAST_STEP
        step = max(step, 1.0) if abs(number) >= 1 else step
        return round(number + steps * step, 12)

    def validate(self, text: str | None, position: int) -> tuple[QValidator.State, str, int]:
        """Anything may be typed: what is wrong with it is said beside the field."""
        return QValidator.State.Acceptable, text or "", position

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Escape gives the old value back, and asks for it so that what was said of the wrong one goes."""
        if event is not None and event.key() == Qt.Key.Key_Escape and self.text() != self._text_of(self._value):
            self.restore()
            self.asked.emit(self._value)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Scrolls the form unless the field was chosen."""
        if event is not None and not self.hasFocus():
            event.ignore()
            return
        super().wheelEvent(event)

    def _ask(self) -> None:
        self._settle.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.asked.emit(self._typed())

    def _typed(self) -> int | float | str:
        text = self.text().strip()
        if text == self._zero:
            return 0 if self._whole else 0.0
        bare = text.removesuffix(self._unit).strip() if self._unit else text
        for kind in (int, float):
            try:
                return kind(bare)
            except ValueError:
                continue
        return text

    def _write(self, value: Value) -> None:
        line = self.lineEdit()
        if line is not None:
            line.setText(self._text_of(value))
            line.setCursorPosition(0)

    def _text_of(self, value: Value) -> str:
        return self._zero if value == 0 else written(value, self._unit)
