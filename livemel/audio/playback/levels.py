"""How loud a sound may be, and how it begins and ends without a click."""

from __future__ import annotations

import numpy as np

from livemel.audio.source import Samples

RAMP_SECONDS = 0.02
TONE_CEILING_DBFS = -12.0
SOUND_CEILING_DBFS = -1.0


def amplitude(level_db: float) -> float:
    """The factor that stands for a level."""
    return float(10.0 ** (level_db / 20.0))


def rising(count: int) -> Samples:
    """A raised cosine from 0 to 1, shape (count,); backwards it falls."""
    ramp: Samples = (0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(1, count))).astype(np.float32)
    return ramp


def peak(samples: Samples) -> float:
    """The largest absolute sample; what is not a number counts as silence."""
    if not len(samples):
        return 0.0
    extremes = np.array([np.fmax.reduce(samples), np.fmin.reduce(samples)])  # no copy of the whole
    return float(np.abs(np.nan_to_num(extremes, posinf=0.0, neginf=0.0)).max())


def gain_below(ceiling_dbfs: float, peak: float, gain_db: float) -> float:
    """The factor that is asked for, or the one at which `peak` just reaches the ceiling."""
    wanted, ceiling = amplitude(gain_db), amplitude(ceiling_dbfs)
    return min(wanted, ceiling / peak) if peak > 0 else wanted


def sine(hz: float, seconds: float, level_dbfs: float, sample_rate: int) -> Samples:
    """A tone, shape (n,), without ramps."""
    angles = 2 * np.pi * hz / sample_rate * np.arange(round(seconds * sample_rate))
    tone: Samples = (amplitude(level_dbfs) * np.sin(angles)).astype(np.float32)
    return tone
