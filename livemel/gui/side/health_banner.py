"""The health of the source: a sign, a word, a sentence, and what to do."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from livemel.gui.looks.theme import set_role
from livemel.runtime.health.doctor import Condition, Verdict

SIGNS = {
    Condition.STARTING: ("\u2026", "Starting"),
    Condition.OK: ("\u2713", "Good"),
    Condition.SILENT: ("\u25cb", "Silent"),
    Condition.DEAD: ("\u2715", "Dead"),
    Condition.LOST: ("!", "Lost"),
}
"""A sign and a word: neither needs colour."""
PROBLEMS = (Condition.DEAD, Condition.LOST)


class HealthBanner(QFrame):
    """Says how the source is. Screen readers get the whole of it as the description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._word, self._sentence, self._advice = (QLabel() for _ in range(4))
        self._shown: Verdict | None = None
        self.setAccessibleName("Health of the sound")
        set_role(self, "panel")
        for label in (self._sign, self._word):
            bold = label.font()
            bold.setBold(True)
            label.setFont(bold)
        set_role(self._advice, "faint")
        for label in (self._sentence, self._advice):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid = QGridLayout(self)
        grid.setColumnStretch(2, 1)
        for column, label in enumerate((self._sign, self._word, self._sentence)):
            grid.addWidget(label, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._advice, 1, 2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._advice.hide()

    def set_verdict(self, verdict: Verdict) -> None:
        """Show `verdict`."""
        if verdict == self._shown:
            return
        self._shown = verdict
        sign, word = SIGNS[verdict.kind]
        role = "problem" if verdict.kind in PROBLEMS else ""
        for label, text in ((self._sign, sign), (self._word, word)):
            label.setText(text)
            set_role(label, role)
        self._sentence.setText(sentence_name(verdict.sentence))
        self._advice.setText(f"What to do: {verdict.advice}" if verdict.advice else "")
        self._advice.setVisible(bool(verdict.advice))
        self.setAccessibleDescription(verdict_text(verdict))


def verdict_text(verdict: Verdict) -> str:
    """All that the banner says, in a line."""
    advice = f" What to do: {verdict.advice}" if verdict.advice else ""
    return f"{SIGNS[verdict.kind][1]}: {sentence_name(verdict.sentence)}{advice}"


def sentence_name(sentence: str) -> str:
    """With the full stop that a sentence on its own has."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
