"""A name out of a list that may be incomplete."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QComboBox, QWidget

from livemel.config.setting import Value

FEWEST_LETTERS = 6
"""The list may become so narrow."""


class Named(QComboBox):
    """One of a few names, or whatever is typed; nothing typed means the one that is named by default."""

    asked = pyqtSignal(object)

    def __init__(self, default_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Value = ""
        self._last = ""
        """What was shown or asked for last."""
        self._first = f"({default_name})"
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(FEWEST_LETTERS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(default_name)
            line.editingFinished.connect(lambda: self._ask(self.currentText()))
        self.activated.connect(lambda index: self._ask(self.itemText(index)))
        self.set_names(())

    def set_names(self, names: Sequence[str]) -> None:
        """Offer these; what is shown stays."""
        self.clear()
        self.addItem(self._first)
        for name in names:
            self.addItem(name)
        self.restore()

    def set_value(self, value: Value) -> None:
        """Show `value`; nothing is asked. The same as before leaves alone what is being typed."""
        if value != self._value or not self.hasFocus():
            self._value = value
            self.restore()

    def restore(self) -> None:
        """Show what was set last, whatever was typed."""
        self.setCurrentIndex(-1)
        self.setEditText(str(self._value))
        self._last = str(self._value)

    def value(self) -> Value:
        """What was set last."""
        return self._value

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Scrolls the form: a turn of the wheel opens no other microphone."""
        if event is not None:
            event.ignore()

    def _ask(self, name: str) -> None:
        if name == self._first:
            name = ""
            self.setEditText(name)
        if name != self._last:
            self._last = name
            self.asked.emit(name)
