"""A point of the picture: what it is, how it came about, and the markers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QFontDatabase, QGuiApplication
from PyQt6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from livemel.gui.looks.theme import set_role
from livemel.gui.side.marker_table import MarkerTable, NamedReading
from livemel.picture.explanation import Explanation, bin_lines
from livemel.picture.reading import Reading
from livemel.picture.reading_text import FIGURE_SPACE, pieces_of

if TYPE_CHECKING:
    from livemel.gui.side.band_plot import BandPlot

FACTS = ("Time", "Clock", "Frequency", "Height", "Note", "Band", "Level")
NO_POINT = "Point at the picture to read it."
NO_EXPLANATION = "Ask for an explanation of a point to see how its level came about."
COPY = "&Copy as text"
DELETE = "&Delete marker"
BLANKS = f"{FIGURE_SPACE} "
LEAST_WIDTH = 360
MARKER_HEIGHT = 160
BINS_HEIGHT = 150


class PointPanel(QWidget):
    """Shows what it is told. GUI thread."""

    markerDeleted = pyqtSignal(int)
    """By number, from 0."""
    markerRenamed = pyqtSignal(int, str)
    copied = pyqtSignal()
    """The explanation has been put on the clipboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explanation: Explanation | None = None
        self._plot: BandPlot | None = None
        self.no_point, self.headline, self.bins = QLabel(NO_POINT), QLabel(NO_EXPLANATION), QPlainTextEdit()
        self.facts = {name: (QLabel(name), QLabel()) for name in FACTS}
        self.steps = QGridLayout()
        self.copy, self.delete = QPushButton(COPY), QPushButton(DELETE)
        self.markers = MarkerTable()
        self._explained = QVBoxLayout()
        self._lay_out()
        self.copy.clicked.connect(self._copy_text)
        self.delete.clicked.connect(self.markers.delete_current)
        self.markers.deleted.connect(self.markerDeleted)
        self.markers.renamed.connect(self.markerRenamed)
        self.set_reading(None)
        self.set_explanation(None)
        self.set_markers(())

    def _lay_out(self) -> None:
        self.setAccessibleName("Point: reading, explanation, markers")
        self.setMinimumWidth(LEAST_WIDTH)
        self.copy.setToolTip("The explanation with the numbers of every FFT bin (Alt+C)")
        self.delete.setToolTip("Takes the chosen marker away (Del)")
        self.headline.setWordWrap(True)
        set_role(self.no_point, "faint")
        self.bins.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.steps.setColumnStretch(1, 1)
        self.markers.setMinimumHeight(MARKER_HEIGHT)
        self.bins.setReadOnly(True)
        self.bins.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.bins.setTabChangesFocus(True)
        self.bins.setFixedHeight(BINS_HEIGHT)
        self.bins.setAccessibleName("FFT bins of the band")
        self.headline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._explained.setContentsMargins(0, 0, 0, 0)
        self._explained.addWidget(self.headline)
        self._explained.addLayout(self.steps)
        self._explained.addWidget(self.bins)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.no_point)
        column.addLayout(self._facts_grid())
        column.addWidget(_title("How it came about"))
        column.addWidget(self._area(), 1)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(_title("Markers"))
        column.addWidget(self.markers)
        column.addLayout(buttons)

    def _facts_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self.facts.values()):
            set_role(name, "faint")
            value.setAccessibleName(name.text())
            grid.addWidget(name, row, 0)
            grid.addWidget(value, row, 1)
        return grid

    def _area(self) -> QScrollArea:
        inside = QWidget()
        inside.setLayout(self._explained)
        self._explained.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll it
        area.setAccessibleName("Explanation")
        return area

    def set_reading(self, reading: Reading | None) -> None:
        """Tell what the point is; None where there is no point."""
        self.no_point.setVisible(reading is None)
        pieces = ("",) * len(FACTS) if reading is None else pieces_of(reading)
        for (name, value), text in zip(self.facts.values(), pieces, strict=True):
            value.setText(text.strip(BLANKS).removeprefix("band ").strip(BLANKS))
            for label in (name, value):
                label.setVisible(bool(text.strip(BLANKS)))
        if reading is not None:
            self.facts["Level"][1].setToolTip(reading.level_name)

    def set_explanation(self, explanation: Explanation | None, problem: str = "") -> None:
        """Tell how the level came about; None where nobody asked, or with a `problem` why it cannot be told."""
        self._explanation = explanation
        self.copy.setEnabled(explanation is not None)
        self._clear_steps()
        if explanation is None:
            self.headline.setText(f"\u26a0 {problem}" if problem else NO_EXPLANATION)
            set_role(self.headline, "problem" if problem else "faint")
            self.bins.hide()
            if self._plot is not None:
                self._plot.hide()
            return
        set_role(self.headline, "")
        self.headline.setText(explanation.headline)
        for row, step in enumerate(explanation.steps()):
            self._add_step(row, step.name, step.formula)
        self.bins.setPlainText("\n".join(bin_lines(explanation.derivation)))
        self.bins.show()
        plot = self._shown_plot()
        plot.show_derivation(explanation.derivation)
        plot.show()

    def set_markers(self, markers: Sequence[NamedReading]) -> None:
        """Show these, in this order; distances are from each to the one before."""
        self.markers.set_markers(markers)
        self.delete.setEnabled(bool(markers))

    def _add_step(self, row: int, name: str, formula: str) -> None:
        left, right = QLabel(name), QLabel(formula)
        set_role(left, "faint")
        right.setWordWrap(True)
        right.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        right.setAccessibleName(name)
        self.steps.addWidget(left, row, 0, Qt.AlignmentFlag.AlignTop)
        self.steps.addWidget(right, row, 1)

    def _clear_steps(self) -> None:
        while (item := self.steps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()

    def _shown_plot(self) -> BandPlot:
        if self._plot is None:
            from livemel.gui.side.band_plot import BandPlot  # brings pyqtgraph

            self._plot = BandPlot()
            self._explained.insertWidget(2, self._plot)
        return self._plot

    def _copy_text(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self._explanation is not None and clipboard is not None:
            clipboard.setText(self._explanation.as_text())
            self.copied.emit()


def _title(text: str) -> QLabel:
    title = QLabel(text)
    set_role(title, "title")
    return title
