"""NotesWindow: for the lecturer alone: notes, what comes next, the time, the votes."""

from __future__ import annotations

from datetime import datetime

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QLabel, QVBoxLayout, QWidget

from livemel.gui.looks.theme import set_role
from livemel.lecture.presenter import Presenter

SIZE = (760, 620)


class NotesWindow(QWidget):
    """Put it on the other screen. Keys go to the lecture. GUI thread.

    Parameters
    ----------
    lecture
        The window that gets the keys.
    """

    def __init__(self, lecture: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._lecture = lecture
        self.setWindowTitle("livemel \N{EN DASH} notes for the lecturer")
        self.resize(*SIZE)
        self.clock, self.title, self.notes, self.votes, self.next = (QLabel() for _ in range(5))
        for label in (self.title, self.notes, self.votes, self.next):
            label.setWordWrap(True)
        set_role(self.title, "large")
        set_role(self.next, "faint")
        self.notes.setTextFormat(Qt.TextFormat.MarkdownText)
        column = QVBoxLayout(self)
        for label in (self.clock, self.title, self.notes, self.votes):
            column.addWidget(label)
        column.addStretch(1)
        column.addWidget(self.next)

    def tell(self, presenter: Presenter) -> None:
        """Show where the lecture is."""
        step = presenter.step
        spent, planned = presenter.step_elapsed_s, 60 * step.minutes
        over = "  \N{EM DASH} over time" if spent > planned else ""
        self.clock.setText(
            f"{datetime.now():%H:%M:%S}"
            f"   lecture {minutes(presenter.elapsed_s)} of {minutes(presenter.planned_s)} planned"
            f"   this step {minutes(spent)} of {minutes(planned)}{over}"
        )
        self.title.setText(step.title)
        self.notes.setText(step.notes or "(no notes)")
        self.votes.setText(self._votes(presenter))
        following = presenter.neighbour(1)
        self.next.setText("Next: " + (presenter.step_at(following).title if following else "the end"))

    def _votes(self, presenter: Presenter) -> str:
        question, answers = presenter.step.question, presenter.answers
        if question is None or answers is None:
            return ""
        right = "none" if question.right is None else question.answers[question.right]
        votes = ", ".join(f"{answer}: {count}" for answer, count in zip(question.answers, answers.votes, strict=True))
        return f"Right: {right}.   Votes: {votes}"

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """The lecture's keys work here too."""
        self._lecture.keyPressEvent(event)


def minutes(seconds: float) -> str:
    """Minutes and seconds, as 4:05."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
