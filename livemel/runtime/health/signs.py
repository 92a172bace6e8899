"""Signs of life in the samples of a run: a value that does not change, pieces that repeat, a level."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.levels import decibels
from livemel.runtime.health.repeats import Repeats

INTEGRATION_SECONDS = 1.0
INTERRUPTED_SECONDS = 0.25
"""A constant of this length ends what was alive; less may be a fade or a pause of a test signal."""


class Signs:
    """Follows the samples of the analysed channel. Worker thread; others read. Time is counted in samples."""

    def __init__(self, sample_rate: int) -> None:
        self.heard_seconds = 0.0
        """Sound that has come at all."""
        self.constant_seconds = 0.0
        """For how long the value has been the same."""
        self.alive_seconds = 0.0
        """For how long it has not."""
        self.has_lived = False
        """Whether it ever changed."""
        self.value = math.nan
        """The last sample."""
        self.repeats = Repeats(sample_rate)
        self._sample_rate = sample_rate
        self._power = math.nan

    @property
    def level_dbfs(self) -> float:
        """RMS of the last seconds; a sine of full scale is 0."""
        power = self._power
        return decibels(math.sqrt(2.0 * power)) if power > 0 else -math.inf

    def take(self, samples: NDArray[np.float32]) -> None:
        """Note samples, shape (n,), n >= 1."""
        seconds = len(samples) / self._sample_rate
        low = float(samples.min())
        is_constant = low == float(samples.max())
        goes_on = is_constant and (low == self.value or not self.heard_seconds)
        begun = seconds if is_constant else 0.0
        self.constant_seconds = self.constant_seconds + seconds if goes_on else begun
        if self.constant_seconds >= INTERRUPTED_SECONDS:
            self.alive_seconds = 0.0
        elif not goes_on:
            self.alive_seconds += seconds
            self.has_lived |= len(samples) > 1
        self.value = float(samples[-1])
        self._integrate(samples, seconds)
        self.repeats.take(samples)
        self.heard_seconds += seconds

    def _integrate(self, samples: NDArray[np.float32], seconds: float) -> None:
        power = float(np.mean(np.square(samples, dtype=np.float64)))
        if math.isnan(self._power):
            self._power = power
        self._power += (1.0 - math.exp(-seconds / INTEGRATION_SECONDS)) * (power - self._power)
