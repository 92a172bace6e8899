"""The honest corner: how the sound is, what is true of the run, what was lost."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from livemel.gui.looks.theme import set_role
from livemel.gui.side.fact_rows import FactRows
from livemel.gui.side.health_banner import HealthBanner, verdict_text
from livemel.gui.side.ledger_table import LedgerTable
from livemel.runtime.facts.every import as_text
from livemel.runtime.facts.rows import Group
from livemel.runtime.health.doctor import Verdict
from livemel.runtime.ledger import Ledger
from livemel.runtime.ledger_text import NOTHING_LOST
from livemel.runtime.ledger_text import as_text as ledger_text

LEAST_WIDTH = 360
COPY = "&Copy as text"
SAVE = "&Save losses\u2026"


class FactsPanel(QWidget):
    """Shows what it is told; whoever owns it tells it about once a second while it is visible."""

    saveLedgerAsked = pyqtSignal()
    copied = pyqtSignal()
    """Everything has been put on the clipboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banner = HealthBanner()
        self._rows = FactRows()
        self._nothing_lost = QLabel(NOTHING_LOST)
        self._table = LedgerTable()
        self._copy = QPushButton(COPY)
        self._save = QPushButton(SAVE)
        self._told: tuple[Verdict, tuple[Group, ...], Ledger] | None = None
        self.setAccessibleName("Honest corner: health, facts and losses")
        self.setMinimumWidth(LEAST_WIDTH)
        self._lay_out()
        self._copy.setToolTip("Health, facts and losses, for a message to somebody (Alt+C)")
        self._save.setToolTip("Every loss as CSV, TSV or text (Alt+S)")
        self._copy.clicked.connect(self._copy_text)
        self._save.clicked.connect(self.saveLedgerAsked)
        self._show_table(False)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidget(self._rows)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll it
        area.setAccessibleName("Facts")
        losses = QLabel("Losses, one by one")
        set_role(losses, "title")
        set_role(self._nothing_lost, "faint")
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addWidget(self._save)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._banner)
        column.addWidget(area, 3)
        column.addWidget(losses)
        column.addWidget(self._nothing_lost)
        column.addWidget(self._table, 1)
        column.addLayout(buttons)

    def set_facts(self, verdict: Verdict, groups: tuple[Group, ...], ledger: Ledger) -> None:
        """Show how it is now."""
        self._banner.set_verdict(verdict)
        self._rows.set_groups(groups)
        self._table.set_ledger(ledger)
        self._show_table(self._table.count > 0)
        self._told = (verdict, groups, ledger)

    def _show_table(self, shown: bool) -> None:
        self._table.setVisible(shown)
        self._nothing_lost.setVisible(not shown)
        self._save.setEnabled(shown)

    def _copy_text(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None and self._told is not None:
            verdict, groups, ledger = self._told
            clipboard.setText(f"{verdict_text(verdict)}\n\n{as_text(groups, with_help=True)}\n{ledger_text(ledger)}")
            self.copied.emit()
