"""Session: one run. `step` is one pass from the source to the sinks; `start` adds a thread that steps."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Protocol

import numpy as np

from livemel.audio.source import Block, SampleClock, Samples, Source, SourceState
from livemel.config import Config
from livemel.dsp.arrays import Reals
from livemel.dsp.levels import sum_of_squares
from livemel.dsp.stream import MelStream
from livemel.runtime.engine_run import EngineRun, live_kernel
from livemel.runtime.feed import Changed, Columns, Event, Gap, Loudness, Sink, Sound
from livemel.runtime.joint import Joint, Resume
from livemel.runtime.past.sound_store import SoundStore
from livemel.runtime.sieve import Sieve
from livemel.runtime.stats import RunStats

POLL_SECONDS = 0.004
"""How often the worker looks for new samples when nobody says when they will be wanted."""
LONGEST_PAUSE_SECONDS = 0.05
"""So long the worker waits at most when somebody does."""
SLACK_SECONDS = 0.001
CLOSE_SECONDS = 3.0
NOT_FINITE = "samples that are not numbers"


@dataclass(frozen=True)
class Change:
    """Another analysis, asked for while the session runs."""

    number: int
    stream: MelStream
    """Fresh; the session's from now on."""


class Observer(Protocol):
    """Whoever wants to know what the frames are made of. Worker thread."""

    def hear(self, samples: Samples) -> None:
        """Take the samples of the analysed channel that follow the last, shape (n,), before what they complete."""

    def see(self, channel: int, powers: Reals) -> None:
        """Take squared magnitudes, shape (m, bins), of frames before their columns; as `MelStream` gives them."""


class Session:
    """Pulls blocks from an open source, feeds the engine, hands frames and gaps to the sinks.

    Whoever calls `step` owns the session: a test, a loop, or the thread that `start` adds. Others only read
    `stats`, `failure`, `finished` and `clock`.

    Parameters
    ----------
    source
        Open.
    config
        What to compute.
    sinks
        Who gets frames, gaps and loudness.
    kernel
        What computes them, as `MelStream` names it: "numpy" has nothing to import, "scipy" is faster for a file.
        Precision "fast" has no kernel in NumPy: it is SciPy's then.
    observer
        Who sees samples and spectra.
    store
        Keeps the sound, so that the analysis can be changed while the session runs.
    resume
        Where another session ended that this one continues; None: it is the first.
    """

    def __init__(
        self,
        source: Source,
        config: Config,
        sinks: Sequence[Sink],
        kernel: str = "numpy",
        observer: Observer | None = None,
        store: SoundStore | None = None,
        resume: Resume | None = None,
    ) -> None:
        self.source = source
        self.stats = RunStats()
        self.failure: BaseException | None = None
        """What ended the worker; whoever owns the session shows it."""
        self.finished = False
        self.longest_pause_seconds = LONGEST_PAUSE_SECONDS
        """So long the worker waits at most; written by whoever watches, before the start."""
        self.wanted_at = 0.0
        """Monotonic time at which whoever paints wants the next columns; written by them alone."""
        self._joint = Joint(resume, source) if resume is not None else None
        self.clock = self._clock()
        self._channel = config.source.channel
        if kernel == "numpy":
            kernel = live_kernel(config)
        self._observer = observer
        see = None if observer is None else observer.see
        stream = MelStream(config, source.sample_rate, kernel=kernel, observe=see)
        self._position = resume.position if resume is not None else 0  # samples so far, received or lost
        self._engine = EngineRun(stream, self._position)
        self._sieve = Sieve(ceil(config.stft.n_fft * source.sample_rate / stream.analysis_rate))
        self._store = store
        self._sinks = sinks if store is None else (store, *sinks)
        self._begins = True  # whether the next sample does not continue the last
        self._change: Change | None = None  # written by whoever asks
        self._taken: Change | None = None
        self.changed: Changed | None = None
        """The newest change of the analysis that has been made; written by the worker."""
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._source_is_closed = False

    @property
    def kernel(self) -> str:
        """What computes the frames."""
        return self._engine.stream.kernel

    @property
    def hop_length(self) -> float:
        """Samples of the source from one frame to the next."""
        return self._engine.stream.hop

    @property
    def delay(self) -> float:
        """Samples of the source that must follow a frame's centre before the frame is complete."""
        return self._engine.stream.delay

    @property
    def analysis_rate(self) -> int:
        """Hz: the source's own, or what it is resampled to."""
        return self._engine.stream.analysis_rate

    def change(self, change: Change) -> None:
        """Ask for another analysis; the next pass begins it, and no sample is lost. Needs a store."""
        if self._store is None:
            raise ValueError("the analysis of a session without a store cannot be changed")
        self._change = change

    def _clock(self) -> SampleClock:
        """Which sample of the run is due now."""
        return self.source.clock() if self._joint is None else self._joint.clock

    @property
    def position(self) -> int:
        """Samples so far, received or lost, those of the sessions before included."""
        return self._position

    @property
    def is_closed(self) -> bool:
        """Whether nothing will come any more because it was closed."""
        return self._source_is_closed

    @property
    def store(self) -> SoundStore | None:
        """What keeps the sound."""
        return self._store

    def step(self) -> int:
        """One pass. Returns how many samples came."""
        change = self._change
        if change is not None and change is not self._taken:
            self._taken = change
            self._begin_change(change)
        block = self.source.read()
        blocks = [block] if self._joint is None else self._joint.take(block)
        self.clock = self._clock()
        for each in blocks:
            self._take(each)
        if self.source.state is SourceState.ENDED and not self.finished:
            self._pass_on(self._sieve.finish(), NOT_FINITE)
            self._emit(self._engine.end_of_signal())
            self.finished = True
        return len(block.samples)

    def _take(self, block: Block) -> None:
        if block.lost:
            self._pass_on(self._sieve.finish(), NOT_FINITE)
            self._gap(block.lost, block.cause)
        elif block.cut:
            self._pass_on(self._sieve.finish(), NOT_FINITE)
            self._cut()
        if len(block.samples):
            self._pass_on(self._sieve.push(self._picked(block.samples)), NOT_FINITE)
            self.stats.samples_not_finite = self._sieve.not_finite

    def _pass_on(self, parts: Iterable[Samples | int], cause: str) -> None:
        for part in parts:
            if isinstance(part, int):
                self._gap(part, cause)
            else:
                self._analyse(part)

    def _picked(self, samples: Samples) -> Samples:
        if self._channel == "mix":
            with np.errstate(invalid="ignore"):  # inf and -inf have none: the sieve's business
                mean: Samples = samples.mean(axis=1, dtype=np.float64).astype(np.float32)
            return mean
        return samples[:, min(int(self._channel), samples.shape[1]) - 1]

    def _analyse(self, samples: Samples) -> None:
        if not len(samples):
            return
        self._tell(Sound(self._position, samples, self._begins))
        self._begins = False
        self.stats.samples_received += len(samples)
        self._position += len(samples)
        wide = samples.astype(np.float64)  # the largest float32 has a square too
        loudness = Loudness(float(np.abs(samples).max()), sum_of_squares(wide) / len(wide), len(wide))
        self._tell(loudness)
        if self._observer is not None:
            self._observer.hear(samples)
        self._emit(self._engine.push(samples))

    def _emit(self, columns: Columns | None) -> None:
        if columns is not None:
            self.stats.frames += len(columns.levels)
            self._tell(columns)

    def _tell(self, event: Event) -> None:
        for sink in self._sinks:
            sink.consume(event)

    def _gap(self, lost: int, cause: str) -> None:
        """Finish what came before, mark what is missing, begin the engine anew after it."""
        self._finish_run()
        gap = Gap(self._position, lost, cause)
        self._position += lost
        self._engine.begin(self._position)
        self.stats.add_gap(gap)
        self._tell(gap)

    def _cut(self) -> None:
        """Finish what came before, begin the engine anew; nothing is missing between."""
        if not self._begins:
            self._finish_run()
            self._engine.begin(self._position)

    def _finish_run(self) -> None:
        self._emit(self._engine.end_at(self._position))
        self._begins = True

    def _begin_change(self, change: Change) -> None:
        """Go on with another engine."""
        assert self._store is not None
        stretch = self._store.stretch_at_end()
        begin = self._position if stretch is None else stretch.begin
        from_centre, columns = self._engine.enter(change.stream, begin, self._position, self._store.read)
        self.changed = Changed(change.number, from_centre)
        self._tell(self.changed)
        self._emit(columns)

    def start(self) -> None:
        """Step in a thread of its own until `close` or a failure."""
        self._thread = threading.Thread(target=self._run, name="livemel worker", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            wanted_at, stepped_at = self.wanted_at, time.monotonic()
            while not self.finished and not self._stop.wait(self._pause()):
                now = time.monotonic()
                # the wish it slept for: meanwhile there may be a later one
                if wanted_at - now < SLACK_SECONDS or now - stepped_at >= self.longest_pause_seconds:
                    self.step()
                    stepped_at = now
                wanted_at = self.wanted_at
        except Exception as error:  # shown by whoever owns the session
            self.failure = error
        if self._stop.is_set():
            self._close_source()

    def _pause(self) -> float:
        """Until shortly before the columns are wanted: one pass a picture is enough."""
        ahead = self.wanted_at - time.monotonic()
        return min(ahead, self.longest_pause_seconds) if ahead > 0 else POLL_SECONDS

    def close(self) -> None:
        """End the thread and the source. A thread that a frozen sound server holds is left to itself."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(CLOSE_SECONDS)
            if self._thread.is_alive():
                return
            self._thread = None
        self._close_source()

    def _close_source(self) -> None:
        """By the worker, which used it; by the owner where there is none, or where it ended before."""
        if not self._source_is_closed:
            self._source_is_closed = True
            self.source.close()
            self._engine.stream.reset()  # soxr complains of a resampler that outlives the interpreter

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
