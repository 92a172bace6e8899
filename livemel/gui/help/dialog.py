"""Help: every key and what the mouse does, in a box of its own that can be searched; the picture goes on behind it."""

from __future__ import annotations

from collections.abc import Iterable

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from livemel.gui.help.chapter import ChapterBox, box_of_keys, box_of_signs
from livemel.gui.help.entries import chapters
from livemel.gui.looks.theme import set_role

MARGIN = 16
COLUMN_EMS = 27
"""Width of a column in heights of a line; where the box is narrower there are fewer."""
MOST_COLUMNS = 3
SIZE_EMS = (64, 42)
MOST_OF_SCREEN = 0.9


def show_help(parent: QWidget) -> HelpDialog:
    """Open the box, or bring the one that is open to the front."""
    open_ones = (box for box in parent.findChildren(HelpDialog) if box.isVisible())
    dialog = next(open_ones, None) or HelpDialog(parent)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


class HelpDialog(QDialog):
    """What is typed is looked for in names, words and keys; Esc closes it. GUI thread."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("livemel \u2013 help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a key, or what it does")
        self.search.setAccessibleName("Search the help")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.nothing_found = QLabel()
        set_role(self.nothing_found, "faint")
        self.nothing_found.hide()
        self.columns = _Columns([*map(box_of_keys, chapters()), box_of_signs()])
        self.area = QScrollArea()
        self.area.setWidget(self.columns)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll it
        self.area.setAccessibleName("Keys and mouse")
        close = QPushButton("&Close")
        close.setToolTip("Close the help (Esc)")
        close.clicked.connect(self.close)
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        column.setSpacing(MARGIN)
        column.addLayout(head)
        column.addWidget(self.nothing_found)
        column.addWidget(self.area, 1)
        self._take_size()

    def _take_size(self) -> None:
        em = self.fontMetrics().height()
        width, height = (em * count for count in SIZE_EMS)
        screen = self.screen()
        if screen is not None:
            room = screen.availableGeometry()
            width = min(width, round(MOST_OF_SCREEN * room.width()))
            height = min(height, round(MOST_OF_SCREEN * room.height()))
        self.resize(width, height)

    def _find(self, text: str) -> None:
        found = self.columns.show_found(text)
        self.nothing_found.setText("" if found else f"Nothing is called \u201c{text.strip()}\u201d here.")
        self.nothing_found.setVisible(not found)


class _Columns(QWidget):
    """The chapters side by side, in as many columns as there is room for, each about as long as the others."""

    def __init__(self, boxes: Iterable[ChapterBox]) -> None:
        super().__init__()
        self._boxes = self._found = list(boxes)
        self._count = 0
        self._columns = [QVBoxLayout() for _ in range(MOST_COLUMNS)]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, MARGIN, MARGIN)
        self._row.setSpacing(MARGIN)
        for column in self._columns:
            column.setSpacing(MARGIN)
            self._row.addLayout(column)
        self._share_out(1)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """More room, more columns."""
        room = self.width() // (COLUMN_EMS * self.fontMetrics().height())
        count = min(max(1, room), MOST_COLUMNS)
        if count != self._count:
            self._share_out(count)
        super().resizeEvent(event)

    def show_found(self, text: str) -> bool:
        """Show what has words that begin as those of `text` do, and nothing else; whether there is any."""
        words = text.casefold().split()
        self._found = [box for box in self._boxes if box.show_found(words)]
        self._share_out(self._count)
        return bool(self._found)

    def _share_out(self, count: int) -> None:
        self._count = count
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        total, before = sum(box.length for box in self._found), 0.0
        for box in self._found:
            middle = (before + box.length / 2) / total
            self._columns[int(count * middle)].addWidget(box)
            before += box.length
        for number, column in enumerate(self._columns):
            self._row.setStretch(number, 1 if number < count else 0)
            column.addStretch(1)
