"""A titled group of fields that can be folded up."""

from __future__ import annotations

from collections.abc import Iterable

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from livemel.gui.looks.theme import set_role
from livemel.gui.settings.field import Field

MARGIN = 8


class Section(QWidget):
    """A header to press, and below it the fields in three columns. GUI thread."""

    def __init__(self, title: str, fields: Iterable[Field], tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = list(fields)
        self._title = title
        self._asked_open = self._is_open = False
        self.header = QToolButton()
        self.header.setAutoRaise(True)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setArrowType(Qt.ArrowType.RightArrow)
        self.header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.header.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header.setToolTip(tip)
        self.header.clicked.connect(lambda: self.set_open(not self._is_open))
        self.body = panel(self.fields)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.header)
        layout.addWidget(self.body)
        self._open(False)
        self.set_changed(0)

    def set_changed(self, count: int) -> None:
        """Say how many of the fields are not those of the preset."""
        text = f"{self._title}   {count} changed" if count else self._title
        self.header.setText(text)
        self.header.setAccessibleName(text)

    def set_open(self, is_open: bool) -> None:
        """Unfold or fold up; so it stays when a search ends."""
        self._asked_open = is_open
        self._open(is_open)

    def search(self, found: Iterable[Field] | None) -> bool:
        """Show the fields that were found, and nothing if there are none; None: there is no search."""
        wanted = self.fields if found is None else list(found)
        for field in self.fields:
            field.set_visible(field in wanted)
        self.setVisible(bool(wanted))
        self._open(self._asked_open if found is None else bool(wanted))
        return bool(wanted)

    def _open(self, is_open: bool) -> None:
        self._is_open = is_open
        self.header.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.header.setAccessibleDescription("unfolded" if is_open else "folded up")
        self.body.setVisible(is_open)


def panel(fields: Iterable[Field]) -> QFrame:
    """The fields below each other on a ground of their own."""
    frame = QFrame()
    set_role(frame, "panel")
    grid = QGridLayout(frame)
    grid.setContentsMargins(MARGIN, MARGIN, MARGIN // 2, MARGIN)
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, field in enumerate(fields):
        field.put(grid, 2 * row)
    return frame
