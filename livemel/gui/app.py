"""The window's program: made once, shown until it is closed, and a report at its end."""

from __future__ import annotations

import gc
import os
import signal
import sys
from dataclasses import dataclass
from types import TracebackType

from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication, QWidget

from livemel.config.remembering import Start
from livemel.gui.run import Run
from livemel.recording.recorder import Recorder
from livemel.runtime.ear import Ear
from livemel.runtime.listeners import Listeners
from livemel.runtime.opening import Opening

SCALE_VARIABLES = ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS")
SIGNAL_POLL_MS = 200
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 0}
"""Those that end the run, and its exit code."""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What the command line asks of a window."""

    start: Start
    opening: Opening
    listeners: Listeners
    recorder: Recorder
    ear: Ear
    """Two of the listeners."""
    may_fall_back: bool
    """Show the demonstration where there is no microphone."""
    duration: float | None = None
    """Seconds after which it closes by itself; such a run leaves nothing behind."""
    screenshot: str | None = None


def application() -> QApplication:
    """The one there is."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    send_small_pictures_as_they_are()
    made = QApplication(sys.argv[:1])
    made.setApplicationName("livemel")
    made.setDesktopFileName("livemel")
    return made


def send_small_pictures_as_they_are() -> None:
    """Qt shares its memory with the X server, and waits for it before it paints there again: through a whole scroll.

    What is new in a picture is a few columns, quicker sent than waited for. A scaled screen gets whole pictures.
    """
    if not any(name in os.environ for name in SCALE_VARIABLES):
        os.environ.setdefault("QT_XCB_NO_MITSHM", "1")


def run_window(invitation: Invitation) -> Run:
    """Show the window until it is closed, its time is over or a signal comes; the run tells how it went."""
    signals = _hold_signals()
    qt = application()
    run = Run(
        invitation.start,
        invitation.opening,
        invitation.listeners,
        invitation.recorder,
        invitation.ear,
        may_fall_back=invitation.may_fall_back,
        remembers=invitation.duration is None,
    )
    _quit_on_signals(run, signals)
    _quit_on_errors(run)
    run.start()
    if run.error is not None:
        return run
    if invitation.screenshot is not None:
        run.take_screenshot_at_end(invitation.screenshot)
    if invitation.duration is not None:
        QTimer.singleShot(round(1000 * invitation.duration), run.window.close)
    # what was built so far stays: without this the garbage collector walks it again and again, half of the CPU time
    gc.freeze()
    code = qt.exec()
    run.exit_code = run.exit_code or code
    return run


def close_at_signals(window: QWidget) -> list[int]:
    """The exit codes of the signals that came; each closes the window, whose own clock lets Python run them."""
    codes: list[int] = []

    def close(code: int) -> None:
        codes.append(code)
        window.close()

    for number, code in SIGNALS.items():
        signal.signal(number, lambda *_, code=code: close(code))
    return codes


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
