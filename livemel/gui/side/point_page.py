"""The point page: what is read, explained and marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QWidget

from livemel.dsp.stream import MelStream
from livemel.gui.controller import Controller
from livemel.gui.page import Point
from livemel.gui.readout import Readout
from livemel.runtime.engine_run import live_kernel

if TYPE_CHECKING:
    from livemel.gui.side.point_panel import PointPanel
    from livemel.picture.explanation import Explanation

NAME = "explain"


class PointPage(QObject):
    """Fills the panel when a point is chosen. GUI thread."""

    def __init__(self, controller: Controller, readout: Readout) -> None:
        super().__init__(controller)
        self._controller = controller
        self._readout = readout
        self._panel: PointPanel | None = None
        self._stream: MelStream | None = None
        window = controller.window
        window.side.offer(NAME, "Point", self._make)
        window.view.pointClicked.connect(self._choose)
        window.page.markersChanged.connect(self._show_markers)
        controller.shown.connect(self._forget)

    def _make(self) -> QWidget:
        from livemel.gui.side.point_panel import PointPanel

        self._panel = PointPanel()
        page = self._controller.window.page
        self._panel.markerDeleted.connect(page.delete_marker)
        self._panel.markerRenamed.connect(page.rename_marker)
        self._show_markers()
        return self._panel

    def toggle(self) -> None:
        """Explain the point under the pointer; without one, show or hide the page."""
        hover = self._controller.window.page.hover
        side = self._controller.window.side
        if hover is not None and hover.hz is not None:
            side.open_page(NAME)
            self._choose(hover)
        else:
            side.toggle(NAME)

    def explain_point(self, point: Point) -> None:
        """Show the page with the explanation of a point."""
        self._controller.window.side.open_page(NAME)
        self._choose(point)

    def _forget(self) -> None:
        self._stream = None
        self._show_markers()

    def _choose(self, point: Point) -> None:
        panel = self._panel
        if panel is None or point.hz is None or self._controller.window.side.page_name != NAME:
            return
        panel.set_reading(self._readout.reading_at(point.seconds, point.hz))
        try:
            panel.set_explanation(self._explained(point))
        except ValueError as error:
            panel.set_explanation(None, str(error))

    def _explained(self, point: Point) -> Explanation | None:
        from livemel.dsp.explain import explain
        from livemel.picture.explanation import explanation

        live = self._controller.live
        store = None if live is None else live.session.store
        if live is None or store is None or point.hz is None:
            return None
        config = live.chronicle.config
        if self._stream is None or self._stream.config != config:
            self._stream = MelStream(config, store.sample_rate, kernel=live_kernel(config))
        sample = point.seconds * store.sample_rate
        stretch = next((each for each in store.stretches(int(sample), int(sample) + 1)), None)
        if stretch is None:
            raise ValueError("there is no sound at this point: it was lost, or is not kept any more")
        band = self._readout.reader(live).band_at(point.hz).number
        is_over = live.session.finished or stretch.end < store.end
        derived = explain(self._stream, store.read, (stretch.begin, stretch.end), sample, band, is_over)
        display, seen = live.display, live.seen
        finalised = None if seen is None else seen.finalised
        return explanation(derived, display.db_min, display.db_max, display.colormap, finalised)

    def _show_markers(self) -> None:
        if self._panel is not None:
            from livemel.gui.side.marker_table import NamedReading

            named = []
            for marker in self._controller.window.page.markers:
                reading = self._readout.reading_at(marker.seconds, marker.hz)
                if reading is not None:
                    named.append(NamedReading(marker.name, reading))
            self._panel.set_markers(named)
