"""The markers as a table: where each stands, what is there, and how far it is from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PyQt6.QtCore import QSignalBlocker, Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from livemel.picture.reading import Reading, distance
from livemel.picture.reading_text import FIGURE_SPACE, distance_text, level_text, time_text

COLUMNS = ("Name", "Time", "Hz", "Note", "Level", "From the one before")
NAME = 0


@dataclass(frozen=True, eq=False)
class NamedReading:
    """A marker with what is there."""

    name: str
    reading: Reading


class MarkerTable(QTableWidget):
    """A name is changed by typing over it; Delete takes the marker away."""

    renamed = pyqtSignal(int, str)
    deleted = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self.setHorizontalHeaderLabels(COLUMNS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Markers")
        self.setToolTip("F2 or a double click renames a marker, Delete takes it away")
        for header in (self.verticalHeader(), self.horizontalHeader()):
            if header is not None:
                header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.delete_current)
        self.itemChanged.connect(self._tell_name)

    def set_markers(self, markers: Sequence[NamedReading]) -> None:
        """Show these, in this order."""
        with QSignalBlocker(self):
            row = self.currentRow()
            self.setRowCount(len(markers))
            for number, marker in enumerate(markers):
                before = markers[number - 1].reading if number else None
                self._write(number, marker, before)
            self.setCurrentCell(min(row, len(markers) - 1), NAME)

    def delete_current(self) -> None:
        """Ask that the current marker be taken away."""
        if self.currentRow() >= 0:
            self.deleted.emit(self.currentRow())

    def _write(self, row: int, marker: NamedReading, before: Reading | None) -> None:
        reading = marker.reading
        texts = (
            marker.name,
            time_text(reading.seconds),
            f"{reading.hz:.1f}",
            "" if reading.note is None else str(reading.note),
            level_text(reading),
            "" if before is None else distance_text(distance(before, reading)),
        )
        for column, text in enumerate(texts):
            self._item(row, column).setText(text.replace(FIGURE_SPACE, ""))

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        """What is in a cell, or what is there from now on."""
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            if column != NAME:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.setItem(row, column, item)
        return item

    def _tell_name(self, item: QTableWidgetItem) -> None:
        if item.column() == NAME:
            self.renamed.emit(item.row(), item.text())
