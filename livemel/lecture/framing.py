"""One frame of a sound: its samples under a window, and their Fourier transform."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.windows import cosine_window
from livemel.lecture.sound import Doubles, Sound

Complex = NDArray[np.complex128]


def windowed(sound: Sound, at: float, n_fft: int, window: str) -> tuple[Doubles, Doubles, Doubles]:
    """Times, samples and weights of the frame that begins at `at` s, shape (n_fft,); outside there is silence."""
    first = round(at * sound.rate)
    samples = np.zeros(n_fft)
    part = sound.samples[first : first + n_fft]
    samples[: len(part)] = part
    return (first + np.arange(n_fft)) / sound.rate, samples, cosine_window(window, n_fft, symmetric=False)


def transformed(sound: Sound, at: float, n_fft: int, window: str) -> tuple[Doubles, Complex]:
    """Hz and complex bins, scaled so that a full-scale sine has the magnitude 1."""
    _, samples, weights = windowed(sound, at, n_fft, window)
    frequencies: Doubles = np.fft.rfftfreq(n_fft, 1 / sound.rate).astype(np.float64)
    return frequencies, np.fft.rfft(samples * weights) * 2 / float(weights.sum())
