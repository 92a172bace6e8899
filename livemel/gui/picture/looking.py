"""Looking: the keys that move the view through time and frequency, and what the pointer reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject

from livemel.gui.changes import SECONDS_STEPS

if TYPE_CHECKING:
    from livemel.gui.main_window import MainWindow

PAN_SHARE = 0.1
PAGE_SHARE = 0.9
ZOOM = 1.5


class Looking(QObject):
    """Turns keys into movements of the page. GUI thread."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._page = window.page

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What to call for each action."""
        page = self._page
        return {
            "freeze": self.toggle_frozen,
            "live": lambda: page.look(page.viewport.following()),
            "oldest": lambda: page.look(page.viewport.at_oldest(page.extent)),
            "earlier": lambda: page.pan(-PAN_SHARE),
            "later": lambda: page.pan(PAN_SHARE),
            "page_earlier": lambda: page.pan(-PAGE_SHARE),
            "page_later": lambda: page.pan(PAGE_SHARE),
            "zoom_in": lambda: self.step_seconds(-1),
            "zoom_out": lambda: self.step_seconds(1),
            "zoom_in_frequency": lambda: self._zoom_frequency(1 / ZOOM),
            "zoom_out_frequency": lambda: self._zoom_frequency(ZOOM),
            "higher": lambda: page.look(page.viewport.raised(PAN_SHARE)),
            "lower": lambda: page.look(page.viewport.raised(-PAN_SHARE)),
            "zoom_selection": page.zoom_to_selection,
            "zoom_all": lambda: page.look(page.viewport.with_all_frequencies()),
            "mark": self.mark,
            "forget_markers": lambda: page.set_markers(()),
        }

    def toggle_frozen(self) -> None:
        """Hold the picture still, or let it go on; nothing is lost meanwhile."""
        page = self._page
        viewport = page.viewport
        page.look(replace(viewport, end=page.edge) if viewport.follows else viewport.following())

    def step_seconds(self, step: int) -> None:
        """The next longer (1) or shorter (-1) time range, around the pointer, else around the middle."""
        page = self._page
        now = page.viewport.seconds
        others = [seconds for seconds in SECONDS_STEPS if (seconds - now) * step > 1e-9]
        if others:
            seconds = others[0 if step > 0 else -1]
            anchor = page.hover.seconds if page.hover else page.seconds_at(0.5)
            page.zoom_time(seconds / now, anchor)

    def _zoom_frequency(self, factor: float) -> None:
        page = self._page
        hover = page.hover
        at = 0.5 if hover is None or hover.hz is None else float(page.axis.fraction_of(hover.hz))
        page.look(page.viewport.zoomed_in_frequency(factor, float(page.axis.whole(at))))

    def mark(self) -> None:
        """A marker where the pointer stands, else in the middle of the newest moment that is seen."""
        page = self._page
        hover = page.hover
        seconds = hover.seconds if hover else page.edge
        hz = hover.hz if hover and hover.hz is not None else float(page.axis.hz_at(0.5))
        page.mark(seconds, hz)
