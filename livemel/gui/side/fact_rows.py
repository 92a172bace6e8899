"""Groups of facts in two aligned columns."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from livemel.gui.looks.theme import set_role
from livemel.runtime.facts.rows import Fact, Group

ABOVE_GROUP_PX = 10
BESIDE_BAR_PX = 8
SHARES = (2, 3)
"""Of the width: labels, values."""


class FactRows(QWidget):
    """Labels left, values right, a title above each group; what a row means is its tip.

    Only what changes is written: the rows are made anew when there are others.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, BESIDE_BAR_PX, 0)
        for column, share in enumerate(SHARES):
            self._grid.setColumnStretch(column, share)
        self._values: list[tuple[QLabel, QLabel]] = []
        self._names: list[tuple[str, ...]] = []
        self._row = 0
        self.setAccessibleName("Facts")

    def set_groups(self, groups: tuple[Group, ...]) -> None:
        """Show `groups`."""
        names = [(group.title, *(fact.label for fact in group.facts)) for group in groups]
        if names != self._names:
            self._names = names
            self._build(groups)
        facts = [fact for group in groups for fact in group.facts]
        for (label, value), fact in zip(self._values, facts, strict=True):
            _write(label, value, fact)

    def _build(self, groups: tuple[Group, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._grid.setRowStretch(self._row, 0)
        self._values, self._row = [], 0
        for group in groups:
            self._add_title(group.title)
            for fact in group.facts:
                self._add_row(fact)
        self._grid.setRowStretch(self._row, 1)

    def _add_title(self, text: str) -> None:
        title = QLabel(text)
        set_role(title, "title")
        if self._values:
            title.setContentsMargins(0, ABOVE_GROUP_PX, 0, 0)
        self._grid.addWidget(title, self._row, 0, 1, 2)
        self._row += 1

    def _add_row(self, fact: Fact) -> None:
        top = Qt.AlignmentFlag.AlignTop
        label, value = QLabel(fact.label), QLabel()
        for each in (label, value):
            each.setTextFormat(Qt.TextFormat.PlainText)
            each.setWordWrap(True)
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(label, "faint")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(fact.label)
        self._grid.addWidget(label, self._row, 0, top)
        self._grid.addWidget(value, self._row, 1, top)
        self._row += 1
        self._values.append((label, value))


def _write(label: QLabel, value: QLabel, fact: Fact) -> None:
    if value.text() != fact.value:
        value.setText(fact.value)
    if value.toolTip() != fact.help:
        for each in (label, value):
            each.setToolTip(fact.help)
        value.setAccessibleDescription(fact.help)
