"""The ledger of losses as a table: when, how long, why."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from livemel.runtime.ledger import Ledger, Loss
from livemel.runtime.ledger_text import clock_name, length_name

COLUMNS = ("Time", "Length", "Cause")
TIPS = (
    "Time of day; the tip of each says how long after the start of listening",
    "Sound that is missing; a dash where none is",
    "Why, and how often in this moment",
)
SECONDS = len("hh:mm:ss")
MOST_ROWS = 500
"""The newest; a saved ledger has all."""


class LedgerTable(QTableWidget):
    """The newest loss is the last row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self._shown = -1
        self._of: Ledger | None = None
        self.setAccessibleName("Losses: time, length, cause")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)  # Tab leaves the table, the arrows walk in it
        for column, (name, tip) in enumerate(zip(COLUMNS, TIPS, strict=True)):
            item = QTableWidgetItem(name)
            item.setToolTip(tip)
            self.setHorizontalHeaderItem(column, item)
        self._arrange_header()

    def _arrange_header(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        if rows is not None:
            rows.hide()
        if columns is not None:
            columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            columns.setStretchLastSection(True)
            # a long cause takes several lines, as many as it needs once the column has its width
            queued = Qt.ConnectionType.QueuedConnection
            columns.sectionResized.connect(self.resizeRowsToContents, queued)  # type: ignore[call-arg]  # PyQt's stubs

    def set_ledger(self, ledger: Ledger) -> None:
        """Show the losses of `ledger`, if there are others than before."""
        if ledger is self._of and ledger.changes == self._shown:
            return
        self._of, self._shown = ledger, ledger.changes
        losses = ledger.losses()[-MOST_ROWS:]
        self.setRowCount(len(losses))
        for row, loss in enumerate(losses):
            for column, (text, tip) in enumerate(_row(loss)):
                self._write(row, column, text, tip)
        self.resizeRowsToContents()
        self.scrollToBottom()

    def _write(self, row: int, column: int, text: str, tip: str) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        item.setText(text)
        item.setToolTip(tip)


def _row(loss: Loss) -> tuple[tuple[str, str], ...]:
    """Text and tip of each column."""
    moment = clock_name(loss.wall_seconds)
    cause = f"{loss.cause} ({loss.count} x)" if loss.count > 1 else loss.cause
    return (
        (moment[:SECONDS], f"{moment}, {loss.at_seconds:.3f} s after the start"),
        (length_name(loss.lost_seconds), f"of {loss.of}"),
        (cause, cause),
    )
