"""The window's run from its first moment to the report at its end."""

from __future__ import annotations

import gc
import os
import signal
import sys
from dataclasses import replace
from types import TracebackType
from typing import Any

from PyQt6.QtCore import QObject, QTimer
from PyQt6.QtWidgets import QApplication

from livemel.config import Config
from livemel.errors import AudioSystemError, DeviceError, LivemelError
from livemel.gui.controller import Controller, Notice
from livemel.gui.main_window import MainWindow
from livemel.gui.theme import apply_theme
from livemel.runtime.feed import FEED_COLUMNS, Feed
from livemel.runtime.opening import Opening
from livemel.runtime.report import ProcessUse, run_report
from livemel.runtime.session import Session

PATIENCE_SECONDS = 0.5
"""A device that takes longer to open is waited for with the window on the screen."""
SCALE_VARIABLES = ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS")
OPENING_POLL_MS = 20
SIGNAL_POLL_MS = 200
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 0}
"""Those that end the run, and its exit code."""


class Run(QObject):
    """One start of the program with a window. GUI thread."""

    def __init__(self, config: Config, opening: Opening, feed: Feed, may_fall_back: bool) -> None:
        super().__init__()
        self._config = config
        """What was asked for; the demonstration has one of its own."""
        self._opening: Opening | None = opening
        self._feed = feed
        self._may_fall_back = may_fall_back
        self._session: Session | None = None
        self._use = ProcessUse()
        self._quitting = False
        self.exit_code = 0
        self.error: Exception | None = None
        self.window = MainWindow(apply_theme(_application(), config.display.theme))
        self.controller = Controller(self.window, config)
        self.controller.ended.connect(self._source_ended)
        self.window.closed.connect(self._close)
        self.window.tryAgainClicked.connect(self.try_again)
        self.window.add_key("R", self.try_again)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._take_session)

    def start(self) -> None:
        """Show the window; an error says what keeps the source from opening, if that is known soon enough."""
        if self._opening is None or self._opening.wait(PATIENCE_SECONDS):
            self._take_session()
        else:
            self.window.set_notice(f"Opening {self._config.source.device or self._config.source.kind} ...", False)
            self._poll.start(OPENING_POLL_MS)
        if not self._quitting:
            self.window.show()

    def _take_session(self) -> None:
        """Begin what has been opened, fall back to the demonstration, or give up."""
        if self._opening is None or not self._opening.wait(0):
            return
        self._poll.stop()
        opening, self._opening = self._opening, None
        try:
            self._begin(opening.session(), self._feed, self._config, Notice())
        except LivemelError as error:
            if isinstance(error, DeviceError) and self._session is not None:
                self.controller.say(f"Still no microphone: {error}")
            elif isinstance(error, AudioSystemError) and self._may_fall_back:
                self._show_demo(error)
            else:
                self._give_up(error)
        except Exception as error:
            self._give_up(error)

    def _begin(self, session: Session, feed: Feed, config: Config, notice: Notice) -> None:
        if self._session is not None:
            self._session.close()
        self._session = session
        self.controller.config = config
        session.start()
        self.controller.show_session(session, feed, notice)

    def _show_demo(self, error: Exception) -> None:
        """No microphone was named and there is none: show that the program works, and say what it shows."""
        config = replace(self._config, source=replace(self._config.source, kind="demo", channel=1, sample_rate=0))
        feed = Feed(FEED_COLUMNS)
        text = f"DEMO: this is a built-in signal, not a microphone ({error})"
        self._begin(Opening(config, [feed]).session(), feed, config, Notice(text, can_try_again=True))

    def try_again(self) -> None:
        """Look for a microphone, while the demonstration goes on."""
        if self._opening is None and self._session is not None and self._session.source.kind == "demo":
            self._feed = Feed(FEED_COLUMNS)
            self._opening = Opening(self._config, [self._feed], look_anew=True)
            self._poll.start(OPENING_POLL_MS)

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
        QTimer.singleShot(0, lambda: _application().exit(code))

    def _close(self) -> None:
        """The window is closed: end everything it had begun."""
        self._poll.stop()
        self.controller.stop()
        if self._opening is not None:
            self._opening.abandon()
            self._opening = None
        if self._session is not None:
            self._session.close()

    def close_with_screenshot(self, path: str) -> None:
        """Write the window as it is to be seen, then end everything."""
        if not self.window.grab().save(path, "PNG"):
            self.error = LivemelError(f"cannot write {path}")
        self._close()

    def report(self) -> dict[str, Any]:
        """What `--stats` writes."""
        live, session = self.controller.live, self._session
        errors = [str(error) for error in (self.error, self.controller.failure) if error is not None]
        report = run_report(session, self._feed.columns_dropped, self._use, errors)
        if live is not None:
            report |= {
                "paints": live.paint_timings.count,
                "paint_ms": live.paint_timings.percentiles(),
                "capture_to_paint_ms": live.latency_timings.percentiles(),
            }
        return report


def _application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    send_small_pictures_as_they_are()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("livemel")
    application.setDesktopFileName("livemel")
    return application


def send_small_pictures_as_they_are() -> None:
    """Qt shares its memory with the X server, and waits for it before it paints there again: through a whole scroll.

    What is new in a picture is a few columns, quicker sent than waited for. A scaled screen gets whole pictures.
    """
    if not any(name in os.environ for name in SCALE_VARIABLES):
        os.environ.setdefault("QT_XCB_NO_MITSHM", "1")


def run_window(
    config: Config, opening: Opening, feed: Feed, may_fall_back: bool, duration: float | None, screenshot: str | None
) -> Run:
    """Show the window until it is closed, `duration` is over or a signal comes; the run tells how it went."""
    signals = _hold_signals()
    application = _application()
    run = Run(config, opening, feed, may_fall_back)
    _quit_on_signals(run, signals)
    _quit_on_errors(run)
    run.start()
    if run.error is not None:
        return run
    if screenshot is not None:
        run.window.closed.disconnect()  # the picture is taken while the window still stands
        run.window.closed.connect(lambda: run.close_with_screenshot(screenshot))
    if duration is not None:
        QTimer.singleShot(round(1000 * duration), run.window.close)
    # what was built so far stays: without this the garbage collector walks it again and again, half of the CPU time
    gc.freeze()
    code = application.exec()
    run.exit_code = run.exit_code or code
    return run


def _hold_signals() -> list[int]:
    """The exit codes of the signals from now on: PyQt crashes when one raises while it builds its classes."""
    codes: list[int] = []
    for number, code in SIGNALS.items():
        signal.signal(number, lambda *_, code=code: codes.append(code))
    return codes


def _quit_on_signals(run: Run, held: list[int]) -> None:
    """Python runs these between two beats; the picture's may have ended."""
    for number, code in SIGNALS.items():
        signal.signal(number, lambda *_, code=code: run.quit(code))
    for code in held[:1]:
        run.quit(code)
    beat = QTimer(run)
    beat.timeout.connect(lambda: None)
    beat.start(SIGNAL_POLL_MS)


def _quit_on_errors(run: Run) -> None:
    """PyQt would abort the process for an exception in a slot; say it and end instead."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if run.error is None:
            sys.__excepthook__(kind, error, trace)
            run.error = error if isinstance(error, Exception) else RuntimeError(str(error))
            run.quit(1)

    sys.excepthook = hook
