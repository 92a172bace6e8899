"""Loudness of a moment as a meter shows it: RMS of the last 300 ms, a peak that is held, a lamp for clipping."""

from __future__ import annotations

import math
from dataclasses import dataclass

from livemel.dsp.levels import decibels as decibels
from livemel.runtime.feed import Loudness

INTEGRATION_SECONDS = 0.3
HOLD_SECONDS = 1.5
FALL_DB_PER_SECOND = 20.0
LAMP_SECONDS = 3.0
CLIPPED = 1.0 - 2.0**-15
"""The largest sample of a 16-bit converter."""
SILENCE_DBFS = -math.inf


@dataclass(frozen=True, slots=True)
class Ballistics:
    """What a meter shows. dBFS: a full-scale sine is 0, peak and RMS (AES17)."""

    rms_dbfs: float = SILENCE_DBFS
    held_peak_dbfs: float = SILENCE_DBFS
    clipped: bool = False


class Meter:
    """Follows the blocks of a run. Time is counted in samples."""

    def __init__(self, sample_rate: int) -> None:
        self._sample_rate = sample_rate
        self._power = 0.0
        self._peak_dbfs = SILENCE_DBFS
        self._since_peak = 0.0
        self._since_clip = math.inf

    def take(self, block: Loudness) -> None:
        """Note one block."""
        seconds = block.samples / self._sample_rate
        share = 1.0 - math.exp(-seconds / INTEGRATION_SECONDS)
        self._power += share * (block.power - self._power)
        self._since_clip = 0.0 if block.peak >= CLIPPED else self._since_clip + seconds
        self._hold(decibels(block.peak), seconds)

    def _hold(self, peak_dbfs: float, seconds: float) -> None:
        self._since_peak += seconds
        if self._since_peak > HOLD_SECONDS:
            self._peak_dbfs -= FALL_DB_PER_SECOND * seconds
        if peak_dbfs >= self._peak_dbfs:
            self._peak_dbfs, self._since_peak = peak_dbfs, 0.0

    def shown(self) -> Ballistics:
        """What to show now."""
        rms_dbfs = decibels(math.sqrt(2.0 * self._power))
        return Ballistics(rms_dbfs, self._peak_dbfs, self._since_clip < LAMP_SECONDS)
