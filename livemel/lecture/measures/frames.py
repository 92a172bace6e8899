"""Numbers of one instant: what a single frame's transform says."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.lecture.framing import transformed, windowed
from livemel.lecture.parameters import Range
from livemel.lecture.sound import Sound

At = Annotated[float, Range(0.0, 600.0, "s")]
Length = Annotated[int, Range(16, 32768, "samples")]
Window = Literal["hann", "boxcar", "hamming", "blackman"]
DECIMALS = 6
"""Of what is said of a bin: what is smaller is rounding, and nothing has no sign."""


def bin_part(
    *,
    sound: Sound,
    part: Literal["re", "im", "magnitude", "phase"] = "magnitude",
    bin: Annotated[int, Range(0, 16384)] = 4,
    at: At = 0.1,
    n_fft: Length = 256,
    window: Window = "boxcar",
) -> float:
    """Of one bin, scaled so that a full-scale sine has the magnitude 1; the phase in degrees."""
    value = transformed(sound, at, n_fft, window)[1][min(bin, n_fft // 2)]
    parts = {"re": value.real, "im": value.imag, "magnitude": abs(value), "phase": np.degrees(np.angle(value))}
    return round(float(parts[part]), DECIMALS) + 0.0


def digits_back(*, sound: Sound, at: At = 0.1, n_fft: Length = 1024, window: Window = "hann") -> float:
    """How many decimal digits of the largest sample are right after a transform and its inverse; 16 if all are."""
    _, samples, weights = windowed(sound, at, n_fft, window)
    under = samples * weights
    error = float(np.abs(np.fft.irfft(np.fft.rfft(under), n_fft) - under).max())
    largest = float(np.abs(under).max())
    return float(-np.log10(error / largest)) if error > 0 else 16.0
