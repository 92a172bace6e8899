"""Run: one start of the program with a window, from its first moment to the report at its end."""

from __future__ import annotations

from typing import Any

from PyQt6.QtCore import QEvent, QObject, QTimer
from PyQt6.QtWidgets import QApplication

from livemel.config.loading import preset_names
from livemel.config.remembering import Start
from livemel.errors import LivemelError
from livemel.gui.controller import Controller
from livemel.gui.hosting import Host
from livemel.gui.looks.dressing import apply_theme
from livemel.gui.looks.icons import application_icon
from livemel.gui.main_window import MainWindow
from livemel.gui.memory import restore, save
from livemel.gui.parts import Parts
from livemel.recording.recorder import Recorder
from livemel.runtime.ear import Ear
from livemel.runtime.listeners import Listeners
from livemel.runtime.opening import Opening


class Run(QObject):
    """Owns the window. GUI thread.

    Parameters
    ----------
    start
        What was asked for, and what the window remembers.
    opening, listeners
        The source that is being opened, and who hears it.
    recorder, ear
        Two of them; idle until they are asked.
    may_fall_back
        Show the demonstration where there is no microphone.
    remembers
        Keep the window's shape and settings for the next start.
    """

    def __init__(
        self,
        start: Start,
        opening: Opening,
        listeners: Listeners,
        recorder: Recorder,
        ear: Ear,
        *,
        may_fall_back: bool,
        remembers: bool = False,
    ) -> None:
        super().__init__()
        self._start = start
        self._remembers = remembers
        self._quitting = False
        self.exit_code = 0
        self.error: Exception | None = None
        config = start.config
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        self._application = qt  # stands as long as the run: with it Qt deletes every window
        qt.setWindowIcon(application_icon())
        theme = apply_theme(qt, config.display.theme, config.display.text_scale)
        self.window = MainWindow(theme, config, tuple(preset_names()))
        self.controller = Controller(self.window, config)
        self.controller.ended.connect(self._source_ended)
        self.host = Host(self.controller, start, opening, listeners, may_fall_back)
        self.host.gaveUp.connect(self._give_up)
        self.parts = Parts(self.controller, start.base, recorder, ear, is_interactive=remembers)
        restore(self.window, start.saved.window)
        self.window.closed.connect(self._close)

    def start(self) -> None:
        """Show the window; an error says what keeps the source from opening, if that is known soon enough."""
        self.host.begin()
        if not self._quitting:
            self.window.show()
            for problem in self._start.problems:
                self.controller.say(problem)

    def _give_up(self, error: Exception) -> None:
        self.error = error
        self.quit(1)

    def _source_ended(self) -> None:
        if self.controller.failure is not None:
            self._give_up(self.controller.failure)

    def quit(self, code: int) -> None:
        """End the run with `code`; before the loop of events has begun, as soon as it begins."""
        self._quitting = True
        self.exit_code = code
        self.window.close()
        QTimer.singleShot(0, lambda: QApplication.exit(code))

    def _close(self) -> None:
        """The window is closed: end everything, and remember it."""
        self.host.close()
        if self._remembers:
            try:
                save(self.window, self._start, self.controller.config, self.host.microphone)
            except LivemelError as error:
                self.error = self.error or error

    def take_screenshot_at_end(self, path: str) -> None:
        """Write the window as it is to be seen, while it still stands."""
        self.window.closed.disconnect(self._close)
        self.window.closed.connect(lambda: self._close_with_screenshot(path))

    def _close_with_screenshot(self, path: str) -> None:
        if not self.window.grab().save(path, "PNG"):
            self.error = LivemelError(f"cannot write {path}")
        self._close()

    def report(self) -> dict[str, Any]:
        """What `--stats` writes."""
        live = self.controller.live
        errors = [str(error) for error in (self.error, self.controller.failure) if error is not None]
        report = self.host.report(errors)
        if live is not None:
            report |= {
                "paints": live.paint_timings.count,
                "paint_ms": live.paint_timings.percentiles(),
                "capture_to_paint_ms": live.latency_timings.percentiles(),
                "late_pictures": live.late_pictures,
            }
        return report

    def dispose(self) -> None:
        """Delete the window while the application stands: left to the interpreter's end, Qt crashes now and then."""
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
