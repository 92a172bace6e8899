"""Spectrum panel: the bands of this moment, their slow average and their peaks, beside the picture."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtGui import QAction, QActionGroup, QContextMenuEvent, QGuiApplication, QMouseEvent, QWheelEvent
from PyQt6.QtWidgets import QMenu

from livemel.dsp.filterbank import band_edges
from livemel.gui.looks.theme import Theme
from livemel.gui.page import Page
from livemel.gui.panels.frequency_hand import FrequencyHand
from livemel.gui.panels.spectrum_view import SpectrumView
from livemel.picture.averaging import Averager
from livemel.picture.spectrum_csv import spectrum_csv

Levels = NDArray[np.float32]

AVERAGE_SECONDS = (0.3, 1.0, 3.0, 10.0)
FALL_SECONDS = 10.0
"""So long a peak takes to fall from the top of the range to the bottom."""
SHARE_DECIMALS = 4
"""Of the picture's width, by which the pointer moves at least."""
LONGEST_STEP = 0.5
"""Seconds that one column may stand for, when none was shown for long."""


class SpectrumPanel(SpectrumView):
    """Give it the newest column with `set_levels` while it is visible, at up to 30 a second.

    Dragging moves in frequency, the wheel zooms, a double click begins average and peaks anew; the rest is in its menu.
    """

    def __init__(self, page: Page, theme: Theme) -> None:
        super().__init__(page, theme)
        self._averager = Averager(1.0, 0.0, in_decibels=True)
        self._taken_at: float | None = None
        self._column_at: Callable[[float], Levels | None] | None = None
        self._hand = FrequencyHand(page, self)
        self._pointed: tuple[float, float | None] | None = None
        self._make_menu()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its menu opens by keyboard
        self.setAccessibleName("Spectrum")
        self.setToolTip("Drag: move. Wheel: zoom in frequency. Double click: average and peaks begin anew.")
        self._describe()
        page.hoverChanged.connect(self._move_pointer)

    def _make_menu(self) -> None:
        self._average_menu = QMenu("Average over", self)
        choices = QActionGroup(self)
        for seconds in AVERAGE_SECONDS:
            choice = QAction(f"{seconds:g} s", self)
            choice.setCheckable(True)
            choice.setChecked(seconds == self._averager.seconds)
            choice.triggered.connect(lambda _, seconds=seconds: self.set_average(seconds))
            choices.addAction(choice)
            self._average_menu.addAction(choice)
        self._held = QAction("Hold the peaks", self)
        self._held.setCheckable(True)
        self._held.toggled.connect(self._set_fall)
        self._anew = QAction("Begin average and peaks anew", self)
        self._anew.triggered.connect(self.reset)
        self._copy = QAction("Copy as CSV", self)
        self._copy.triggered.connect(self._copy_csv)
        self.addActions([self._held, self._anew, self._copy])

    def set_levels(
        self, levels: Levels, level_min: float, level_max: float, unit: str, at: float | None = None
    ) -> None:
        """Show the newest column.

        Parameters
        ----------
        levels
            Shape (n_mels,), as they are shown.
        level_min, level_max
            At the left and at the right.
        unit
            Of the levels; where it is dB, power is averaged.
        at
            When that was, in monotonic seconds; None: now.
        """
        at = time.monotonic() if at is None else at
        in_decibels = unit.startswith("dB")
        if in_decibels is not self._averager.in_decibels:
            self._averager = Averager(self._averager.seconds, 0.0, in_decibels)
        self._set_range(level_min, level_max, unit)
        self._set_fall()
        passed = 0.0 if self._taken_at is None else min(LONGEST_STEP, max(0.0, at - self._taken_at))
        self._taken_at = at
        self._averager.take(levels, passed)
        self.update()

    def set_column_at(self, column_at: Callable[[float], Levels | None] | None) -> None:
        """Ask this for the column at so many seconds since the start, for the curve at the pointer."""
        self._column_at = column_at
        self.update()

    def set_average(self, seconds: float) -> None:
        """The time constant of the average."""
        self._averager.seconds = seconds
        self._describe()
        self.update()

    def reset(self) -> None:
        """Average and peaks begin anew."""
        self._averager.reset()
        self.update()

    def as_csv(self) -> str:
        """Frequencies and the three curves as text; empty before the first column of the bands that are shown."""
        averager, page = self._averager, self._page
        if averager.now is None or averager.average is None or averager.peak is None:
            return ""
        if len(averager.now) != page.config.mel.n_mels:
            return ""
        edges = band_edges(page.config.mel, page.config.stft.sample_rate or page.sample_rate)
        return spectrum_csv(edges, averager.now, averager.average, averager.peak, self._unit)

    def _move_pointer(self) -> None:
        """It stands elsewhere; that the picture moves below it is seen with the next column."""
        page = self._page
        pointed = None
        if page.hover is not None:
            pointed = round(page.share_of(page.hover.seconds), SHARE_DECIMALS), page.hover.hz
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()

    def curves(self) -> Mapping[str, Levels]:
        """Now, average and peaks, and the column at the pointer where there is one."""
        averager, hover = self._averager, self._page.hover
        curves = {"now": averager.now, "average": averager.average, "peak": averager.peak}
        if hover is not None and self._column_at is not None:
            curves["pointed"] = self._column_at(hover.seconds)
        return {key: levels for key, levels in curves.items() if levels is not None}

    def names(self) -> dict[str, str]:
        """For the legend."""
        peak = "peak, held" if self._held.isChecked() else "peak"
        average = f"average {self._averager.seconds:g} s"
        return {"now": "now", "average": average, "peak": peak, "pointed": "at pointer"}

    def _set_fall(self) -> None:
        low, high = self._range
        self._averager.fall_per_second = 0.0 if self._held.isChecked() else (high - low) / FALL_SECONDS
        self._describe()

    def _copy_csv(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(self.as_csv())

    def _describe(self) -> None:
        peaks = "held" if self._held.isChecked() else "falling slowly"
        text = f"Level of every band: now, average over {self._averager.seconds:g} s, peaks {peaks}"
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take hold of the frequencies."""
        if event is not None:
            self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Point at a frequency; move what is held."""
        if event is not None:
            self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Let go."""
        self._hand.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Average and peaks begin anew."""
        self.reset()

    def leaveEvent(self, event: QEvent | None) -> None:
        """Nothing is pointed at."""
        self._page.set_hover(None)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Zoom; the frequency under the pointer stays."""
        if event is not None:
            self._hand.wheel(event)

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        """What can be chosen."""
        if event is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addMenu(self._average_menu)
            menu.addActions(self.actions())
            menu.popup(event.globalPos())
