"""Computed sound in chunks of one size: a sample has the same bits however the signal is cut."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from livemel.audio.source import Samples

CHUNK = 4096
"""Samples that are computed together."""

Doubles = NDArray[np.float64]


class ChunkReader:
    """Cuts an endless signal, given as a function from the number of a chunk to its `CHUNK` samples, as asked for."""

    def __init__(self, chunk_of: Callable[[int], Samples]) -> None:
        self._chunk_of = chunk_of
        self._position = 0
        self._number = -1
        self._chunk: Samples = np.empty(0, np.float32)

    def read(self, count: int) -> Samples:
        """The next `count` samples, shape (count, 1)."""
        samples = np.empty((count, 1), np.float32)
        done = 0
        while done < count:
            piece = self._next(count - done)
            samples[done : done + len(piece), 0] = piece
            done += len(piece)
        return samples

    def _next(self, most: int) -> Samples:
        number, offset = divmod(self._position, CHUNK)
        if number != self._number:
            self._number, self._chunk = number, self._chunk_of(number)
        piece = self._chunk[offset : offset + most]
        self._position += len(piece)
        return piece
