"""Rotation: continuous recording in files of a set length, each finished while the next is written."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from livemel.monitor.keeping.mending import RETRY_SECONDS, Mending
from livemel.monitor.keeping.room import free_bytes
from livemel.monitor.report import Report
from livemel.recording.pcm24 import BYTES
from livemel.recording.recorder import Recorder

LEAST_SECONDS = 10.0
"""Of sound for which there must be room before it is recorded again: a full disk would fill with tiny files."""
CLOSE_SECONDS = 30.0


class Rotation:
    """An output: begins another file when the hour, or its part, is over. Its `recorder` is a sink of the session.

    Parameters
    ----------
    folder
        Where the files go. What a crash or a full disk leaves open there is finished by a thread.
    minutes
        How long a file is; files begin at multiples of it since midnight UTC.
    sample_rate
        Hz, of the session.
    name
        What files are called after.
    monotonic
        Seconds.
    clock
        Seconds since 1970.
    """

    def __init__(
        self,
        folder: Path,
        minutes: float,
        sample_rate: int,
        name: str,
        monotonic: Callable[[], float] = time.monotonic,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.recorder = Recorder()
        self._folder, self._rate, self._name = folder, sample_rate, name
        self._length = 60.0 * minutes
        self._monotonic = monotonic
        self._refused = ""
        self._retry_at = 0.0
        self._mending = Mending(folder, monotonic)
        self._begin(clock())  # before the first sample

    @property
    def trouble(self) -> str:
        """Why sound is not kept, or a file stays open; empty as a rule."""
        return "; ".join(dict.fromkeys(text for text in (self._refused, self._mending.trouble, self._slow) if text))

    @property
    def _slow(self) -> str:
        lost = self.recorder.samples_lost
        return f"{self.recorder.path} lacks {lost / self._rate:.1f} s: the disk is too slow" if lost else ""

    def take(self, report: Report) -> None:
        """Begin another file where one is due."""
        for ended in self.recorder.take_ended():
            if ended.failure:
                self._mending.owe(ended.failure)
        self._mending.tend()
        failure = "" if self.recorder.is_recording else self.recorder.failure
        if failure and not self._may_try_again(failure):
            return
        if not failure and self.recorder.seconds > 0:
            self._refused = ""
        if (failure or self._part_of(report.utc) != self._part) and report.reading is not None:
            self._begin(report.utc, follows=not failure)

    def _part_of(self, utc: float) -> int:
        return int(utc // self._length)

    def _begin(self, utc: float, follows: bool = False) -> None:
        self._part = self._part_of(utc)
        started = datetime.fromtimestamp(utc, UTC)
        self.recorder.start(self._folder, self._name, self._rate, "flac", started, follows)

    def _may_try_again(self, failure: str) -> bool:
        now = self._monotonic()
        if failure != self._refused:
            self._refused, self._retry_at = failure, now + RETRY_SECONDS
        if now < self._retry_at:
            return False
        self._retry_at = now + RETRY_SECONDS
        return free_bytes(self._folder) >= LEAST_SECONDS * self._rate * BYTES

    def close(self) -> None:
        """Finish what is open."""
        self.recorder.close(CLOSE_SECONDS)
        self._mending.close(CLOSE_SECONDS)
