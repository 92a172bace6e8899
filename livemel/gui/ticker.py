"""Ticker: an even beat in the GUI thread, whatever the resolution of Qt's timers."""

from __future__ import annotations

import time

from PyQt6.QtCore import QObject, Qt, QTimer, pyqtSignal


class Ticker(QObject):
    """Emits `tick` `per_second` times a second, on average exactly; what was missed is not made up for."""

    tick = pyqtSignal()

    def __init__(self, per_second: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._period = 1.0 / per_second
        self.due = 0.0
        """Monotonic time of the next tick."""
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """The first tick comes one period from now."""
        self.due = time.monotonic() + self._period
        self._arm()

    def set_rate(self, per_second: float) -> None:
        """Beat so often from now on."""
        self._period = 1.0 / per_second

    def stop(self) -> None:
        """No tick comes any more."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.monotonic()
        self.due = max(self.due + self._period, now)
        self._arm()
        self.tick.emit()

    def _arm(self) -> None:
        self._timer.start(max(0, round(1000 * (self.due - time.monotonic()))))
