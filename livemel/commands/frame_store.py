"""FrameStore: the frames of a run on disk and not in memory, with their times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from livemel.commands import row_store
from livemel.commands.row_store import RowStore
from livemel.dsp.arrays import Doubles, Floats
from livemel.runtime.feed import Columns, Event, Gap


@dataclass
class _Run:
    """Frames without a gap between them."""

    first_centre: float
    hop_length: float
    frames: int = 0


class FrameStore:
    """A sink that keeps every frame in a file beside `output`: see `RowStore`."""

    def __init__(self, output: str) -> None:
        self._rows = RowStore(output)
        self._runs: list[_Run] = []
        self._is_after_a_gap = True

    @property
    def frames(self) -> int:
        """How many there are."""
        return self._rows.rows

    @property
    def n_mels(self) -> int:
        """Known with the first frame."""
        return self._rows.width

    def consume(self, event: Event) -> None:
        """Take one event; only columns are kept."""
        if isinstance(event, Gap):
            self._is_after_a_gap = True
        elif isinstance(event, Columns):
            self._keep(event)

    def _keep(self, columns: Columns) -> None:
        if self._is_after_a_gap:
            self._is_after_a_gap = False
            self._runs.append(_Run(columns.first_centre, columns.hop_length))
        self._runs[-1].frames += len(columns.levels)
        self._rows.append(columns.levels)

    def blocks(self) -> Iterator[Floats]:
        """All frames in order, shape (m, n_mels) each."""
        return self._rows.blocks()

    def times(self, sample_rate: int) -> Iterator[Doubles]:
        """The seconds at the centres of all frames in order, shape (m,) each, by samples of `sample_rate` Hz.

        Counted from the begin of the sound between two gaps: how the frames were pushed leaves no trace.
        """
        step = row_store.BLOCK_VALUES
        for run in self._runs:
            for first in range(0, run.frames, step):
                frames = np.arange(first, min(first + step, run.frames))
                yield (run.first_centre + run.hop_length * frames) / sample_rate

    def close(self) -> None:
        """Forget the frames."""
        self._rows.close()
