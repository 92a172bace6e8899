"""Averager: the spectrum of this moment, its slow average, and its peaks, which are held or fall slowly."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.float32]

DECIBELS_PER_NEPER = 10.0 / math.log(10.0)
"""Of power."""


class Averager:
    """Follows the newest column. In dB it averages power, else the levels as they are.

    Parameters
    ----------
    seconds
        Time constant of the average: after a jump of the power it has gone 63 % of the way.
    fall_per_second
        So much the peaks fall, in the levels' unit; 0: they are held.
    in_decibels
        Whether levels are in dB.
    """

    def __init__(self, seconds: float, fall_per_second: float, in_decibels: bool) -> None:
        self.seconds = seconds
        self.fall_per_second = fall_per_second
        self.in_decibels = in_decibels
        self.now: Levels | None = None
        """Shape (n_mels,); None before the first column."""
        self.peak: Levels | None = None
        self._mean: NDArray[np.float64] | None = None

    @property
    def average(self) -> Levels | None:
        """Shape (n_mels,), -inf where there was never any power; None before the first column."""
        if self._mean is None:
            return None
        if not self.in_decibels:
            return self._mean.astype(np.float32)
        with np.errstate(divide="ignore"):
            return (DECIBELS_PER_NEPER * np.log(self._mean)).astype(np.float32)

    def reset(self) -> None:
        """Average and peaks begin anew."""
        self.now = self.peak = self._mean = None

    def take(self, levels: Levels, seconds: float) -> None:
        """Take a column, shape (n_mels,), that stands for the last `seconds`. What is not finite is no power.

        Where the number of bands is another than before, everything begins anew.
        """
        if self.now is not None and len(self.now) != len(levels):
            self.reset()
        self.now = levels
        known = np.where(np.isfinite(levels), levels, -np.inf)
        values = np.exp(known / DECIBELS_PER_NEPER, dtype=np.float64) if self.in_decibels else self._finite(levels)
        if self._mean is None or self.peak is None:
            self._mean, self.peak = values, known
            return
        self._mean = self._mean + (1.0 - math.exp(-seconds / self.seconds)) * (values - self._mean)
        self.peak = np.maximum(known, self.peak - np.float32(self.fall_per_second * seconds))

    def _finite(self, levels: Levels) -> NDArray[np.float64]:
        """Where there is no level the mean stays where it is."""
        instead = 0.0 if self._mean is None else self._mean
        return np.where(np.isfinite(levels), levels, instead).astype(np.float64)
