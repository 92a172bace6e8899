"""Film: a run of known length on a fixed number of pixel columns; its memory does not grow with the run."""

from __future__ import annotations

from math import floor

import numpy as np
from numpy.typing import NDArray

from livemel.picture.history import NOTHING, slot_of_centre, slots_of_gap
from livemel.picture.pooling import slots_of_pixels


class Film:
    """The largest levels that fall on each pixel column, pooled as they come, in any order.

    Parameters
    ----------
    pixels
        How many pixel columns.
    samples
        The length of the run.
    n_mels
        Bands in a column.
    hop_length
        Samples from one column to the next, which need not be whole.
    """

    def __init__(self, pixels: int, samples: int, n_mels: int, hop_length: float) -> None:
        self.levels = np.full((pixels, n_mels), NOTHING, np.float32)
        """Shape (pixels, n_mels); NOTHING where no column came."""
        self.is_gap = np.zeros(pixels, np.bool_)
        """Which pixel columns touch a gap, shape (pixels,)."""
        self._hop_length = hop_length
        starts, ends = slots_of_pixels(0, pixels, samples / pixels, hop_length)
        self._starts = np.minimum(starts, floor(samples / hop_length))  # what is left of a hop shows the last column
        self._ends = np.maximum(ends, self._starts + 1)

    def add_columns(self, first_centre: float, levels: NDArray[np.float32]) -> None:
        """Pool `levels`, shape (m, n_mels), where their centres lie; the first at sample `first_centre`."""
        if not len(levels):
            return
        first = slot_of_centre(first_centre, self._hop_length)
        for pixel in self._pixels_of(first, first + len(levels)):
            there = levels[max(0, self._starts[pixel] - first) : self._ends[pixel] - first]
            np.maximum(self.levels[pixel], there.max(axis=0), out=self.levels[pixel])

    def add_gap(self, at_sample: int, lost: int) -> None:
        """Mark the pixel columns that `lost` samples from `at_sample` on touch."""
        touched = self._pixels_of(*slots_of_gap(at_sample, lost, self._hop_length))
        self.is_gap[touched.start : touched.stop] = True

    def _pixels_of(self, first_slot: int, end_slot: int) -> range:
        begin = int(np.searchsorted(self._ends, first_slot, "right"))
        return range(begin, int(np.searchsorted(self._starts, end_slot, "left")))
