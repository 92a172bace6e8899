"""LivePicture: brings what comes out of a session to the view, each column where its samples belong."""

from __future__ import annotations

import math
import time

import numpy as np
from numpy.typing import NDArray
from PyQt6.QtCore import QObject, pyqtSignal

from livemel.audio.source import SourceState
from livemel.config import Config, DisplayConfig
from livemel.gui.spectrogram_view import SpectrogramView
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.picture.history import History
from livemel.picture.raster import Pixels, Raster
from livemel.picture.seen import Change, SeenLevels, seen_levels
from livemel.picture.unfed import unfed_bands
from livemel.runtime.feed import Columns, Feed, Gap, Loudness
from livemel.runtime.loudness import Meter
from livemel.runtime.session import Session
from livemel.runtime.stats import Timings

HISTORY_SECONDS = 600.0
MARGIN_SECONDS = 0.004
"""How much later than its samples are due a column may be ready and still come to the picture in time."""
HEAD_START_SECONDS = 0.003
"""The worker's last look for samples before a picture."""


class LivePicture(QObject):
    """Owns the history and the raster of one session. GUI thread."""

    failed = pyqtSignal(object)
    """The exception that ended the worker, once."""

    def __init__(self, session: Session, feed: Feed, config: Config, view: SpectrogramView) -> None:
        super().__init__(view)
        rate = session.source.sample_rate
        hop = session.hop_length
        self.session = session
        self.config = config
        self.history = History(math.ceil(HISTORY_SECONDS * rate / hop), config.mel.n_mels, hop)
        self.meter = Meter(rate)
        self.paint_timings = Timings()
        self.latency_timings = Timings()
        self.display = config.display
        self.frozen = False
        self.heard_at = time.monotonic()
        """When columns came last."""
        self._feed = feed
        self._view = view
        self._rate = rate
        self._behind = session.delay + MARGIN_SECONDS * rate
        self._failure_told = False
        self.seen = seen_levels(config)
        """What finalises the levels in the picture; None where there is nothing to finalise."""
        self.is_unfed = unfed_bands(config, session.analysis_rate)
        """Which bands no FFT bin feeds, shape (n_mels,); None where all are fed."""
        self._raster = self._new_raster()
        view.sizeChanged.connect(self.rebuild)

    @property
    def colour_table(self) -> Pixels:
        """The colours as 0xffRRGGBB, shape (256,)."""
        return packed(lookup_table(self.display.colormap))

    @property
    def waiting(self) -> bool:
        """Whether the source is known to give nothing."""
        return self.session.source.state not in (SourceState.LIVE, SourceState.ENDED)

    @property
    def right_edge(self) -> float:
        """The sample at the right edge of the picture."""
        return self._raster.right * self._raster.samples_per_pixel

    @property
    def age_of_edge(self) -> float:
        """How many seconds the right edge lies behind the newest picture there could be; 0 while it is live."""
        return max(0.0, self._edge_at(time.monotonic()) - self.right_edge) / self._rate

    @property
    def at_end(self) -> bool:
        """Whether the last column of an ended source is in the picture."""
        return self.session.finished and self.right_edge >= self.history.end_sample

    def set_display(self, display: DisplayConfig) -> None:
        """Show the history with other colours, levels or another time range."""
        longer = display.seconds != self.display.seconds
        self.display = display
        if longer:
            self.rebuild()
        else:
            self._colour_raster()
            self._raster.redraw(self.waiting)
            self._view.update()

    def rebuild(self) -> None:
        """Draw the history anew in the view's present size."""
        edge = self.right_edge
        self._raster = self._new_raster()
        self._raster.advance(self._raster.right_at(edge) - 1, self.waiting)
        if self.seen is not None:
            self._finalise(self.seen, time.monotonic())

    def _new_raster(self) -> Raster:
        width, height = self._view.size_in_pixels()
        samples_per_pixel = self.display.seconds * self._rate / width
        self._raster = Raster(width, height, samples_per_pixel, self.history, self.seen, self.is_unfed)
        self._colour_raster()
        self._view.set_raster(self._raster)
        return self._raster

    def _colour_raster(self) -> None:
        self._raster.set_colours(self.colour_table, self.display.db_min, self.display.db_max)

    def tick(self, next_tick: float) -> None:
        """One beat: take what has come, scroll, paint. The next one is due at the monotonic time `next_tick`."""
        begun = time.monotonic()
        self.session.wanted_at = next_tick - HEAD_START_SECONDS
        self._take_events()
        if self.session.failure is not None and not self._failure_told:
            self._failure_told = True
            self.failed.emit(self.session.failure)
        if self.frozen or self._failure_told:
            return
        edge = self._edge_at(begun)
        right = self._raster.right_at(edge)
        moved = self._raster.advance(right, self.waiting)
        if self.seen is not None and (self.seen.is_due(begun, self.display.seconds) or self.at_end):
            self._finalise(self.seen, begun)
        if moved or self._raster.drawn:
            self._view.show_advance(moved, self._raster.drawn)
            done = time.monotonic()
            self.paint_timings.add(1000 * (done - begun))
            newest = min(edge, self.history.end_sample)
            self.latency_timings.add(1000 * (self.session.clock.sample_at(done) - newest) / self._rate)

    def _finalise(self, seen: SeenLevels, now: float) -> None:
        """Over what is to be seen now; all of it is drawn anew if that makes a difference."""
        edge = self.right_edge
        changed = seen.refresh(self.history, edge - self.display.seconds * self._rate, edge, now)
        if self.at_end and seen.may_change is not Change.NOTHING:
            seen.settle()
            changed = True
        if changed:
            self._colour_raster()
            self._raster.redraw(self.waiting)

    def newest_levels(self) -> NDArray[np.float32]:
        """The newest column as it is shown, shape (n_mels,)."""
        newest = self.history.newest()
        return newest if self.seen is None else self.seen.finalised(newest[None])[0]

    def _edge_at(self, seconds: float) -> float:
        edge = self.session.clock.sample_at(seconds) - self._behind
        if self.session.finished:  # the picture of a source that has ended stands at its end
            return min(edge, self.history.end_sample + self._raster.samples_per_pixel)
        return edge

    def _take_events(self) -> None:
        for event in self._feed.drain():
            if isinstance(event, Columns):
                self.heard_at = time.monotonic()
                self.history.add_columns(event.first_centre, event.levels)
            elif isinstance(event, Gap):
                self.history.add_gap(event.at_sample, event.lost)
            elif isinstance(event, Loudness):
                self.meter.take(event)
