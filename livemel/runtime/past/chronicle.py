"""Chronicle: what was heard, as columns of the analysis that is asked for; another one is computed from the sound."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config
from livemel.picture.history import History
from livemel.picture.seen import SeenLevels, seen_levels
from livemel.picture.unfed import unfed_bands
from livemel.runtime.feed import Changed, Columns, Event, Feed, Gap, Loudness
from livemel.runtime.loudness import Meter
from livemel.runtime.past.recomputing import (
    AllDone,
    PastColumns,
    Prepared,
    Recomputer,
    Refused,
    Result,
    VisibleDone,
    Wanted,
)
from livemel.runtime.session import Session

HISTORY_SECONDS = 600.0
MOST_BYTES = 1 << 26
"""Of the levels: an analysis of many bands or short hops is kept for a shorter time."""
MOST_GAPS = 10_000
RESULTS_PER_TAKE = 4
"""So few that no picture waits for the past."""
RESULTS_SEEN_PER_TAKE = 24
"""While what is seen is not complete: a picture waits for it."""


@dataclass
class Taken:
    """What has come to be since the last look."""

    changed: bool = False
    """The columns are of another analysis from now on."""
    complete: bool = False
    """All that was seen when that was asked for is there."""
    refused: list[Exception] = field(default_factory=list)
    """Why another analysis cannot be made."""


class Chronicle:
    """Owned by one thread, which takes what the session's worker and the recomputer bring.

    Parameters
    ----------
    session
        With a store, if the analysis is to be changed.
    feed
        Its sink.
    config
        What it computes.
    """

    def __init__(self, session: Session, feed: Feed, config: Config) -> None:
        self.session = session
        self.meter = Meter(session.source.sample_rate)
        self.gaps: deque[Gap] = deque(maxlen=MOST_GAPS)
        self.heard_at = time.monotonic()
        """When columns came last."""
        self._feed = feed
        self._number = 0
        self._asked = 0
        self._seen = 0
        """The newest of what was asked for of which all that is seen is there."""
        self._prepared: Prepared | None = None
        self._results: deque[Result] = deque()
        self._recomputer = Recomputer(session, session.store) if session.store is not None else None
        self._begin(config, session.hop_length, session.delay, session.analysis_rate)

    def _begin(self, config: Config, hop: float, delay: float, analysis_rate: int) -> None:
        rate = self.session.source.sample_rate
        self.config = config
        self.analysis_rate = analysis_rate
        self.delay = delay
        """Samples of the source that must follow a frame's centre before the frame is complete."""
        columns = min(HISTORY_SECONDS * rate / hop, MOST_BYTES / 4 / config.mel.n_mels)
        self.history = History(int(columns) + 1, config.mel.n_mels, hop)
        self.seen: SeenLevels | None = seen_levels(config)
        """What finalises the levels in the picture; None where there is nothing to finalise."""
        self.is_unfed = unfed_bands(config, analysis_rate)
        """Which bands no FFT bin feeds, shape (n_mels,); None where all are fed."""

    @property
    def is_changing(self) -> bool:
        """Whether another analysis was asked for that is not seen yet."""
        return self._asked > self._number

    def change(self, config: Config, begin: float, end: float, pixels: int) -> None:
        """Ask for another analysis; what lies between two samples is wanted first, over so many pixels."""
        assert self._recomputer is not None
        self._asked += 1
        self._recomputer.want(Wanted(self._asked, config, begin, end, pixels))

    def recall(self, begin: float, end: float, pixels: int) -> None:
        """Have the columns of the time before this session, whose sound its store still holds."""
        assert self._recomputer is not None
        past_end = float(self.session.position)
        self._asked = self._number = self._asked + 1
        self.history.add_columns(past_end, np.empty((0, self.config.mel.n_mels), np.float32))
        self._recomputer.want(Wanted(self._asked, self.config, begin, min(end, past_end), pixels, past_end))

    def take(self) -> Taken:
        """Take what has come."""
        taken = Taken()
        for event in self._feed.drain():
            self._take_event(event, taken)
        if self._recomputer is not None:
            most = RESULTS_PER_TAKE if self._seen == self._asked else RESULTS_SEEN_PER_TAKE
            self._results.extend(self._recomputer.results(most))
        while self._results and self._take_result(self._results[0], taken):
            self._results.popleft()
        return taken

    def _take_event(self, event: Event, taken: Taken) -> None:
        if isinstance(event, Columns):
            if event.levels.shape[1] == self.history.n_mels:
                self.heard_at = time.monotonic()
                self.history.add_columns(event.first_centre, event.levels)
        elif isinstance(event, Gap):
            self._note_gap(event)
            self.history.add_gap(event.at_sample, event.lost)
        elif isinstance(event, Loudness):
            self.meter.take(event)
        elif isinstance(event, Changed):
            self._switch(event.number, taken)

    def _note_gap(self, gap: Gap) -> None:
        joined = self.gaps[-1].joined_with(gap) if self.gaps else None
        if joined is not None:
            self.gaps[-1] = joined
        else:
            self.gaps.append(gap)

    def _switch(self, number: int, taken: Taken) -> None:
        """The columns that come now are of another analysis."""
        prepared = self._prepared_for(number)
        stream = prepared.stream
        end = self.history.end_sample
        self._number = number
        self._begin(prepared.config, stream.hop, stream.delay, stream.analysis_rate)
        self.history.add_columns(end, np.empty((0, self.history.n_mels), np.float32))
        for gap in self.gaps:
            if gap.lost:
                self.history.add_gap(gap.at_sample, gap.lost)
        taken.changed = True

    def _prepared_for(self, number: int) -> Prepared:
        """What the recomputer told before it asked the session for the change."""
        assert self._recomputer is not None
        while self._prepared is None or self._prepared.number != number:
            self._results.extend(self._recomputer.results(1))
            ready = [each for each in self._results if isinstance(each, Prepared) and each.number == number]
            if ready:
                self._prepared = ready[0]
                self._results.remove(ready[0])
        return self._prepared

    def _take_result(self, result: Result, taken: Taken) -> bool:
        """Take it, if its time has come."""
        if isinstance(result, Refused):
            if result.number == self._asked:
                self._asked = self._seen = self._number
            taken.refused.append(result.error)
        elif isinstance(result, Prepared):
            self._prepared = result
            if self.session.finished and result.number > self._number:
                self._switch(result.number, taken)
        elif result.number > self._number:
            return False  # the session has not told of its change yet
        elif result.number == self._number:
            self._take_past(result, taken)
        return True

    def _take_past(self, result: PastColumns | VisibleDone | AllDone, taken: Taken) -> None:
        if isinstance(result, PastColumns):
            self.history.add_columns(result.first_centre, result.levels, result.every)
        elif isinstance(result, VisibleDone):
            self._seen = result.number
            taken.complete = True

    def cause_at(self, sample: float) -> str:
        """Why there is a gap at a sample; empty where there is none."""
        touching = (gap for gap in self.gaps if gap.at_sample <= sample < gap.at_sample + gap.lost)
        return next((gap.cause for gap in touching), "")

    def newest_levels(self) -> NDArray[np.float32]:
        """The newest column as it is shown, shape (n_mels,)."""
        newest = self.history.newest()
        return newest if self.seen is None else self.seen.finalised(newest[None])[0]

    def close(self) -> None:
        """End the recomputer."""
        if self._recomputer is not None:
            self._recomputer.close()
