"""LivePicture: paints what a chronicle holds, the part of it that the page looks at."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PyQt6.QtCore import QObject, pyqtSignal

from livemel.audio.source import SourceState
from livemel.config import Config, DisplayConfig
from livemel.dsp.arrays import Floats
from livemel.errors import LivemelError
from livemel.gui.page import Page
from livemel.gui.picture.spectrogram_view import SpectrogramView
from livemel.picture.axis import MelAxis
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import Pixels, packed
from livemel.picture.history import NOTHING, History, slot_of_centre
from livemel.picture.pooling import pooled_columns
from livemel.picture.raster import Raster
from livemel.picture.seen import Change, SeenLevels
from livemel.picture.viewport import Extent
from livemel.runtime.past.chronicle import Chronicle, Taken
from livemel.runtime.stats import Timings

MARGIN_SECONDS = 0.004
"""How much later than its samples are due a column may be ready and still come to the picture in time."""
HEAD_START_SECONDS = 0.003
"""The worker's last look for samples before a picture."""
STEP_SECONDS = 0.25
"""With reduced motion the picture steps so far at a time."""

NO_SOUND = "the sound of this is not kept, so its analysis cannot be changed; its colours and levels can"


class LivePicture(QObject):
    """Owns the raster of one chronicle. GUI thread."""

    failed = pyqtSignal(object)
    """The exception that ended the worker, once."""
    changed = pyqtSignal()
    """Columns are of another analysis, whose past is not complete yet."""
    completed = pyqtSignal()
    """All that is seen is of the analysis that was asked for."""
    refused = pyqtSignal(object)
    """The exception that keeps another analysis from being made."""

    def __init__(self, chronicle: Chronicle, view: SpectrogramView, page: Page, display: DisplayConfig) -> None:
        super().__init__(view)
        self.chronicle = chronicle
        self.session = chronicle.session
        self.paint_timings = Timings()
        self.latency_timings = Timings()
        self.late_pictures = 0
        """How many came more than a period after they were due."""
        self.page = page
        self._display = display
        self._view = view
        self._rate = self.session.source.sample_rate
        self.before_paint: Callable[[], None] = _nothing
        """Called when it is known where the picture stands, so that what moves with it is painted with it."""
        self._failure_told = False
        self._has_looked = self._looks_elsewhere = False  # since the last beat; since it was drawn
        self._due: float | None = None
        self._raster = self._new_raster()
        view.sizeChanged.connect(self.rebuild)
        page.viewportChanged.connect(self._look)

    def stop(self) -> None:
        """Paint nothing any more: another picture takes the view."""
        self._view.sizeChanged.disconnect(self.rebuild)
        self.page.viewportChanged.disconnect(self._look)
        self.chronicle.close()
        self.setParent(None)  # else the view would keep it, and all it has heard

    @property
    def config(self) -> Config:
        """What is shown, as it is shown."""
        return replace(self.chronicle.config, display=self.display)

    @property
    def display(self) -> DisplayConfig:
        """How it is shown; `seconds` is the time that is seen."""
        return replace(self._display, seconds=self.page.viewport.seconds)

    @property
    def history(self) -> History:
        """The columns."""
        return self.chronicle.history

    @property
    def seen(self) -> SeenLevels | None:
        """What finalises the levels in the picture."""
        return self.chronicle.seen

    @property
    def frozen(self) -> bool:
        """Whether the picture stands still while the sound goes on."""
        return not self.page.viewport.follows

    @property
    def colour_table(self) -> Pixels:
        """The colours as 0xffRRGGBB, shape (256,)."""
        return packed(lookup_table(self._display.colormap))

    @property
    def waiting(self) -> bool:
        """Whether the source is known to give nothing."""
        return self.session.source.state not in (SourceState.LIVE, SourceState.ENDED)

    @property
    def right_edge(self) -> float:
        """The sample at the right edge of the picture."""
        return self._raster.right * self._raster.samples_per_pixel

    @property
    def at_end(self) -> bool:
        """Whether the last column of an ended source is in the picture."""
        return self.session.finished and self.right_edge >= self.chronicle.history.end_sample

    def set_display(self, display: DisplayConfig, seconds: float | None = None) -> None:
        """Show the same with other colours or levels, and another time range if `seconds` is given."""
        self._display = display
        if seconds is not None and seconds != self.page.viewport.seconds:
            self.page.zoom_time(seconds / self.page.viewport.seconds, self.page.seconds_at(0.5))
        self.redraw()

    def redraw(self) -> None:
        """Draw what is seen once more, in the same place."""
        self._colour_raster()
        self._raster.redraw(self.waiting)
        self._view.update()

    def _look(self) -> None:
        """Another part is looked at: it is drawn at once, but no more than once a beat."""
        if self._has_looked:
            self._looks_elsewhere = True
        else:
            self._has_looked = True
            self.rebuild()

    def rebuild(self) -> None:
        """Draw the history anew: in another size, or another part of it."""
        following = self.page.viewport.end is None
        edge = self.right_edge if following else self.page.edge * self._rate
        self._raster = self._new_raster(self._raster.pixels)
        self._raster.advance(self._raster.right_at(edge) - 1, self.waiting)
        self._note_edge()
        if self.seen is not None:
            self._finalise(self.seen, time.monotonic())

    def change(self, config: Config) -> None:
        """Show the same sound by another analysis; the picture stays, dimmed, until what is seen is there."""
        if self.session.store is None:
            self.refused.emit(LivemelError(NO_SOUND))
            return
        begin, end = (seconds * self._rate for seconds in (self.page.begin, self.page.edge))
        self.chronicle.change(config, begin, end + self._rate, self._raster.pixels.shape[1])

    def recall(self, before: LivePicture | None) -> None:
        """Show also what was heard before this session; meanwhile the picture before, dimmed."""
        begin, end = (seconds * self._rate for seconds in (self.page.begin, self.page.edge))
        if before is not None:
            self._inherit(before._raster, float(self.session.position))
        self.chronicle.recall(begin, end + self._rate, self._raster.pixels.shape[1])

    def column_at(self, seconds: float) -> Floats | None:
        """The column at a moment as it is shown, shape (n_mels,); None where there is none."""
        history = self.chronicle.history
        slot = slot_of_centre(seconds * self._rate, history.hop_length)
        if not history.begin <= slot < history.end:
            return None
        levels, is_gap = history.read(np.array([slot]))
        if is_gap[0] or levels[0, 0] == NOTHING:
            return None
        column: Floats = (levels if self.seen is None else self.seen.finalised(levels))[0]
        return column

    def visible_levels(self) -> Floats:
        """The levels of what is seen, pixel by pixel, shape (width, n_mels)."""
        raster, history = self._raster, self.chronicle.history
        width = raster.pixels.shape[1]
        levels, _ = pooled_columns(history, raster.right - width, width, raster.samples_per_pixel)
        return levels if self.seen is None else self.seen.finalised(levels)

    def _new_raster(self, used: Pixels | None = None) -> Raster:
        width, height = self._view.size_in_pixels()
        pixels = used if used is not None and used.shape == (height, width) else None
        viewport, chronicle = self.page.viewport, self.chronicle
        samples_per_pixel = viewport.seconds * self._rate / width
        self._raster = Raster(
            width,
            height,
            samples_per_pixel,
            chronicle.history,
            chronicle.seen,
            chronicle.is_unfed,
            viewport.low,
            viewport.high,
            pixels,
        )
        self._colour_raster()
        self._view.set_raster(self._raster)
        return self._raster

    def _inherit(self, before: Raster, until: float) -> None:
        right = self._raster.right_at(self.page.edge * self._rate) - 1
        if before.pixels.shape == self._raster.pixels.shape:
            shift = before.right % before.pixels.shape[1] - right % before.pixels.shape[1]
            self._raster.inherit(before.pixels, right, until, shift)

    def _colour_raster(self) -> None:
        self._raster.set_colours(self.colour_table, self._display.db_min, self._display.db_max)

    def tick(self, next_tick: float) -> None:
        """One beat: take what has come, scroll, paint. The next one is due at the monotonic time `next_tick`."""
        begun = time.monotonic()
        self._note_lateness(begun, next_tick)
        self.session.wanted_at = next_tick - HEAD_START_SECONDS
        self._note(self.chronicle.take())
        if self._failure_told:
            return
        self._has_looked = False
        if self._looks_elsewhere:
            self._looks_elsewhere = False
            self.rebuild()
        newest = self._newest_at(begun)
        history = self.chronicle.history
        self.page.extent = Extent(history.begin * history.hop_length / self._rate, newest / self._rate)
        edge = self._edge_of(newest)
        moved = self._raster.advance(self._raster.right_at(edge), self.waiting)
        self._note_edge()
        if self.seen is not None and (self.seen.is_due(begun, self.page.viewport.seconds) or self.at_end):
            self._finalise(self.seen, begun)
        if moved:
            self._view.follow_pointer()
        self.before_paint()
        if moved or self._raster.drawn:
            self._view.show_advance(moved, self._raster.drawn)
            if self.page.viewport.follows:
                self._note_latency(min(edge, history.end_sample))
            self.paint_timings.add(1000 * (time.monotonic() - begun))

    def _note_latency(self, newest: float) -> None:
        done = time.monotonic()
        self.latency_timings.add(1000 * (self.session.clock.sample_at(done) - newest) / self._rate)

    def _note_lateness(self, begun: float, next_tick: float) -> None:
        if self._due is not None and begun - self._due > next_tick - begun > 0:
            self.late_pictures += 1
        self._due = next_tick

    def _note(self, taken: Taken) -> None:
        if self.session.failure is not None and not self._failure_told:
            self._failure_told = True
            self.failed.emit(self.session.failure)
        if taken.changed:
            before = self._raster
            axis = MelAxis(self.chronicle.config.mel, self.chronicle.analysis_rate)
            self._new_raster()
            self._inherit(before, self.chronicle.history.end_sample)
            self.page.viewportChanged.disconnect(self._look)
            self.page.show(self.config, axis)
            self.page.viewportChanged.connect(self._look)
            self._view.update()
            self.changed.emit()
        for error in taken.refused:
            self.refused.emit(error)
        if taken.complete:
            self.redraw()
            self.completed.emit()

    def _note_edge(self) -> None:
        self.page.edge = self.right_edge / self._rate

    def _finalise(self, seen: SeenLevels, now: float) -> None:
        """Over what is to be seen now; all of it is drawn anew if that makes a difference."""
        edge = self.right_edge
        seconds = self.page.viewport.seconds
        changed = seen.refresh(self.chronicle.history, edge - seconds * self._rate, edge, now)
        if self.at_end and seen.may_change is not Change.NOTHING:
            seen.settle()
            changed = True
        if changed and not self.chronicle.is_changing:
            self._colour_raster()
            self._raster.redraw(self.waiting)

    def _newest_at(self, seconds: float) -> float:
        """The newest sample that a picture at this monotonic time can show."""
        edge = self.session.clock.sample_at(seconds) - self.chronicle.delay - MARGIN_SECONDS * self._rate
        if self.session.finished:  # the picture of a source that has ended stands at its end
            return min(edge, self.chronicle.history.end_sample + self._raster.samples_per_pixel)
        return edge

    def _edge_of(self, newest: float) -> float:
        """The sample at the right edge."""
        end = self.page.viewport.end
        if end is not None:
            return end * self._rate - self._raster.samples_per_pixel
        if self._display.motion == "steps":
            step = STEP_SECONDS * self._rate
            return math.floor(newest / step) * step
        return newest


def _nothing() -> None:
    """There is nothing that moves with it."""
