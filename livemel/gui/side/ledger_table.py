"""The ledger of losses as a table: when, how long, why."""

from __future__ import annotations

from PyQt6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from livemel.runtime.ledger import Ledger, Loss
from livemel.runtime.ledger_text import clock_name, length_name

COLUMNS = ("Time", "Length", "Cause")
TIPS = (
    "Time of day; the tip of each says how long after the start of listening",
    "Sound that is missing; a dash where none is",
    "Why, and how often in this moment",
)
SECONDS = len("hh:mm:ss")
MOST_ROWS = 50
"""The newest; a saved ledger has all. Measuring the rows anew at every loss takes 0.1 ms a row."""
TIP = Qt.ItemDataRole.ToolTipRole
SHOWN = Qt.ItemDataRole.DisplayRole


class _Rows(QAbstractTableModel):
    """The newest losses, the oldest of them first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._losses: list[Loss] = []

    def set_losses(self, losses: list[Loss]) -> None:
        self.beginResetModel()
        self._losses = losses
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008  # as Qt has it
        return 0 if parent.isValid() else len(self._losses)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: QModelIndex, role: int = SHOWN) -> str | None:
        if role not in (SHOWN, TIP):
            return None
        text, tip = _row(self._losses[index.row()])[index.column()]
        return tip if role == TIP else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = SHOWN) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role not in (SHOWN, TIP):
            return None
        return TIPS[section] if role == TIP else COLUMNS[section]


class LedgerTable(QTableView):
    """The newest loss is the last row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self._shown = -1
        self._of: Ledger | None = None
        self.setModel(self._rows)
        self.setAccessibleName("Losses: time, length, cause")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)  # Tab leaves the table, the arrows walk in it
        self._arrange_headers()

    def _arrange_headers(self) -> None:
        """Columns as wide as they need; a long cause takes several lines."""
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        if rows is not None:
            rows.hide()
        if columns is not None:
            columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            columns.setStretchLastSection(True)
            queued = Qt.ConnectionType.QueuedConnection  # once the column has its width
            columns.sectionResized.connect(self.resizeRowsToContents, queued)  # type: ignore[call-arg]  # PyQt's stubs

    @property
    def count(self) -> int:
        """Rows."""
        return self._rows.rowCount()

    def set_ledger(self, ledger: Ledger) -> None:
        """Show the losses of `ledger`, if there are others than before."""
        if ledger is self._of and ledger.changes == self._shown:
            return
        self._of, self._shown = ledger, ledger.changes
        self._rows.set_losses(ledger.losses(newest=MOST_ROWS))
        self.resizeRowsToContents()
        self.scrollToBottom()


def _row(loss: Loss) -> tuple[tuple[str, str], ...]:
    """Text and tip of each column."""
    moment = clock_name(loss.wall_seconds)
    cause = f"{loss.cause} ({loss.count} x)" if loss.count > 1 else loss.cause
    return (
        (moment[:SECONDS], f"{moment}, {loss.at_seconds:.3f} s after the start"),
        (length_name(loss.lost_seconds), f"of {loss.of}"),
        (cause, cause),
    )
