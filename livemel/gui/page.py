"""Page: what is looked at, shared by every panel of the window, so that they agree without knowing each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PyQt6.QtCore import QObject, pyqtSignal

from livemel.config import Config
from livemel.picture.axis import MelAxis
from livemel.picture.viewport import Extent, Viewport

MOST_MARKERS = 1000


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture."""

    seconds: float
    """Since the start of the run."""
    hz: float | None
    """None over a panel that has no frequency."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A rectangle of the picture."""

    begin: float
    end: float
    """Seconds since the start of the run."""
    low_hz: float
    high_hz: float


@dataclass(frozen=True, slots=True)
class Marker:
    """A point that was marked."""

    seconds: float
    hz: float
    name: str


class Page(QObject):
    """Time is in seconds since the start of the run, frequency in Hz. GUI thread."""

    viewportChanged = pyqtSignal()
    """Another part is looked at, or other numbers are shown; not while the picture only follows the newest sound."""
    frequenciesChanged = pyqtSignal()
    """Other frequencies are looked at, or on another scale; before `viewportChanged`."""
    hoverChanged = pyqtSignal()
    selectionChanged = pyqtSignal()
    markersChanged = pyqtSignal()

    def __init__(self, config: Config, axis: MelAxis, sample_rate: int, started: datetime) -> None:
        super().__init__()
        self.hover: Point | None = None
        self.selection: Selection | None = None
        self.markers: tuple[Marker, ...] = ()
        self._set(config, axis, sample_rate, started)

    def _set(self, config: Config, axis: MelAxis, sample_rate: int, started: datetime) -> None:
        self.config = config
        self.sample_rate = sample_rate
        """Hz of the source."""
        self.started = started
        """Wall clock of second 0."""
        self.viewport = Viewport(seconds=config.display.seconds)
        self.extent = Extent(0.0, 0.0)
        """What there is; moves with every picture."""
        self.edge = 0.0
        """Seconds at the right edge as it is painted now; moves with every picture."""
        self._whole_axis = axis
        self.axis = axis
        """Of the frequencies that are seen; 0 is the bottom of the picture and 1 its top."""

    def open(self, config: Config, axis: MelAxis, sample_rate: int, started: datetime) -> None:
        """Another run: nothing of the one before is looked at, selected or marked."""
        self._set(config, axis, sample_rate, started)
        self.set_hover(None)
        self.select(None)
        self.set_markers(())
        self.frequenciesChanged.emit()
        self.viewportChanged.emit()

    @property
    def begin(self) -> float:
        """Seconds at the left edge as it is painted now."""
        return self.edge - self.viewport.seconds

    @property
    def whole_axis(self) -> MelAxis:
        """Of all frequencies there are bands for."""
        return self._whole_axis

    def seconds_at(self, share: float) -> float:
        """The moment at a fraction of the picture's width, 0 at the left."""
        return self.begin + share * self.viewport.seconds

    def share_of(self, seconds: float) -> float:
        """The fraction of the picture's width at which a moment stands."""
        return (seconds - self.begin) / self.viewport.seconds

    def wall_clock(self, seconds: float) -> datetime:
        """When it was."""
        return self.started + timedelta(seconds=seconds)

    def show(self, config: Config, axis: MelAxis) -> None:
        """Other numbers are shown, on another axis."""
        self.config, self._whole_axis = config, axis
        self._take_axis()
        self._look(self.viewport)

    def look(self, viewport: Viewport) -> None:
        """Look at another part."""
        if viewport != self.viewport:
            self._look(viewport)

    def _look(self, viewport: Viewport) -> None:
        before, self.viewport = self.viewport, viewport
        if viewport.end is not None:
            self.edge = viewport.end
        if (viewport.low, viewport.high) != (before.low, before.high):
            self._take_axis()
        self.viewportChanged.emit()

    def _take_axis(self) -> None:
        self.axis = self._whole_axis.part(self.viewport.low, self.viewport.high)
        self.frequenciesChanged.emit()

    def zoom_time(self, factor: float, anchor: float) -> None:
        """Show `factor` times as long, the moment `anchor` where it is."""
        self.look(self.viewport.zoomed_in_time(factor, anchor, self.extent))

    def pan(self, share: float) -> None:
        """Move by a share of what is seen, into the past where it is negative."""
        self.look(self.viewport.panned(share * self.viewport.seconds, self.extent))

    def set_hover(self, point: Point | None) -> None:
        """The pointer stands there, or nowhere."""
        if point != self.hover:
            self.hover = point
            self.hoverChanged.emit()

    def select(self, selection: Selection | None) -> None:
        """Select a part, or nothing."""
        if selection != self.selection:
            self.selection = selection
            self.selectionChanged.emit()

    def zoom_to_selection(self) -> None:
        """Show what is selected, and nothing else."""
        if self.selection is not None:
            part = self.selection
            low, high = (float(each) for each in self._whole_axis.fraction_of([part.low_hz, part.high_hz]))
            shown = self.viewport.showing(part.begin, part.end, self.extent)
            self.look(shown.with_frequencies(max(0.0, low), min(1.0, high)))

    def mark(self, seconds: float, hz: float, name: str = "") -> bool:
        """Set a marker; whether there was room for one more."""
        if len(self.markers) >= MOST_MARKERS:
            return False
        marker = Marker(seconds, hz, name or str(len(self.markers) + 1))
        self.set_markers((*self.markers, marker))
        return True

    def rename_marker(self, number: int, name: str) -> None:
        """Call marker `number`, counted from 0 in the order of time, otherwise."""
        markers = list(self.markers)
        markers[number] = replace(markers[number], name=name)
        self.set_markers(tuple(markers))

    def delete_marker(self, number: int) -> None:
        """Take marker `number`, counted from 0 in the order of time, away."""
        self.set_markers(self.markers[:number] + self.markers[number + 1 :])

    def set_markers(self, markers: tuple[Marker, ...]) -> None:
        """Have these and no others; they are kept in the order of time."""
        self.markers = tuple(sorted(markers, key=lambda marker: marker.seconds))
        self.markersChanged.emit()
