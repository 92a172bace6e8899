"""Readout: one line about the point under the pointer; without one, what is heard now. For eyes and screen readers."""

from __future__ import annotations

import math

from PyQt6.QtCore import QObject

from livemel.dsp.arrays import Floats
from livemel.gui.controller import Controller
from livemel.gui.picture.live_picture import LivePicture
from livemel.picture.reading import Reader, Reading
from livemel.picture.reading_text import note_text, reading_text
from livemel.runtime.strongest import StrongestLine

TICKS_PER_READING = 6
TICKS_PER_LINE = 15
SEPARATOR = "   \u00b7   "


class Readout(QObject):
    """Keeps the line up to date, some times a second. GUI thread."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._controller = controller
        self._window = controller.window
        self._reader: Reader | None = None
        self._strongest: StrongestLine | None = None
        self._heard = ""
        controller.sessionShown.connect(self.forget)
        controller.shown.connect(self.forget)
        controller.beaten.connect(self._tick)
        self._window.spectrum.set_column_at(self._column_at)

    def forget(self) -> None:
        """Other numbers are shown."""
        self._reader = self._strongest = None

    def reader(self, live: LivePicture) -> Reader:
        """Reads points of what is shown."""
        if self._reader is None:
            chronicle, page = live.chronicle, self._window.page
            self._reader = Reader(chronicle.config, chronicle.analysis_rate, page.sample_rate, page.started)
        return self._reader

    def reading_at(self, seconds: float, hz: float) -> Reading | None:
        """What there is at a point."""
        live = self._controller.live
        if live is None:
            return None
        sample = seconds * self._window.page.sample_rate
        return self.reader(live).read_history(live.history, sample, hz, live.seen, live.chronicle.cause_at)

    def _tick(self, number: int) -> None:
        hover = self._window.page.hover
        if number % TICKS_PER_LINE == 0:
            self._look()
        if hover is None or hover.hz is None:
            self._window.set_readout(self._heard)
        elif number % TICKS_PER_READING == 0:
            reading = self.reading_at(hover.seconds, hover.hz)
            self._window.set_readout("" if reading is None else reading_text(reading).lstrip())

    def _look(self) -> None:
        """What is heard now."""
        live = self._controller.live
        store = None if live is None else live.session.store
        if live is None or store is None:
            return
        if self._strongest is None:
            self._strongest = StrongestLine(store.sample_rate)
        level = live.chronicle.meter.shown().rms_dbfs
        self._heard = f"now {level:.1f} dBFS RMS" if math.isfinite(level) else "now: digital silence"
        line = self._strongest.newest(store)
        if line is None:
            self._window.now.set_nothing()
            return
        hz, dbfs, note = line
        self._window.now.set_line(hz, dbfs, note)
        told = (self._heard, f"strongest line {hz:.1f} Hz", note_text(note).strip(), f"{dbfs:.1f} dBFS")
        self._heard = SEPARATOR.join(told)

    def _column_at(self, seconds: float) -> Floats | None:
        live = self._controller.live
        return None if live is None else live.column_at(seconds)
