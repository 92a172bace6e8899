"""The right widget for each kind of setting: all show a value and ask for another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PyQt6.QtCore import Qt, pyqtBoundSignal, pyqtSignal
from PyQt6.QtGui import QIcon, QWheelEvent
from PyQt6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QSizePolicy, QWidget

from livemel.config.setting import Setting, Value
from livemel.config.window_names import WINDOW_PARAMETERS
from livemel.gui.panels.eliding_box import ElidingBox
from livemel.gui.settings.named import Named
from livemel.gui.settings.number_edit import NumberEdit
from livemel.gui.settings.swatch import colormap_icon, swatch_size
from livemel.gui.settings.words import choice_text, meaning_of_zero, unit_shown

FEWEST_LETTERS = 6
"""A list of choices may become so narrow."""


class Editor(Protocol):
    """What `editor_for` makes: a widget that emits `asked`, whatever was typed."""

    asked: pyqtBoundSignal

    def set_value(self, value: Value) -> None:
        """Show `value`; nothing is asked."""

    def restore(self) -> None:
        """Show what was set last, whatever was typed."""

    def value(self) -> Value:
        """What was set last."""


def editor_for(name: str, setting: Setting) -> QWidget:
    """An Editor for "section.key"."""
    if setting.choices:
        choices = Choice([(choice, choice_text(name, choice)) for choice in setting.choices])
        if name == "display.colormap":
            choices.set_icons([colormap_icon(str(choice)) for choice in setting.choices])
        return choices
    if isinstance(setting.default, bool):
        return Check()
    if name == "source.device":
        return Named("the default one")
    if isinstance(setting.default, str):
        return Text(list(WINDOW_PARAMETERS) if name == "stft.window" else ())
    number = NumberEdit(setting.default, unit_shown(setting), meaning_of_zero(setting))
    number.doubles = name in ("stft.n_fft", "display.seconds", "level.floor", "pcen.eps")
    return number


def as_editor(widget: QWidget) -> Editor:
    """The widget that `editor_for` made, as what it is."""
    return cast(Editor, widget)


class Choice(ElidingBox):
    """One of a few."""

    asked = pyqtSignal(object)

    def __init__(self, choices: Sequence[tuple[Value, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Value = ""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(FEWEST_LETTERS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)
        self.activated.connect(lambda index: self.asked.emit(self.itemData(index)))

    def set_choices(self, choices: Sequence[tuple[Value, str]]) -> None:
        """Offer these, each a value and its text."""
        self.clear()
        for value, text in choices:
            self.addItem(text, value)
        self.set_value(self._value)

    def set_tips(self, tips: Sequence[str]) -> None:
        """Say more about each choice."""
        for index, tip in enumerate(tips):
            self.setItemData(index, tip, Qt.ItemDataRole.ToolTipRole)

    def set_icons(self, icons: Sequence[QIcon]) -> None:
        """Show each choice by a picture, too."""
        self.setIconSize(swatch_size(self))
        for index, icon in enumerate(icons):
            self.setItemIcon(index, icon)

    def set_value(self, value: Value) -> None:
        """Show `value`; nothing is asked."""
        self._value = value
        self.restore()

    def restore(self) -> None:
        """Show what was set last."""
        self.setCurrentIndex(self.findData(self._value))

    def value(self) -> Value:
        """What was set last."""
        return self._value

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Scrolls the form unless the list was chosen."""
        if event is not None and not self.hasFocus():
            event.ignore()
            return
        super().wheelEvent(event)


class Check(QCheckBox):
    """On or off."""

    asked = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Value = False
        self.clicked.connect(lambda on: self.asked.emit(on))
        self.toggled.connect(lambda on: self.setText("on" if on else "off"))
        self.setText("off")

    def set_value(self, value: Value) -> None:
        """Show `value`; nothing is asked."""
        self._value = value
        self.restore()

    def restore(self) -> None:
        """Show what was set last."""
        self.setChecked(bool(self._value))

    def value(self) -> Value:
        """What was set last."""
        return self._value


class Text(QLineEdit):
    """A line of text, with words to choose from where they are known."""

    asked = pyqtSignal(object)

    def __init__(self, words: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Value = ""
        self._last = ""
        """What was shown or asked for last."""
        if words:
            completer = QCompleter(list(words), self)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)
        self.editingFinished.connect(self._ask)

    def set_value(self, value: Value) -> None:
        """Show `value`; nothing is asked. The same as before leaves alone what is being typed."""
        if value != self._value or not self.hasFocus():
            self._value = value
            self.restore()

    def restore(self) -> None:
        """Show what was set last, whatever was typed."""
        self.setText(str(self._value))
        self.setCursorPosition(0)
        self._last = self.text()

    def value(self) -> Value:
        """What was set last."""
        return self._value

    def _ask(self) -> None:
        if self.text() != self._last:
            self._last = self.text()
            self.asked.emit(self._last)
