"""Mel archive: coarse rows of a microphone, in a file for every hour of UTC, in the monitor's folder."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from livemel.config.sections import MelConfig
from livemel.dsp.filterbank import band_centres
from livemel.errors import LivemelError
from livemel.monitor.keeping.mel_file import OPEN, VERSION, Damaged, Head, MelFile, finish_mel
from livemel.monitor.keeping.mel_rows import MISSING, ROWS_PER_SECOND, MelRows, Row, coarse_frequencies
from livemel.monitor.report import Report
from livemel.recording.open_file import reason

HOUR_SECONDS = 3600
LONGEST_FILLED_SECONDS = 60
"""A longer gap ends a file instead of being filled with nothing."""
RETRY_SECONDS = 10.0
"""What could not be finished is tried again so often."""


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
        self._finish_what_waits()
        reading = report.reading
        rows = self._rows.drain()
        if reading is None or not rows:
            return
        utc_of_zero = report.utc - (reading.begin + reading.sample_rate) / reading.sample_rate
        try:
            for row in rows:
                self._add(row, utc_of_zero + row[0] / ROWS_PER_SECOND)
            self._refused = ""
        except OSError as error:
            self._refused = f"the mel archive in {self._folder} has stopped: {reason(error)}"
            self._end()

    def _add(self, row: Row, utc: float) -> None:
        number, bands = row
        missing, hour = number - self._next, int(utc // HOUR_SECONDS)
        is_far = not 0 <= missing <= LONGEST_FILLED_SECONDS * ROWS_PER_SECOND
        if self._file is not None and (is_far or hour != self._hour):
            self._end()
        if self._file is None:
            self._file, self._hour = MelFile(self._folder, replace(self._head, utc=utc)), hour
        elif missing:
            self._file.add(np.full((missing, len(bands)), MISSING, np.uint8))
        self._file.add(bands[None, :])
        self._next = number + 1

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

    def _finish_what_waits(self) -> None:
        if self._unfinished and self._monotonic() >= self._retry_at:
            for path in list(self._unfinished):
                self._finish(path)
            self._retry_at = self._monotonic() + RETRY_SECONDS

    def close(self) -> None:
        """Finish what is open."""
        self._end()
