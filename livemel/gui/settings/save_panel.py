"""Asks for the name of an own preset."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from livemel.config.loading import user_preset_names
from livemel.config.own_presets import MOST_LETTERS, preset_name_problem
from livemel.gui.looks.theme import set_problem, set_role
from livemel.gui.settings.field import SIGN, label_width


class SavePanel(QFrame):
    """Name, what it is for, and two buttons. GUI thread."""

    saveAsked = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self.name = _line("Name of the preset", "birds")
        self.name.setMaxLength(MOST_LETTERS)
        self.description = _line("What the preset is for", "for songs above 2 kHz")
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        set_role(self.problem, "problem")
        self.save = QPushButton("Save")
        set_role(self.save, "primary")
        cancel = QPushButton("Cancel")
        grid = QGridLayout(self)
        grid.setColumnStretch(1, 1)
        for row, (text, line) in enumerate((("Name", self.name), ("For what", self.description))):
            label = QLabel(text)
            label.setBuddy(line)
            label.setFixedWidth(label_width(label))
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
        grid.addWidget(self.problem, 2, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        grid.addLayout(buttons, 3, 0, 1, 2)
        self.problem.hide()
        self.name.textChanged.connect(self._look)
        self.name.returnPressed.connect(self._ask)
        self.description.returnPressed.connect(self._ask)
        self.save.clicked.connect(self._ask)
        cancel.clicked.connect(self.hide)

    def ask(self) -> None:
        """Show the panel, ready to type."""
        self.tell("")
        self._look(self.name.text())
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def tell(self, problem: str) -> None:
        """Say what is wrong with the name; nothing if it is empty."""
        self.problem.setText(f"{SIGN} {problem}" if problem else "")
        self.problem.setVisible(bool(problem))
        set_problem(self.name, bool(problem))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Escape leaves everything as it was."""
        if event is not None and event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _look(self, name: str) -> None:
        self.save.setText("Replace" if name in user_preset_names() else "Save")
        self.tell(preset_name_problem(name) if name else "")

    def _ask(self) -> None:
        problem = preset_name_problem(self.name.text())
        self.tell(problem)
        if not problem:
            self.saveAsked.emit(self.name.text(), self.description.text())


def _line(name: str, example: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setToolTip(name)
    line.setPlaceholderText(example)
    return line
