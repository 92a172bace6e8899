"""Lines: what was heard in the last second, as one plain line for a log."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from livemel.config import Config
from livemel.dsp.arrays import Doubles
from livemel.dsp.compression import decibels_per_decade
from livemel.monitor.level_bar import dbfs
from livemel.monitor.snapshot import Status
from livemel.runtime.feed import Columns, Event, Loudness
from livemel.runtime.loudness import decibels

SILENT_RANGE_DB = 3.0
"""Bands that differ no more from each other have no dominant one."""


class Second:
    """Gathers the events since the last line.

    Parameters
    ----------
    frequencies
        Hz of the bands' centres, shape (n_mels,).
    silent_range
        How much the bands of silence differ at most, in the unit of the levels.
    """

    def __init__(self, frequencies: Doubles, silent_range: float = SILENT_RANGE_DB) -> None:
        self._frequencies = frequencies
        self._silent_range = silent_range
        self._clear()

    def _clear(self) -> None:
        self._energy = 0.0
        self._samples = 0
        self._peak = 0.0
        self._sum = np.zeros(len(self._frequencies))
        self._columns = 0

    def add(self, events: Iterable[Event]) -> None:
        """Note what has come."""
        for event in events:
            if isinstance(event, Loudness):
                self._energy += event.power * event.samples
                self._samples += event.samples
                self._peak = max(self._peak, event.peak)
            elif isinstance(event, Columns):
                self._sum += event.levels.sum(axis=0, dtype=np.float64)
                self._columns += len(event.levels)

    def line(self, status: Status) -> str:
        """The line, and begin the next second."""
        if self._samples:
            level = dbfs(decibels(math.sqrt(2.0 * self._energy / self._samples)))
            heard = f"level {level} peak {dbfs(decibels(self._peak))} dBFS  dominant {self._dominant():>8}"
        else:
            heard = "no samples"
        self._clear()
        detail = f" ({status.detail})" if status.detail else ""
        return f"{status.seconds:8.1f} s  {heard}  {status.state}{detail}  {status.losses}"

    def _dominant(self) -> str:
        """Centre of the band whose mean level is highest."""
        if not self._columns or np.ptp(self._sum) <= self._silent_range * self._columns:
            return "-"
        return f"{self._frequencies[int(self._sum.argmax())]:.0f} Hz"


def silent_range(config: Config) -> float:
    """SILENT_RANGE_DB in the unit of the levels that `config` gives; PCEN has none, its silence is even."""
    decades = SILENT_RANGE_DB / decibels_per_decade(config.mel.power)
    return {"db": SILENT_RANGE_DB, "log10": decades, "ln": decades * math.log(10.0)}.get(config.level.compression, 0.0)
