"""Commands: what every key of the lecture does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QFileDialog, QInputDialog

from livemel.errors import LivemelError
from livemel.gui.lecture.overview import Overview
from livemel.lecture.results import save_results

if TYPE_CHECKING:
    from livemel.gui.lecture.window import LectureWindow

DEFAULT_OUTPUT = "the system's default"


class Commands:
    """By the names of `KEYS`. GUI thread."""

    def __init__(self, window: LectureWindow) -> None:
        self.said = ""
        """The last thing to tell the lecturer."""
        self._window = window
        self._by_name: dict[str, Callable[[], object]] = {
            "next": lambda: self._move(1),
            "back": lambda: self._move(-1),
            "scene_next": lambda: self._to_scene(1),
            "scene_back": lambda: self._to_scene(-1),
            "black": lambda: window.cover_black(not window.black.isVisible()),
            "help": lambda: window.show_help(not window.help.isVisible()),
            "play": window.stepping.space,
            "reveal": self._reveal,
            "unvote": self._unvote,
            "more": lambda: window.stepping.nudge(1),
            "less": lambda: window.stepping.nudge(-1),
            "knob": window.page.knobs.choose_next,
            "microphone": self._microphone,
            "overview": self._overview,
            "notes": self._notes,
            "loudspeaker": self._loudspeaker,
            "restart": self._restart,
            "save": self._save,
            "full_screen": lambda: window.showNormal() if window.isFullScreen() else window.showFullScreen(),
            "escape": self._escape,
            "quit": window.close,
        }

    def run(self, name: str) -> bool:
        """Run a command; whether there is one of that name."""
        if name not in self._by_name:
            return False
        self.said = ""
        self._by_name[name]()
        return True

    def _move(self, direction: int) -> None:
        if self._window.presenter.move(direction):
            self._window.show_step()
        else:
            self.said = "This is the end of the lecture" if direction > 0 else "This is the first step"

    def _to_scene(self, direction: int) -> None:
        if self._window.presenter.to_scene(direction):
            self._window.show_step()

    def _reveal(self) -> None:
        window = self._window
        if not window.stepping.run() and window.presenter.reveal():
            window.stepping.refresh()

    def _unvote(self) -> None:
        if self._window.presenter.unvote():
            self._window.stepping.refresh()

    def _microphone(self) -> None:
        if not self._window.stepping.turn_microphone():
            self.said = "In this step nothing is taken from the microphone"

    def _overview(self) -> None:
        overview = Overview(self._window.presenter, self._window)
        if overview.exec() and overview.place is not None:
            self._window.presenter.go(overview.place)
            self._window.show_step()

    def _notes(self) -> None:
        window = self._window
        if window.notes.isVisible():
            window.notes.hide()
        else:
            window.notes.tell(window.presenter)
            window.notes.show()
            window.activateWindow()

    def _loudspeaker(self) -> None:
        window = self._window
        outputs = window.loudspeaker.outputs()
        if not outputs:
            self.said = "No loudspeaker is found; plug one in and see whether the system's sound settings show it"
            return
        names = [DEFAULT_OUTPUT, *dict.fromkeys(output.name for output in outputs)]
        now = names.index(window.loudspeaker.device) if window.loudspeaker.device in names else 0
        name, chosen = QInputDialog.getItem(window, "livemel", "Play through", names, now, False)
        if chosen:
            device = "" if name == DEFAULT_OUTPUT else name
            window.loudspeaker.choose(device)
            window.outputChosen.emit(device)

    def _restart(self) -> None:
        if self._window.presenter.activity is not None:
            self._window.presenter.activity.restart()
            self._window.stepping.refresh()

    def _save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self._window, "Save the answers", "answers.csv", "CSV (*.csv)")
        if path:
            try:
                save_results(self._window.presenter, path)
                self.said = f"The answers are in {path}"
            except LivemelError as error:
                self.said = str(error)

    def _escape(self) -> None:
        """One thing at a time."""
        window = self._window
        if window.black.isVisible():
            window.cover_black(False)
        elif window.help.isVisible():
            window.show_help(False)
        elif not window.loudspeaker.stop() and window.isFullScreen():
            window.showNormal()
