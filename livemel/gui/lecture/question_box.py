"""QuestionBox: what is asked, the answers with their votes, and after Enter which of them is right."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from livemel.lecture.presenter import Answered
from livemel.lecture.scene import Question

RIGHT, WRONG = "\N{CHECK MARK}", "\N{MULTIPLICATION X}"


class QuestionBox(QWidget):
    """Shows one question. GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._labels: list[QLabel] = []

    def show_question(
        self, question: Question | None, answered: Answered | None, said: Callable[[str], str], brief: bool = False
    ) -> None:
        """Show it with its votes; `said` fills numbers into texts; `brief`: as it was answered, looking back."""
        for label in self._labels:
            self._column.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        if question is None or answered is None:
            return
        self._add("ask", ("You predicted: " if brief else "") + said(question.ask))
        for number, answer in enumerate(question.answers):
            if not brief or answered.votes[number] or number == question.right:
                look, text = self._answer(question, answered, number, said(answer), brief)
                self._add("", text).setProperty("answer", look)
        if answered.is_revealed and not brief:
            for answer, why in zip(question.answers, question.why, strict=False):
                if why:
                    self._add("hint", f"{said(answer)}: {said(why)}")

    def _answer(self, question: Question, answered: Answered, number: int, text: str, brief: bool) -> tuple[str, str]:
        votes = answered.votes[number]
        tally = f"   ({votes})" if votes else ""
        if (answered.is_revealed or brief) and question.right is not None:
            sign = RIGHT if number == question.right else WRONG
            return ("right" if number == question.right else "wrong"), f"{sign}  {text}{tally}"
        return "plain", f"{number + 1}   {text}{tally}"

    def _add(self, name: str, text: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._column.addWidget(label)
        self._labels.append(label)
        return label
