"""What is done with samples before they are cut into frames: resampled, pre-emphasised as one signal."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from livemel.config import StftConfig
from livemel.dsp.arrays import AnyArray
from livemel.dsp.resampling import Resampler

Rows = NDArray[Any]
"""Samples, shape (channels, n)."""


class FrontEnd:
    """Blocks of samples to rows of the analysis's own rate. Carries its state from block to block.

    Parameters
    ----------
    stft
        `sample_rate`, `preemphasis` and its scope are read.
    sample_rate
        Hz of the samples.
    channels
        Of every block.
    gain
        That brings the full scale of the samples to 1.
    dtype
        Of the rows, where the samples need arithmetic.
    """

    @staticmethod
    def is_needed(stft: StftConfig, sample_rate: int) -> bool:
        """Whether samples at `sample_rate` Hz need more than a gain."""
        is_emphasised = stft.preemphasis_scope == "signal" and stft.preemphasis > 0
        return is_emphasised or stft.rate_with(sample_rate) != sample_rate

    def __init__(
        self, stft: StftConfig, sample_rate: int, channels: int, gain: float, dtype: type[np.floating]
    ) -> None:
        self._gain = gain
        self._dtype = dtype
        self._resampler = None
        if (rate := stft.rate_with(sample_rate)) != sample_rate:
            self._resampler = Resampler(sample_rate, rate, channels, dtype)
        self._preemphasis = stft.preemphasis if stft.preemphasis_scope == "signal" else 0.0
        self._before = np.zeros((channels, 1), dtype)

    def push(self, rows: AnyArray) -> Rows:
        """What `rows`, shape (channels, n), give."""
        if self._gain != 1.0:
            rows = np.multiply(rows, self._gain, dtype=np.float64).astype(self._dtype, copy=False)
        if self._resampler is not None:
            rows = self._resampler.push(rows)
        return self._preemphasised(rows) if self._preemphasis else rows

    def finish(self) -> Rows:
        """What the end of the signal still gives."""
        rows: Rows = np.empty((len(self._before), 0), self._dtype)
        if self._resampler is not None:
            rows = self._resampler.finish()
        return self._preemphasised(rows) if self._preemphasis else rows

    def _preemphasised(self, rows: AnyArray) -> Rows:
        if not rows.shape[1]:
            return rows
        signal = np.concatenate([self._before, rows.astype(self._dtype)], axis=1)
        self._before = signal[:, -1:].copy()
        result: Rows = signal[:, 1:] - self._dtype(self._preemphasis) * signal[:, :-1]
        return result
