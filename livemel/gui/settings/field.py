"""One setting in the form: its label, its widget, the way back, and what is wrong with what was typed."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject, pyqtSignal
from PyQt6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from livemel.config.setting import Value
from livemel.gui.looks.icons import icon
from livemel.gui.looks.theme import current_theme, set_problem, set_role
from livemel.gui.settings.editors import as_editor
from livemel.gui.settings.words import written

SIGN = "\u26a0"
"""Before what is wrong: not by colour alone."""
LABEL_LETTERS = 12
"""All labels are so wide, so that the fields stand in one column."""
HEIGHT = 1.6
"""Of every field, in heights of its text."""
LEAST_WIDTH = 64
"""Of every field, in pixels."""


class Field(QObject):
    """A row of a grid. GUI thread.

    Columns: label, editor, way back; below, over the last two, what is wrong.
    """

    asked = pyqtSignal(object)
    resetAsked = pyqtSignal()

    def __init__(self, label: str, editor: QWidget, tip: str, unit: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.unit = unit
        self._text = label
        self._tip = tip
        self.label = QLabel(label)
        self.label.setBuddy(editor)
        self.label.setToolTip(tip)
        self.label.setWordWrap(True)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setMinimumWidth(LEAST_WIDTH)  # a word without end does not widen the form
        set_role(self.problem, "problem")
        self.problem.hide()
        self.reset = QToolButton()
        self.reset.setAutoRaise(True)
        self.reset.setAccessibleName(f"Reset {label}")
        self.reset.hide()
        self.reset.clicked.connect(self.resetAsked)
        editor.setMinimumWidth(LEAST_WIDTH)
        editor.setToolTip(tip)
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(tip)
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        as_editor(editor).asked.connect(self.asked)
        self._shown = True

    def put(self, grid: QGridLayout, row: int) -> None:
        """Take rows `row` and `row + 1` of `grid`."""
        grid.addWidget(self.label, row, 0)
        grid.addWidget(self.editor, row, 1)
        grid.addWidget(self.reset, row, 2)
        grid.addWidget(self.problem, row + 1, 1, 1, 2)
        grid.setColumnMinimumWidth(2, self.reset.sizeHint().width())  # also while it is hidden
        self.set_look()

    def set_look(self) -> None:
        """Follow the colours and the size of text of the theme."""
        self.reset.setIcon(icon("undo", current_theme()))
        self.label.setFixedWidth(label_width(self.label))
        height = round(HEIGHT * self.editor.fontMetrics().height())
        self.editor.setFixedHeight(height)
        self.reset.setFixedSize(height, height)

    def set_value(self, value: Value) -> None:
        """Show `value`; what was found wrong waits to be mended as long as `value` is the same."""
        editor = as_editor(self.editor)
        if self.has_problem and value == editor.value():
            return
        self.set_problem("")
        editor.set_value(value)

    def set_base(self, value: Value, base: Value, origin: str) -> None:
        """Mark the field while `value` is not `base`, which is that of `origin`."""
        differs = value != base
        font = self.label.font()
        font.setBold(differs)
        self.label.setFont(font)
        self.label.setText(f"{self._text} *" if differs else self._text)
        self.reset.setToolTip(f"Back to {written(base, self.unit)} ({origin})")
        self.reset.setVisible(self._shown and (differs or self.has_problem))

    @property
    def has_problem(self) -> bool:
        """Whether what stands there does not count."""
        return bool(self.problem.text())

    def set_problem(self, text: str) -> None:
        """Say what is wrong with what stands there; nothing if `text` is empty."""
        self.problem.setText(f"{SIGN} {text}" if text else "")
        self.problem.setVisible(self._shown and bool(text))
        self.editor.setAccessibleDescription(f"{text}\n{self._tip}" if text else self._tip)
        set_problem(self.editor, bool(text))
        if text:
            self.reset.setVisible(self._shown)

    def settle(self) -> None:
        """What stands there gives way to what was set."""
        self.set_problem("")
        as_editor(self.editor).restore()

    def set_visible(self, shown: bool) -> None:
        """Show or hide the whole row."""
        self._shown = shown
        self.label.setVisible(shown)
        self.editor.setVisible(shown)
        self.reset.setVisible(shown and (self.has_problem or self.label.font().bold()))
        self.problem.setVisible(shown and self.has_problem)

    @property
    def is_shown(self) -> bool:
        """Whether the row was not hidden."""
        return self._shown


def label_width(label: QLabel) -> int:
    """Of every label in the form, in pixels."""
    return label.fontMetrics().averageCharWidth() * LABEL_LETTERS


def is_new_look(event: QEvent | None) -> bool:
    """Whether `event` says that colours or sizes of text are others now."""
    return event is not None and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
