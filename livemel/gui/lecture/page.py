"""Page: one step of a scene as a class sees it."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from livemel.gui.lecture.figure_view import FigureView
from livemel.gui.lecture.knob_bar import KnobBar
from livemel.gui.lecture.question_box import QuestionBox
from livemel.gui.lecture.style import LABEL_PX, TEXT_PX, lecture_sheet, px, scale_of
from livemel.gui.looks.theme import current_theme

KIND_SIGNS = {
    "predict": "?  PREDICT",
    "hear": "\N{EIGHTH NOTE}  HEAR",
    "see": "\N{FISHEYE}  SEE",
    "explain": "\N{DOWNWARDS ARROW WITH TIP RIGHTWARDS}  EXPLAIN",
}
WORDS_GAP_PX = 16
TEXT_SHARE = 36
"""Percent of the width, beside a figure."""
POINTS_PER_INCH = 72
LARGEST_TEXT, SMALLEST_TEXT = 1.15, 0.76
"""Of the size of text, where there is room for more, or it is too long for its room."""


class Page(QWidget):
    """Widgets in their places; who fills them knows the lecture. GUI thread."""

    soundPressed = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.kind, self.title, self.where = _label("kind"), _label("title"), _label("where")
        self.text, self.notice, self.hint = _label("text", wraps=True), _label("notice", wraps=True), _label("hint")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextFormat(Qt.TextFormat.MarkdownText)
        self.figure = FigureView()
        self.question = QuestionBox()
        self.knobs = KnobBar()
        self.preparing = QProgressBar()
        self.preparing.hide()
        self.sounds: list[QPushButton] = []
        self._sounds_row = QHBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.kind)
        head.addWidget(self.title, 1)
        head.addWidget(self.where)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self.text)
        words.setSpacing(WORDS_GAP_PX)
        words.addWidget(self.question)
        words.addStretch(1)
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        body = QHBoxLayout()
        body.addWidget(self.figure, 100 - TEXT_SHARE)
        body.addWidget(self._words, TEXT_SHARE)
        foot = QHBoxLayout()
        foot.addLayout(self._sounds_row)
        foot.addWidget(self.knobs, 1)
        foot.setAlignment(self._sounds_row, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addLayout(body, 1)
        column.addWidget(self.preparing)
        column.addLayout(foot)
        column.addWidget(self.notice)
        column.addWidget(self.hint)
        self.notice.hide()
        self._column, self._body = column, body

    def show_sounds(self, labels: list[str], keys: list[str]) -> None:
        """A button for each sound, with its key."""
        for button in self.sounds:
            self._sounds_row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.sounds = []
        for number, (label, key) in enumerate(zip(labels, keys, strict=True)):
            button = QPushButton(f"{key}  {label}".replace("&", "&&"))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(f"Play: {label} ({key})")
            button.clicked.connect(lambda _, number=number: self.soundPressed.emit(number))
            self._sounds_row.addWidget(button)
            self.sounds.append(button)

    def mark_playing(self, number: int | None) -> None:
        """Show which sound plays."""
        for place, button in enumerate(self.sounds):
            button.setChecked(place == number)

    def say(self, text: str) -> None:
        """A line for the lecturer; empty: none."""
        self.notice.setText(text)
        self.notice.setVisible(bool(text))

    def fit(self) -> None:
        """Sizes for this window, and text as large as its room allows."""
        scale = scale_of(self.width(), self.height())
        self.setStyleSheet(lecture_sheet(current_theme(), scale))
        self.figure.font_px = LABEL_PX * scale
        self.figure.redraw()
        margin = px(36, scale)
        self._column.setContentsMargins(margin, px(24, scale), margin, px(16, scale))
        self._column.setSpacing(px(18, scale))
        self._body.setSpacing(px(28, scale))
        self.fit_text()

    def fit_text(self) -> None:
        """The words as large as they go into their room; never smaller than can be read."""
        scale = scale_of(self.width(), self.height())
        for factor in (LARGEST_TEXT, 1.0, 0.94, 0.88, 0.82, SMALLEST_TEXT):
            points = px(TEXT_PX * factor, scale) * POINTS_PER_INCH / self.logicalDpiY()  # of which Qt takes the gaps
            self.text.setStyleSheet(f"font-size: {points:.1f}pt;")
            self.question.setStyleSheet(
                "" if factor >= 1.0 else f"QLabel {{ font-size: {px(TEXT_PX * factor * 0.95, scale)}px; }}"
            )
            if not self.overflows():
                return

    def overflows(self) -> bool:
        """Whether the words need more room than they have."""
        layout = self._words.layout()
        assert layout is not None
        layout.activate()
        return layout.heightForWidth(self._words.width()) > self._words.height()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Fit."""
        super().resizeEvent(event)
        self.fit()


def _label(name: str, wraps: bool = False) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(wraps)
    return label
