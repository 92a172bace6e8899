"""Sound at the rate a model wants, by soxr, as librosa.resample does it."""

from __future__ import annotations

import numpy as np
import soxr

QUALITY = "HQ"


def resampled(samples: np.ndarray, from_rate: int, to_rate: int) -> np.ndarray:
    """float32 `samples` at another rate, calculated in float64."""
    if from_rate == to_rate:
        return samples
    return soxr.resample(samples.astype(np.float64), from_rate, to_rate, QUALITY).astype(np.float32)
