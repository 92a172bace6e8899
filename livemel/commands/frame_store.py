"""FrameStore: the frames of a run on disk and not in memory, to be read as often as needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import TemporaryFile

import numpy as np

from livemel.dsp.arrays import Doubles, Floats
from livemel.errors import LivemelError
from livemel.runtime.feed import Columns, Event, Gap

BLOCK_VALUES = 1 << 18
"""Levels read at a time: 1 MB."""


@dataclass
class _Run:
    """Frames without a gap between them."""

    first_centre: float
    hop_length: float
    frames: int = 0


class FrameStore:
    """A sink that keeps every frame in a nameless file, which vanishes with the process, however that ends.

    Parameters
    ----------
    output
        What the frames are kept for. Their file is beside it; that of a device in the system's temporary folder.

    Raises
    ------
    LivemelError
        If there can be no such file.
    """

    def __init__(self, output: str) -> None:
        self.frames = 0
        self.n_mels = 0
        """Known with the first frame."""
        self._output = output
        self._runs: list[_Run] = []
        self._is_after_a_gap = True
        with self._told():
            self._file = TemporaryFile(dir=_folder_beside(output))  # noqa: SIM115, closed by `close`

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
        self.frames += len(columns.levels)
        self.n_mels = columns.levels.shape[1]
        with self._told():
            self._file.write(np.ascontiguousarray(columns.levels, np.float32).data)

    def blocks(self) -> Iterator[Floats]:
        """All frames in order, shape (m, n_mels) each."""
        bytes_of_a_frame = 4 * self.n_mels
        step = max(1, BLOCK_VALUES // max(1, self.n_mels))
        for first in range(0, self.frames, step):
            self._file.seek(first * bytes_of_a_frame)
            levels = np.frombuffer(self._file.read(step * bytes_of_a_frame), np.float32)
            yield levels.reshape(-1, self.n_mels)

    def times(self, sample_rate: int) -> Iterator[Doubles]:
        """The seconds at the centres of all frames in order, shape (m,) each, by samples of `sample_rate` Hz.

        Counted from the begin of the sound between two gaps: how the frames were pushed leaves no trace.
        """
        for run in self._runs:
            for first in range(0, run.frames, BLOCK_VALUES):
                frames = np.arange(first, min(first + BLOCK_VALUES, run.frames))
                yield (run.first_centre + run.hop_length * frames) / sample_rate

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LivemelError(f"cannot write {self._output}: {error.strerror or error}") from error

    def close(self) -> None:
        """Forget the frames."""
        with suppress(OSError):  # what did not fit on the disk is not wanted any more
            self._file.close()


def _folder_beside(output: str) -> str | None:
    target = os.path.realpath(output)
    return None if os.path.exists(target) and not os.path.isfile(target) else os.path.dirname(target)
