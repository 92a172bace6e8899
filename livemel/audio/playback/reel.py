"""Reel: a sound, unwound piece by piece at the rate of the output."""

from __future__ import annotations

from typing import Any

import numpy as np

from livemel.audio.playback.levels import RAMP_SECONDS, amplitude, gain_below, peak, rising
from livemel.audio.source import Samples

PIECE = 16384
"""Samples that are copied at a time: a long sound is never copied whole."""
QUALITY = "HQ"
"""soxr's; as in the analysis."""


class Reel:
    """The sound of `samples`, with ramps at both ends, below the ceiling; in a loop without ramps between.

    Parameters
    ----------
    samples
        Shape (n,), float32, n >= 1; not copied. What is not a number is silence.
    sample_rate, output_rate
        Hz.
    loop
        The first sample follows the last, for ever.
    gain_db, ceiling_dbfs
        The gain is lowered where the peak would be above the ceiling.
    """

    def __init__(
        self, samples: Samples, sample_rate: int, output_rate: int, loop: bool, gain_db: float, ceiling_dbfs: float
    ) -> None:
        self._samples = samples
        self._loop = loop
        self._gain = gain_below(ceiling_dbfs, peak(samples), gain_db)
        self._ceiling = amplitude(ceiling_dbfs)
        self._ramp = rising(min(round(RAMP_SECONDS * sample_rate), len(samples) // 2))
        self._next = 0  # counted on over the wraps of a loop
        self._ready = np.empty(0, np.float32)
        self._resampler: Any = None
        self._over = False
        if sample_rate != output_rate:
            from soxr import ResampleStream

            self._resampler = ResampleStream(sample_rate, output_rate, 1, dtype="float32", quality=QUALITY)

    @property
    def is_over(self) -> bool:
        """Whether all has been read."""
        return self._over and not len(self._ready)

    def read(self, count: int) -> Samples:
        """The next samples at the rate of the output, shape (count,); fewer at the end."""
        while len(self._ready) < count and not self._over:
            self._ready = np.concatenate([self._ready, self._piece()])
        read, self._ready = self._ready[:count], self._ready[count:]
        return read

    def _piece(self) -> Samples:
        piece = self._cut_out()
        self._shape(piece)
        self._next += len(piece)
        self._over = not self._loop and self._next >= len(self._samples)
        if self._resampler is not None:
            piece = self._resampler.resample_chunk(piece, last=self._over)
            if self._over:
                self._resampler = None  # soxr complains of one that outlives the interpreter
        np.clip(piece, -self._ceiling, self._ceiling, out=piece)  # what resampling shoots over
        return piece

    def _cut_out(self) -> Samples:
        """A copy of what comes next, without what is not a number."""
        if self._loop:
            piece = self._samples.take(np.arange(self._next, self._next + PIECE), mode="wrap")
        else:
            piece = self._samples[self._next : self._next + PIECE].copy()
        return np.nan_to_num(piece, copy=False, posinf=0.0, neginf=0.0)

    def _shape(self, piece: Samples) -> None:
        piece *= np.float32(self._gain)
        rises = self._ramp[self._next :][: len(piece)]
        piece[: len(rises)] *= rises
        if not self._loop:
            falls_from = len(self._samples) - len(self._ramp) - self._next  # in this piece
            falls = self._ramp[::-1][max(0, -falls_from) : len(piece) - falls_from]
            if falls_from < len(piece) and len(falls):
                begin = max(0, falls_from)
                piece[begin : begin + len(falls)] *= falls
