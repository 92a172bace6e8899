"""Mel archive: coarse rows of a microphone, in a file for every hour of UTC, in the monitor's folder."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from livemel.config.sections import MelConfig
from livemel.dsp.filterbank import band_centres
from livemel.errors import LivemelError
from livemel.monitor.keeping.mel_file import OPEN, VERSION, Damaged, Head, MelFile, finish_mel
from livemel.monitor.keeping.mel_rows import MISSING, ROWS_PER_SECOND, MelRows, Row, coarse_frequencies
from livemel.monitor.keeping.room import free_bytes
from livemel.monitor.report import Report
from livemel.recording.open_file import reason

HOUR_SECONDS = 3600
LONGEST_FILLED_SECONDS = 60
"""A longer gap ends a file instead of being filled with nothing."""
MOST_OFF_SECONDS = 0.5
"""Between a row's UTC and what the open file says: more ends the file. A sound card is hardly so far off in an hour."""
RETRY_SECONDS = 3.0
"""After the disk has refused, it is looked at so often; rows wait meanwhile."""
LEAST_BYTES = 1 << 16
"""That must have room before another file is begun then: some minutes of rows."""


class MelArchive:
    """An output: writes what its rows have gathered, every second.

    Parameters
    ----------
    folder
        Where the files go; what a crash left open there is finished now.
    rows
        The sink that gathers them.
    mel, sample_rate
        The filterbank, and the rate of the analysis.
    node, source
        Of which room and microphone.
    monotonic
        Seconds.
    """

    def __init__(
        self,
        folder: Path,
        rows: MelRows,
        mel: MelConfig,
        sample_rate: int,
        node: str,
        source: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder, self._rows, self._monotonic = folder, rows, monotonic
        frequencies = coarse_frequencies(band_centres(mel, sample_rate))
        self._head = Head(
            version=VERSION,
            node=node,
            source=source,
            utc=0.0,
            frequencies=tuple(frequencies.tolist()),
            n_mels=mel.n_mels,
            scale=mel.scale,
            fmin=mel.fmin,
            fmax=mel.fmax,
            sample_rate=sample_rate,
        )
        self._file: MelFile | None = None
        self._next = 0  # number of the row that the open file waits for
        self._hour = -1
        self._left: deque[Row] = deque()  # what the disk has refused
        self._refused = ""  # why rows cannot be written
        self._unfinished: dict[Path, str] = {}  # files that wait for room, and why
        self._retry_at = 0.0
        for path in sorted(folder.glob(f"*{OPEN}")):
            self._finish(path)

    @property
    def trouble(self) -> str:
        """Why rows are not kept, or hours not finished; empty as a rule."""
        return "; ".join(dict.fromkeys(text for text in (self._refused, *self._unfinished.values()) if text))

    def take(self, report: Report) -> None:
        """Write the rows that have come; `report` says when."""
        if (self._refused or self._unfinished) and not self._may_try_again():
            return
        reading = report.reading
        if reading is None:
            return
        self._left += self._rows.drain()
        utc_of_zero = report.utc - reading.end / reading.sample_rate
        try:
            while self._left:
                self._add(self._left[0], utc_of_zero + self._left[0][0] / ROWS_PER_SECOND)
                self._left.popleft()
            self._refused = ""
        except OSError as error:
            self._refused = f"the mel archive in {self._folder} has stopped: {reason(error)}"
            self._retry_at = self._monotonic() + RETRY_SECONDS
            self._end()

    def _may_try_again(self) -> bool:
        """Whether rows may be written; what waits to be finished is, if there is room by now."""
        now = self._monotonic()
        if now < self._retry_at:
            return not self._refused
        self._retry_at = now + RETRY_SECONDS
        self._finish_what_waits()
        return not self._refused or free_bytes(self._folder) >= LEAST_BYTES

    def _finish_what_waits(self) -> None:
        for path in list(self._unfinished):
            self._finish(path)

    def _add(self, row: Row, utc: float) -> None:
        number, bands = row
        missing, hour = number - self._next, int(utc // HOUR_SECONDS)
        is_far = not 0 <= missing <= LONGEST_FILLED_SECONDS * ROWS_PER_SECOND
        if self._file is not None and (is_far or hour != self._hour or self._is_another_time(utc, missing)):
            self._end()
        if self._file is None:
            self._file, self._hour = MelFile(self._folder, replace(self._head, utc=utc)), hour
        elif missing:
            self._file.add(np.full((missing, len(bands)), MISSING, np.uint8))
        self._file.add(bands[None, :])
        self._next = number + 1

    def _is_another_time(self, utc: float, missing: int) -> bool:
        """Whether somebody has set the clock since the open file was begun."""
        assert self._file is not None
        return abs(utc - self._file.end_utc - missing / ROWS_PER_SECOND) > MOST_OFF_SECONDS

    def _end(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()
            self._finish(file.path)

    def _finish(self, path: Path) -> None:
        self._unfinished.pop(path, None)
        try:
            finish_mel(path)
        except Damaged as error:
            self._refused = f"{error}; it stays as it is"  # told once
        except (LivemelError, OSError) as error:
            self._unfinished[path] = f"{error}; it stays open until there is room"

    def close(self) -> None:
        """Finish what is open."""
        self._end()
        self._finish_what_waits()
