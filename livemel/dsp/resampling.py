"""Resampling of a stream by soxr: the same samples however the stream was cut, and no shift in time."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.arrays import AnyArray

QUALITY = "HQ"
"""20 bits; librosa's default. Better ones cost twice the delay."""
PROBE_SECONDS = 1.0
PROBE_BLOCK = 32


class Resampler:
    """Rows of samples at one rate to rows at another: sample k of the result is of the time k / to_rate.

    Parameters
    ----------
    from_rate, to_rate
        Hz.
    channels
        Rows.
    dtype
        float32 or float64.
    """

    def __init__(self, from_rate: int, to_rate: int, channels: int, dtype: type[np.floating]) -> None:
        from soxr import ResampleStream

        self._channels = channels
        self._dtype = dtype
        self._stream: Any = ResampleStream(
            from_rate, to_rate, channels, dtype="float64" if dtype is np.float64 else "float32", quality=QUALITY
        )

    def push(self, rows: AnyArray) -> NDArray[Any]:
        """What `rows`, shape (channels, n), complete, shape (channels, m)."""
        return self._resampled(rows, last=False)

    def finish(self) -> NDArray[Any]:
        """What the end of the signal completes, shape (channels, m)."""
        return self._resampled(np.empty((self._channels, 0)), last=True)

    def _resampled(self, rows: AnyArray, last: bool) -> NDArray[Any]:
        columns = np.ascontiguousarray(rows.T, self._dtype)
        result: NDArray[Any] = self._stream.resample_chunk(columns, last=last)
        return result.reshape(-1, self._channels).T


@lru_cache(maxsize=16)
def resampling_delay(from_rate: int, to_rate: int) -> int:
    """Samples, at `from_rate`, that may have to follow a moment before the resampled signal reaches it.

    soxr works in blocks of its own: found by watching it, once for a pair of rates.
    """
    if from_rate == to_rate:
        return 0
    resampler = Resampler(from_rate, to_rate, 1, np.float64)
    block = np.zeros((1, PROBE_BLOCK))
    pushed = come = behind = 0
    while pushed < PROBE_SECONDS * from_rate:
        pushed += PROBE_BLOCK
        come += resampler.push(block).shape[1]
        behind = max(behind, ceil(pushed - come * from_rate / to_rate))
    return behind
