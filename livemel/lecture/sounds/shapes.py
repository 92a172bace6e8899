"""What many sounds need: ramps, levels, time."""

from __future__ import annotations

import numpy as np

from livemel.lecture.sound import RATE, Doubles

MOST_SECONDS = 120.0
RAMP_SECONDS = 0.02
"""Raised cosine: no click, and no hint beside the sound itself."""


def amplitude(level: float) -> float:
    """Peak of a sine of `level` dBFS: a full-scale sine is 0 dBFS."""
    return float(10.0 ** (level / 20.0))


def times(seconds: float, rate: int = RATE) -> Doubles:
    """Seconds of every sample, shape (n,), n >= 1."""
    return np.arange(max(1, round(seconds * rate))) / rate


def check_length(seconds: float) -> None:
    """Raises ValueError where a sound gets longer than anybody would play."""
    if seconds > MOST_SECONDS:
        raise ValueError(f"a sound may last {MOST_SECONDS:g} s at most, got {seconds:.0f} s")


def ramped(samples: Doubles, seconds: float = RAMP_SECONDS, rate: int = RATE) -> Doubles:
    """With a raised cosine at both ends."""
    count = min(round(seconds * rate), len(samples) // 2)
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(1, count))
    shaped = samples.copy()
    shaped[:count] *= rise
    shaped[len(shaped) - count :] *= rise[::-1]
    return shaped


def held(samples: Doubles) -> Doubles:
    """Within full scale, by making all of it softer."""
    highest = float(np.abs(samples).max())
    return samples / highest if highest > 1.0 else samples


def levelled(samples: Doubles, level: float) -> Doubles:
    """With the RMS of a sine of `level` dBFS; silence stays silence."""
    rms = float(np.sqrt(np.mean(samples**2)))
    return samples * (amplitude(level) / np.sqrt(2.0) / rms) if rms > 0 else samples
