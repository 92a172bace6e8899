"""Time weightings Fast and Slow of IEC 61672-1: an exponential mean of the squared sound."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

FAST_SECONDS, SLOW_SECONDS = 0.125, 1.0
SILENCE_DBFS = -200.0
"""What a mean square of nothing is called."""


class TimeWeighting:
    """The exponential mean of one signal's squares, block by block.

    Parameters
    ----------
    seconds
        The time constant.
    sample_rate
        Hz.
    """

    def __init__(self, seconds: float, sample_rate: int) -> None:
        self._keeps = float(np.exp(-1.0 / (seconds * sample_rate)))
        self._state = np.zeros(1)

    def apply(self, squares: Doubles) -> Doubles:
        """The mean at every sample: shape (n,) to (n,)."""
        from scipy.signal import lfilter

        if not len(squares):
            return squares
        mean, self._state = lfilter([1.0 - self._keeps], [1.0, -self._keeps], squares, zi=self._state)
        return np.asarray(mean)

    def reset(self) -> None:
        """As if it were new: after a gap."""
        self._state = np.zeros(1)


def dbfs(mean_square: float) -> float:
    """DB of a mean square; that of a full-scale sine, 1/2, is 0 (AES17)."""
    return float(max(10.0 * np.log10(2.0 * mean_square), SILENCE_DBFS)) if mean_square > 0 else SILENCE_DBFS
