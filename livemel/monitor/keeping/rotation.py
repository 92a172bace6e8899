"""Rotation: continuous recording in files of a set length, each finished while the next is written."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from livemel.errors import LivemelError
from livemel.monitor.report import Report
from livemel.recording.left_overs import find_left_overs, finish_left_over
from livemel.recording.recorder import Recorder

RETRY_SECONDS = 10.0
"""After a disk has refused."""
CLOSE_SECONDS = 30.0


class Rotation:
    """An output: begins another file when the hour, or its part, is over. Its `recorder` is a sink of the session.

    Parameters
    ----------
    folder
        Where the files go. What a crash left there is finished by a thread.
    minutes
        How long a file is; files begin at multiples of it since midnight UTC.
    sample_rate
        Hz, of the session.
    name
        What files are called after.
    """

    def __init__(self, folder: Path, minutes: float, sample_rate: int, name: str) -> None:
        self.recorder = Recorder()
        self.trouble = ""
        self._folder, self._rate, self._name = folder, sample_rate, name
        self._length = 60.0 * minutes
        self._part = -1
        self._retry_at = 0.0
        self._mending = threading.Thread(target=self._mend, name="livemel left-overs", daemon=True)
        self._mending.start()

    def _mend(self) -> None:
        for left_over in find_left_overs(self._folder):
            with suppress(LivemelError):  # it stays, and is tried at the next start
                finish_left_over(left_over.path)

    def take(self, report: Report) -> None:
        """Begin another file where one is due."""
        part = int(report.utc // self._length)
        failure = self.recorder.failure
        if failure and not self.recorder.is_recording:
            self.trouble = failure
            if report.utc < self._retry_at:
                return
            self._retry_at = report.utc + RETRY_SECONDS
            self._part = -1
        elif self.recorder.seconds > 0:
            self.trouble = ""
        if part != self._part and report.reading is not None:
            self._part = part
            self.recorder.start(self._folder, self._name, self._rate, "flac", datetime.fromtimestamp(report.utc, UTC))
        self.recorder.take_ended()

    def close(self) -> None:
        """Finish what is open."""
        self.recorder.close(CLOSE_SECONDS)
        self._mending.join(CLOSE_SECONDS)
