"""Recorder: the sink that is always there and idle until somebody wants a recording."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from livemel.recording.recording import QUEUE_SECONDS, Recording
from livemel.runtime.feed import Event, Gap, Sound

MAX_UNTOLD = 100
"""Recordings that have ended are remembered until somebody asks, at most so many."""


class Recorder:
    """Records what a session tells. `consume` is the worker's, all else its owner's.

    Recordings that are over are finished by threads of their own, while the next one goes on already.

    Parameters
    ----------
    queue_seconds
        How long the disk may stand still without a sample lost.
    """

    def __init__(self, queue_seconds: float = QUEUE_SECONDS) -> None:
        self._queue_seconds = queue_seconds
        self._wanted: Recording | None = None  # the owner's
        self._following: Recording | None = None  # begins where the one before ends; the owner's
        self._fed: Recording | None = None  # the worker's
        self._newest: Recording | None = None  # the owner's
        self._untold: list[Recording] = []  # the owner's

    def start(
        self,
        folder: Path,
        source: str,
        sample_rate: int,
        kind: str = "flac",
        started: datetime | None = None,
        follows: bool = False,
    ) -> None:
        """Record from the next block on. One that goes on is stopped, and not a sample is lost between the two.

        Parameters
        ----------
        folder
            Made if it is not there.
        source
            The name of what is heard, for the file's name.
        sample_rate
            Hz, of the session.
        kind
            "flac", "wav" or "w64".
        started
            Now, if it is not given.
        follows
            What is lost between one that goes on and this one is silence at its beginning, not nobody's.

        Raises
        ------
        LivemelError
            If `kind` is none of these. What the disk refuses is told by `failure`.
        """
        started = started or datetime.now(UTC)
        recording = Recording(folder, source, sample_rate, kind, started, self._queue_seconds)
        recording.start()
        self._following = recording if follows else None  # before it is wanted
        before, self._wanted = self._wanted, recording
        self._newest = recording
        self._untold = [*self._newest_untold(), recording]
        if before is not None:
            before.stop()

    def _newest_untold(self) -> list[Recording]:
        """Without the oldest that have ended, where nobody asks for them."""
        ended = [recording for recording in self._untold if recording.over.is_set()]
        forgotten = ended[: max(0, len(ended) - MAX_UNTOLD)]
        return [recording for recording in self._untold if recording not in forgotten]

    def stop(self) -> None:
        """Record no more; the file is finished meanwhile. Nothing happens where nothing is recorded."""
        recording, self._wanted = self._wanted, None
        if recording is not None:
            recording.stop()

    def cancel(self) -> None:
        """Finish nothing that is over: the W64 files are kept as left-overs."""
        for recording in self._untold:
            if recording is not self._wanted:
                recording.cancel()

    def close(self, timeout_seconds: float = 60.0) -> None:
        """Stop and wait until all is finished; what takes longer is kept as W64."""
        self.stop()
        deadline = time.monotonic() + timeout_seconds
        for recording in self._untold:
            recording.join(max(0.0, deadline - time.monotonic()))
        self.cancel()
        for recording in self._untold:
            recording.join(max(1.0, deadline - time.monotonic()))

    def consume(self, event: Event) -> None:
        """Worker: take what is heard; never waits."""
        wanted = self._wanted
        if wanted is not self._fed:
            if self._fed is not None:
                self._fed.intake.end_here()
                if wanted is not None and wanted is self._following:
                    wanted.intake.follow(self._fed.intake)
            self._fed = wanted
        if wanted is not None and isinstance(event, Sound | Gap):
            wanted.intake.consume(event)

    def add_label(
        self,
        text: str,
        begin_sample: int | None = None,
        end_sample: int | None = None,
        low_hz: float | None = None,
        high_hz: float | None = None,
    ) -> bool:
        """Say something of what is recorded; whether it is: False where nothing is, or it lies before the recording.

        Parameters
        ----------
        text
            One line.
        begin_sample, end_sample
            Of the run. The newest sample if `begin_sample` is not given; a moment if `end_sample` is not.
        low_hz, high_hz
            Of the frequencies meant.

        Raises
        ------
        LivemelError
            If there are ten thousand already.
        """
        recording = self._wanted
        if recording is None or recording.over.is_set():
            return False
        intake = recording.intake
        begin = intake.end if begin_sample is None else begin_sample
        end = begin if end_sample is None else end_sample
        if intake.begin is not None and max(begin, end) < intake.begin:
            return False
        recording.add_label(text, min(begin, end), max(begin, end), low_hz, high_hz)
        return True

    def take_ended(self) -> list[Recording]:
        """The recordings that have ended since this was last asked: their `path` and `failure` are to be told."""
        over = [recording for recording in self._untold if recording.over.is_set()]
        self._untold = [recording for recording in self._untold if recording not in over]
        return over

    @property
    def is_recording(self) -> bool:
        """Whether sound goes into a file."""
        return self._wanted is not None and not self._wanted.over.is_set()

    @property
    def seconds(self) -> float:
        """In the file of the newest recording."""
        newest = self._newest
        return 0.0 if newest is None else newest.samples / newest.sample_rate

    @property
    def path(self) -> Path | None:
        """Where the newest recording is; None until its file is there."""
        return None if self._newest is None else self._newest.path

    @property
    def samples_lost(self) -> int:
        """Of the newest recording, because the disk was too slow: heard, shown, and silence in the file."""
        return 0 if self._newest is None else self._newest.intake.samples_lost

    @property
    def clipped(self) -> int:
        """Of the newest recording, samples louder than full scale, cut to it."""
        return 0 if self._newest is None else self._newest.clipped

    @property
    def failure(self) -> str:
        """Why the newest recording has stopped or was not finished; empty if all is well."""
        return "" if self._newest is None else self._newest.failure

    @property
    def finishing(self) -> float | None:
        """How much is done of what is being finished, 0 to 1, the least of all; None where nothing is."""
        stopped = (one for one in self._untold if one is not self._wanted and not one.over.is_set())
        return min((one.finishing or 0.0 for one in stopped), default=None)
