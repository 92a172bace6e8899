"""Terminal: a run shown in a terminal, as a scrolling picture, or as a line a second where nobody looks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import partial
from math import ceil, floor
from typing import Protocol

from rich.console import Console
from rich.live import Live

from livemel.config import Config
from livemel.dsp.filterbank import band_centres
from livemel.errors import as_livemel_error
from livemel.monitor.keys import Keys
from livemel.monitor.lines import Second, silent_range
from livemel.monitor.screen import drawing_for, picture_columns, render
from livemel.monitor.snapshot import Snapshot, Status
from livemel.picture.axis import MelAxis
from livemel.picture.history import TIE, History
from livemel.picture.pooling import pooled_columns
from livemel.picture.reference import level_title
from livemel.picture.seen import Change, seen_levels, what_may_change
from livemel.picture.unfed import unfed_bands
from livemel.runtime.feed import Columns, Event, Feed, Gap, Loudness
from livemel.runtime.loudness import Meter
from livemel.runtime.session import Session

PICTURES_PER_SECOND = 15.0
SECONDS_PER_LINE = 1.0
MARGIN_SECONDS = 1.0
"""History kept beyond what is shown."""
MAY_CHANGE = {
    Change.NOTHING: "",
    Change.FLOOR: "; floor may still change",
    Change.EVERYTHING: "; all may still change",
}
QUIT = ("q", "Q", "\x04")


class View(Protocol):
    """What a run is shown on."""

    def take(self, events: Iterable[Event]) -> None:
        """Note what has come."""

    def show(self) -> None:
        """Show how it is now."""


def run_terminal(
    session: Session, feed: Feed, config: Config, duration: float | None = None, console: Console | None = None
) -> None:
    """Show a started session until it ends, `duration` seconds have passed, or q is pressed.

    Raises
    ------
    LivemelError
        If the session has failed.
    KeyboardInterrupt
        At Ctrl-C; the terminal is as it was before.
    """
    console = console or Console()
    if console.is_terminal and not console.is_dumb_terminal:
        with live(console) as screen, Keys() as keys:
            loop(session, feed, PictureView(session, config, screen), keys.wait, duration, 1.0 / PICTURES_PER_SECOND)
    else:
        loop(session, feed, LineView(session, config, console), sleep, duration, SECONDS_PER_LINE)


def live(console: Console) -> AbstractContextManager[Live]:
    """The whole terminal, until it is left."""
    return Live(console=console, screen=True, auto_refresh=False, vertical_overflow="crop")


def sleep(seconds: float) -> str:
    """Where there are no keys: none was pressed."""
    time.sleep(seconds)
    return ""


def loop(
    session: Session,
    feed: Feed,
    view: View,
    wait: Callable[[float], str],
    duration: float | None,
    interval: float,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Bring what comes to the view, once every `interval` seconds; `wait` waits so long and returns the key pressed."""
    begun = clock()
    end = begun + duration if duration is not None else float("inf")
    due = begun + interval
    while True:
        if wait(max(0.0, min(due, end) - clock())) in QUIT:
            return
        now = clock()
        is_last = session.finished or session.failure is not None or now >= end
        if now < due and not is_last:  # a key, or a signal
            continue
        due = max(due + interval, now)
        view.take(feed.drain())
        view.show()
        if session.failure is not None:
            raise as_livemel_error(session.failure) from session.failure
        if is_last:
            return


def status_of(session: Session) -> Status:
    """How a session is now."""
    source, stats = session.source, session.stats
    return Status(
        name=source.name,
        sample_rate=source.sample_rate,
        state=source.state.value,
        detail=source.detail,
        seconds=(stats.samples_received + stats.samples_lost) / source.sample_rate,
        lost_seconds=stats.samples_lost / source.sample_rate,
        gaps=len(stats.gaps) + stats.gaps_not_listed,
    )


class LineView:
    """A plain line at a time."""

    def __init__(self, session: Session, config: Config, console: Console) -> None:
        self._session = session
        self._console = console
        self._second = Second(band_centres(config.mel, session.analysis_rate), silent_range(config))

    def take(self, events: Iterable[Event]) -> None:
        """Note what has come."""
        self._second.add(events)

    def show(self) -> None:
        """Write the line of what came since the last one."""
        self._console.out(self._second.line(status_of(self._session)), highlight=False)
        self._console.file.flush()


class PictureView:
    """The scrolling picture, as large as the terminal is.

    Parameters
    ----------
    session
        Started.
    config
        Its own.
    live
        The terminal.
    status
        What is said above and below the picture; None: how the session is.
    """

    def __init__(
        self, session: Session, config: Config, live: Live, status: Callable[[], Status] | None = None
    ) -> None:
        rate = session.source.sample_rate
        self._status = status or partial(status_of, session)
        self._session = session
        self._config = config
        self._live = live
        self._axis = MelAxis(config.mel, session.analysis_rate)
        self._is_unfed = unfed_bands(config, session.analysis_rate)
        self._meter = Meter(rate)
        self._level_name = _level_name(config)
        columns = ceil((config.display.seconds + MARGIN_SECONDS) * rate / session.hop_length)
        self._history = History(columns, config.mel.n_mels, session.hop_length)
        self._seen = seen_levels(config)

    def take(self, events: Iterable[Event]) -> None:
        """Note what has come."""
        for event in events:
            if isinstance(event, Columns):
                self._history.add_columns(event.first_centre, event.levels)
            elif isinstance(event, Gap):
                self._history.add_gap(event.at_sample, event.lost)
            elif isinstance(event, Loudness):
                self._meter.take(event)

    def show(self) -> None:
        """Draw the newest picture."""
        console = self._live.console
        width, height = console.size
        lines = render(self.snapshot(picture_columns(width)), width, height, drawing_for(console))
        self._live.update(lines, refresh=True)

    def snapshot(self, columns: int) -> Snapshot:
        """The last `display.seconds` on so many columns."""
        display, rate = self._config.display, self._session.source.sample_rate
        samples_per_column = display.seconds * rate / columns
        # a hair less: the column that holds the newest slot, not the one that begins with it and rounds beyond
        newest = (self._history.end - 1 - TIE) * self._history.hop_length
        first = floor(newest / samples_per_column) + 1 - columns
        levels, is_gap = pooled_columns(self._history, first, columns, samples_per_column)
        if self._seen is not None:
            if self._seen.is_due(time.monotonic(), display.seconds):
                edges = (first * samples_per_column, (first + columns) * samples_per_column)
                self._seen.refresh(self._history, *edges, time.monotonic())
            levels = self._seen.finalised(levels)
        return Snapshot(
            levels=levels,
            is_gap=is_gap,
            is_unfed=self._is_unfed,
            axis=self._axis,
            display=display,
            level_name=self._level_name,
            meter=self._meter.shown(),
            status=self._status(),
        )


def _level_name(config: Config) -> str:
    """The unit of the levels, and which of them may still change."""
    return level_title(config) + MAY_CHANGE[what_may_change(config)]
