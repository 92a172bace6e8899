"""Now: the strongest line of what is heard, large enough for somebody who sings or tunes across the room."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from livemel.dsp.notes import Note
from livemel.gui.looks.theme import set_role

NOTHING = "\u2013"


class NowPanel(QWidget):
    """Note and cents, below them Hz and dBFS."""

    def __init__(self) -> None:
        super().__init__()
        self._note, self._numbers = QLabel(NOTHING), QLabel()
        set_role(self._note, "large")
        set_role(self._numbers, "faint")
        self.setAccessibleName("Strongest line now")
        self.setToolTip("The strongest line of the sound now: nearest note and cents, frequency, level")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(0)
        for label in (self._note, self._numbers):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_line(self, hz: float, dbfs: float, note: Note) -> None:
        """Show a line."""
        self._tell(f"{note.name} {note.cents:+.0f} ct", f"{hz:.1f} Hz  {dbfs:.1f} dBFS")

    def set_nothing(self) -> None:
        """There is no line."""
        self._tell(NOTHING, "")

    def _tell(self, note: str, numbers: str) -> None:
        if (note, numbers) != (self._note.text(), self._numbers.text()):
            self._note.setText(note)
            self._numbers.setText(numbers)
            self.setAccessibleDescription(f"{note} {numbers}")
