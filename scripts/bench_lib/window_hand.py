"""A hand at the window: it waits, opens panels, turns the wheel, and reads what that cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from PyQt6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PyQt6.QtGui import QCursor, QWheelEvent
from PyQt6.QtWidgets import QApplication

from livemel.gui.controller import Controller
from livemel.gui.main_window import MainWindow
from livemel.runtime.report import resident_megabytes
from livemel.runtime.stats import Timings

PATIENCE_SECONDS = 600.0
NOTCH = 120
PANELS = ("spectrum", "wave", "overview")

_beats = Timings()
_beats_work = Timings()
"""CPU time of the same."""


def time_beats() -> None:
    """Note from now on how long each beat of the window takes. Before there is one."""
    beat = Controller._tick

    def timed(controller: Controller) -> None:
        begun, worked = time.perf_counter(), time.thread_time()
        beat(controller)
        _beats_work.add(1000 * (time.thread_time() - worked))
        _beats.add(1000 * (time.perf_counter() - begun))

    Controller._tick = timed


class Hand:
    """In the GUI thread, inside its loop of events."""

    def __init__(self) -> None:
        [self.window] = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        self.controller = self.window.findChild(Controller)

    @property
    def live(self):
        """What paints."""
        return self.controller.live

    def wait(self, seconds: float) -> None:
        """Let the program go on."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), Qt.TimerType.PreciseTimer, loop.quit)
        loop.exec()

    def wait_until(self, is_so: Callable[[], bool], patience: float = PATIENCE_SECONDS) -> None:
        """Let the program go on until something is so."""
        give_up = time.monotonic() + patience
        while not is_so():
            if time.monotonic() > give_up:
                raise TimeoutError("it did not come to be")
            self.wait(0.02)

    def wait_until_full(self) -> None:
        """Until the oldest columns make room for the newest."""
        self.wait_until(lambda: self.live.history.begin > 0)

    def resize(self, width: int, height: int) -> None:
        """Make the window so large, in the corner of the screen."""
        self.window.setGeometry(0, 0, width, height)
        self.wait(0.3)

    def show_panels(self, are_shown: bool) -> None:
        """Show or hide all that moves with the picture."""
        for name in PANELS:
            if self.window.is_shown(name) is not are_shown:
                self.controller.toggle_panel(name)

    def open_page(self, name: str) -> None:
        """Show a page of the side panel; empty: none."""
        if name:
            self.window.side.open_page(name)
        else:
            self.window.side.close_page()

    def point(self, is_over_picture: bool) -> None:
        """Bring the pointer over the picture, or out of the way."""
        view = self.window.view
        middle = view.mapToGlobal(QPoint(view.width() // 2, view.height() // 2))
        QCursor.setPos(middle if is_over_picture else QPoint(0, 0))
        self.wait(0.1)

    def turn(self, notches: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
        """Turn the wheel over the middle of the picture; how many milliseconds that took."""
        view = self.window.view
        there = QPointF(view.width() / 2, view.height() / 2)
        turned = QPoint(0, NOTCH * notches)
        buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(there, view.mapToGlobal(there), QPoint(), turned, buttons, keys, phase, False)
        begun = time.perf_counter()
        QApplication.sendEvent(view, event)
        return 1000 * (time.perf_counter() - begun)

    def beat(self) -> float:
        """Wait for the next beat; how many milliseconds it took."""
        before = _beats.count
        loop = QEventLoop()
        self.controller.beaten.connect(loop.quit)
        loop.exec()
        self.controller.beaten.disconnect(loop.quit)
        self.wait_until(lambda: _beats.count > before)
        return _beats.latest

    @property
    def beat_work_ms(self) -> float:
        """CPU time of the newest beat."""
        return _beats_work.latest

    @contextmanager
    def stretch(self) -> Iterator[dict[str, float]]:
        """What the stretch of time in the `with` cost; the numbers are there at its end."""
        told: dict[str, float] = {}
        measured = {"paint": self.live.paint_timings, "beat": _beats, "work": _beats_work}
        before = {name: timings.count for name, timings in measured.items()}
        cpu, begun = time.process_time(), time.monotonic()
        yield told
        passed = time.monotonic() - begun
        told["cpu"] = (time.process_time() - cpu) / passed
        told["pictures_per_s"] = (measured["paint"].count - before["paint"]) / passed
        for name, timings in measured.items():
            told |= percentiles(name, timings.newest(timings.count - before[name]))

    def rss_mb(self) -> float:
        """Memory in use now."""
        return resident_megabytes() or 0.0


def percentiles(name: str, milliseconds) -> dict[str, float]:
    """Median, p95 and the longest."""
    p50, p95, longest = np.percentile(milliseconds, (50, 95, 100))
    return {f"{name}_p50": float(p50), f"{name}_p95": float(p95), f"{name}_max": float(longest)}
