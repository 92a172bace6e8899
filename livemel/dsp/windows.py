"""Window functions as sums of cosines, periodic: one period of length n, for spectral analysis."""

from __future__ import annotations

import numpy as np

from livemel.dsp.arrays import Doubles

COSINE_TERMS = {
    "boxcar": (1.0,),
    "hann": (0.5, 0.5),
    "hamming": (0.54, 1.0 - 0.54),  # one bit off 0.46, as SciPy has it
    "blackman": (0.42, 0.50, 0.08),
}
"""Coefficients a0, a1, ... of a0 - a1 cos(x) + a2 cos(2x) - ... (Harris, Proc. IEEE 66, 1978)."""


def periodic_window(name: str, length: int) -> Doubles:
    """The window `name`, shape (length,), the same numbers as scipy.signal.get_window(name, length)."""
    # SciPy sums cosines over -pi..pi; the same order of the same operations gives the same bits.
    x = np.linspace(-np.pi, np.pi, length + 1)
    window = np.zeros(length + 1)
    for k, coefficient in enumerate(COSINE_TERMS[name]):
        window += coefficient * np.cos(k * x)
    return window[:-1] if length > 1 else np.ones(length)


def centred_in(window: Doubles, n_fft: int) -> Doubles:
    """`window` with zeros on both sides, shape (n_fft,), as librosa centres a short one."""
    left = (n_fft - len(window)) // 2
    return np.pad(window, (left, n_fft - len(window) - left))
