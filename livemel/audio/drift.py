"""Drift: how much faster a sound card's clock runs than the computer's, fitted over an unbroken stretch of sound."""

from __future__ import annotations

import math
from dataclasses import dataclass

WINDOW_SECONDS = 1.0
"""Of each window only the earliest arrival counts: what is late says nothing about the clock."""
LEAST_WINDOWS = 10


@dataclass(frozen=True)
class DriftEstimate:
    """Parts per million; positive: the sound card is faster than `time.monotonic`."""

    ppm: float
    uncertainty_ppm: float
    """Two standard errors of the fit."""
    over_seconds: float
    """The stretch that was fitted."""


class Drift:
    """A straight line through the earliest arrivals, in constant memory. Worker thread; `estimate` any thread."""

    def __init__(self, sample_rate: int) -> None:
        self._sample_rate = sample_rate
        self._estimate: DriftEstimate | None = None
        self.begin_anew()

    def begin_anew(self) -> None:
        """What comes does not continue what came: something was lost, or nobody looked."""
        self._origin: tuple[int, float] | None = None
        self._window_begin = 0.0
        self._earliest: tuple[float, float] | None = None
        self._windows = 0
        self._mean_seconds = self._mean_ahead = 0.0
        self._seconds_squared = self._products = self._ahead_squared = 0.0

    def note(self, sample: int, seconds: float) -> None:
        """All up to `sample` had come by the monotonic time `seconds`."""
        if self._origin is None:
            self._origin, self._window_begin = (sample, seconds), seconds
        elapsed = seconds - self._origin[1]
        ahead = (sample - self._origin[0]) / self._sample_rate - elapsed
        if self._earliest is None or ahead > self._earliest[1]:
            self._earliest = (elapsed, ahead)
        if seconds - self._window_begin >= WINDOW_SECONDS:
            self._add(*self._earliest)
            self._window_begin, self._earliest = seconds, None

    def estimate(self) -> DriftEstimate | None:
        """The last one there was; None until LEAST_WINDOWS windows were unbroken."""
        return self._estimate

    def _add(self, seconds: float, ahead: float) -> None:
        """Welford's sums: means and products of deviations."""
        self._windows += 1
        from_mean = seconds - self._mean_seconds
        ahead_from_mean = ahead - self._mean_ahead
        self._mean_seconds += from_mean / self._windows
        self._mean_ahead += ahead_from_mean / self._windows
        self._seconds_squared += from_mean * (seconds - self._mean_seconds)
        self._products += from_mean * (ahead - self._mean_ahead)
        self._ahead_squared += ahead_from_mean * (ahead - self._mean_ahead)
        if self._windows >= LEAST_WINDOWS:
            self._estimate = self._fit(seconds)

    def _fit(self, over_seconds: float) -> DriftEstimate:
        slope = self._products / self._seconds_squared
        residual = max(0.0, self._ahead_squared - slope * self._products) / (self._windows - 2)
        error = math.sqrt(residual / self._seconds_squared)
        return DriftEstimate(1e6 * slope, 2e6 * error, over_seconds)
