"""Recomputer: the past once more, with another analysis, from the sound that was kept."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livemel.config import Config
from livemel.dsp.arrays import Floats
from livemel.dsp.entry import frames_between
from livemel.dsp.glance import can_glance, samples_per_frame, scattered_frames
from livemel.dsp.stream import MelStream
from livemel.runtime.engine_run import live_kernel
from livemel.runtime.past.sound_store import SoundStore
from livemel.runtime.session import Change, Session

WAITING = 64
"""Results that wait at most for whoever shows them."""
REST_SECONDS = 20.0
"""The past beyond what is seen is computed in parts so long, the newest first."""
FRAMES_PER_PIXEL = 2
"""So many are enough for a first look at a long time, and one where more would take too long."""
QUICK_SAMPLES = 4_000_000
"""Transformed in less than a tenth of a second."""
TAKEN_SECONDS = 1.0
"""So long the session may take to make the change."""
POLL_SECONDS = 0.002
JOIN_SECONDS = 2.0


@dataclass(frozen=True)
class Wanted:
    """A change of the analysis."""

    number: int
    config: Config
    begin: float
    """The samples that are seen, from here on, up to the newest or `end`."""
    end: float
    pixels: int
    """Across what is seen."""
    past_end: float | None = None
    """The session computes so already from here on; None: it is to make the change."""


@dataclass(frozen=True)
class Prepared:
    """The other analysis is there, and the session goes on with it."""

    number: int
    config: Config
    stream: MelStream
    """The recomputer's own, not to be pushed to: it is asked for its geometry."""


@dataclass(frozen=True)
class PastColumns:
    """Columns of the past."""

    number: int
    first_centre: float
    levels: Floats
    """Shape (m, n_mels)."""
    every: int = 1
    """Of so many columns only one has been computed so far."""


@dataclass(frozen=True)
class VisibleDone:
    """All that was seen when the change was asked for has been computed."""

    number: int


@dataclass(frozen=True)
class AllDone:
    """All that is kept has been computed."""

    number: int


@dataclass(frozen=True)
class Refused:
    """The change cannot be made."""

    number: int
    error: Exception


Result = Prepared | PastColumns | VisibleDone | AllDone | Refused


class Recomputer:
    """Makes changes one after the other in a thread of its own; one that is asked for ends the one before.

    `want` and `results` are for the thread that shows; it also closes.
    """

    def __init__(self, session: Session, store: SoundStore) -> None:
        self._session = session
        self._store = store
        self._wanted: Wanted | None = None
        self._is_wanted = threading.Event()
        self._is_closed = False
        self._results: queue.Queue[Result] = queue.Queue(WAITING)
        self._thread = threading.Thread(target=self._run, name="livemel recomputing", daemon=True)

    def want(self, wanted: Wanted) -> None:
        """Begin a change."""
        self._wanted = wanted
        self._is_wanted.set()
        if self._thread.ident is None:
            self._thread.start()

    def results(self, most: int) -> Iterator[Result]:
        """What has come since, oldest first, at most so much."""
        for _ in range(most):
            try:
                yield self._results.get_nowait()
            except queue.Empty:
                return

    def close(self) -> None:
        """End the thread."""
        self._is_closed = True
        self._is_wanted.set()
        if self._thread.ident is not None:
            self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        while True:
            self._is_wanted.wait()
            self._is_wanted.clear()
            if self._is_closed:
                return
            wanted = self._wanted
            if wanted is not None:
                try:
                    self._make(wanted)
                except Exception as error:  # told to whoever asked
                    self._tell(Refused(wanted.number, error))

    def _is_stale(self) -> bool:
        return self._is_closed or self._is_wanted.is_set()

    def _tell(self, result: Result) -> None:
        while not self._is_stale():
            try:
                self._results.put(result, timeout=0.05)
            except queue.Full:
                continue
            return

    def _make(self, wanted: Wanted) -> None:
        rate = self._store.sample_rate
        stream = MelStream(wanted.config, rate, kernel=live_kernel(wanted.config))
        past = stream.twin()
        self._tell(Prepared(wanted.number, wanted.config, past))
        if self._is_stale():
            return
        if wanted.past_end is None:
            self._session.change(Change(wanted.number, stream))
        newest = self._newest(wanted.number) if wanted.past_end is None else wanted.past_end
        begin, end = max(float(self._store.begin), wanted.begin), min(newest, wanted.end)
        every = _coarse(wanted, past, end - begin)
        if every > 1:
            self._glance(wanted, past, begin, end, every)
        else:
            self._compute(wanted, past, begin, end)
        self._tell(VisibleDone(wanted.number))
        for part_begin, part_end in _parts(self._store.begin, newest, REST_SECONDS * rate):
            is_done = every == 1 and begin <= part_begin and part_end <= end
            if not is_done and not self._is_stale():
                self._compute(wanted, past, max(part_begin, float(self._store.begin)), part_end)
        self._tell(AllDone(wanted.number))

    def _newest(self, number: int) -> float:
        """The sample from which on the session itself gives columns; where it does not run, it is behind the sound."""
        give_up = time.monotonic() + TAKEN_SECONDS
        while not (self._session.finished or self._is_stale() or time.monotonic() > give_up):
            changed = self._session.changed
            if changed is not None and changed.number >= number:
                return changed.from_centre
            time.sleep(POLL_SECONDS)
        return float(self._store.end + 1)  # a frame may be centred on the very end

    def _compute(self, wanted: Wanted, stream: MelStream, begin: float, end: float) -> None:
        stretches = self._store.stretches(int(begin), int(end) + 1)
        for stretch in reversed(stretches):
            is_over = self._session.finished or stretch is not stretches[-1]
            signal = (stretch.begin, stretch.end)
            self._tell_all(wanted, frames_between(stream, self._store.read, signal, begin, end, is_over))

    def _glance(self, wanted: Wanted, stream: MelStream, begin: float, end: float, every: int) -> None:
        for stretch in reversed(self._store.stretches(int(begin), int(end) + 1)):
            signal = (stretch.begin, stretch.end)
            self._tell_all(wanted, scattered_frames(stream, self._store.read, signal, begin, end, every), every)

    def _tell_all(self, wanted: Wanted, parts: Iterable[tuple[float, Floats]], every: int = 1) -> None:
        for centre, levels in parts:
            if self._is_stale():
                return
            self._tell(PastColumns(wanted.number, centre, levels, every))


def _coarse(wanted: Wanted, stream: MelStream, samples: float) -> int:
    """Of how many columns one is computed for a first look."""
    if not can_glance(stream):
        return 1
    pixels = max(1, wanted.pixels)
    frames = min(FRAMES_PER_PIXEL * pixels, max(pixels, QUICK_SAMPLES // samples_per_frame(stream)))
    return max(1, int(samples / stream.hop / frames))


def _parts(begin: float, end: float, length: float) -> Iterator[tuple[float, float]]:
    """From the newest to the oldest."""
    while end > begin:
        yield max(begin, end - length), end
        end -= length
