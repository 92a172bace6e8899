"""LectureWindow: one step at a time, by keys alone; what is heard is what is drawn."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QKeyEvent
from PyQt6.QtWidgets import QFrame, QLabel, QMainWindow, QWidget

from livemel.gui.lecture.commands import Commands
from livemel.gui.lecture.hints import hints
from livemel.gui.lecture.keys import action_of, help_markdown
from livemel.gui.lecture.loudspeaker import Loudspeaker
from livemel.gui.lecture.microphone import Microphone
from livemel.gui.lecture.notes import NotesWindow, minutes
from livemel.gui.lecture.page import Page
from livemel.gui.lecture.stepping import Stepping
from livemel.gui.looks.theme import current_theme
from livemel.lecture.presenter import Presenter
from livemel.lecture.workshop import Workshop

SIZE = (1280, 720)
BEAT_MS = 16
CLOCK_MS = 250


class LectureWindow(QMainWindow):
    """Owns the page, the sound and the microphone. GUI thread.

    Parameters
    ----------
    presenter
        Where the lecture is.
    workshop
        Makes its sounds.
    loudspeaker, microphone
        Closed with the window.
    """

    closed = pyqtSignal()
    outputChosen = pyqtSignal(str)

    def __init__(
        self, presenter: Presenter, workshop: Workshop, loudspeaker: Loudspeaker, microphone: Microphone
    ) -> None:
        super().__init__()
        self.presenter, self.workshop = presenter, workshop
        self.loudspeaker, self.microphone = loudspeaker, microphone
        self.page = Page()
        self.setCentralWidget(self.page)
        self.resize(*SIZE)
        self.setMinimumSize(800, 450)
        self.notes = NotesWindow(self)
        self.black = _cover(self.page, "background: #000000;")
        self.help = QLabel(help_markdown(), self.page)
        self.help.setTextFormat(Qt.TextFormat.MarkdownText)
        self.help.hide()
        self.stepping = Stepping(presenter, workshop, loudspeaker, microphone, self.page)
        self.commands = Commands(self)
        self.page.soundPressed.connect(self.stepping.play)
        self.page.knobs.turned.connect(self.stepping.turn)
        self._beat = _timer(self, BEAT_MS, self.stepping.beat)
        self._clock = _timer(self, CLOCK_MS, self._tell)
        self.show_step()

    def show_step(self) -> None:
        """Show where the presenter is now."""
        self.stepping.enter()
        self.setWindowTitle(f"livemel lecture \N{EN DASH} {self.presenter.scene.title}")
        self._tell()

    def _tell(self) -> None:
        """What time passes, and what there is to warn of."""
        presenter = self.presenter
        time = f"{minutes(presenter.elapsed_s)} of {minutes(presenter.planned_s)}"
        self.page.hint.setText(f"{hints(presenter, self.page.knobs.chosen)}          {time}")
        self.page.say(
            self.stepping.problem or self.loudspeaker.warning() or self.stepping.state_text() or self.commands.said
        )
        if self.notes.isVisible():
            self.notes.tell(presenter)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Every key of the lecture."""
        if event is None:
            return
        digit = event.key() - Qt.Key.Key_0
        if 1 <= digit <= 9:
            self.stepping.digit(digit)
        elif not self.commands.run(action_of(event.key())):
            super().keyPressEvent(event)

    def event(self, event: QEvent | None) -> bool:
        """Tab is a key of the lecture, not of Qt."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def cover_black(self, is_black: bool) -> None:
        """Black over everything, or not."""
        self.black.setGeometry(self.page.rect())
        self.black.setVisible(is_black)
        self.black.raise_()

    def show_help(self, is_shown: bool) -> None:
        """The keys over the page, or not."""
        theme = current_theme()
        size = max(14, self.page.height() // 40)
        self.help.setStyleSheet(
            f"background: {theme.panel}; color: {theme.text}; border: 3px solid {theme.outline};"
            f"font-size: {size}px; padding: {size}px;"
        )
        self.help.adjustSize()
        self.help.move((self.page.width() - self.help.width()) // 2, (self.page.height() - self.help.height()) // 2)
        self.help.setVisible(is_shown)
        self.help.raise_()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """End the sound, the microphone and the workshop."""
        self._beat.stop()
        self._clock.stop()
        self.closed.emit()
        self.notes.close()
        self.microphone.close()
        self.loudspeaker.close()
        self.workshop.close()
        super().closeEvent(event)


def _cover(parent: QWidget, sheet: str) -> QFrame:
    cover = QFrame(parent)
    cover.setStyleSheet(sheet)
    cover.hide()
    return cover


def _timer(parent: QWidget, milliseconds: int, slot: object) -> QTimer:
    timer = QTimer(parent)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(slot)  # type: ignore[arg-type]
    timer.start(milliseconds)
    return timer
