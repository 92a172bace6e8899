"""What the ear follows besides frequencies: how a sound swells."""

from __future__ import annotations

import numpy as np

from livemel.lecture.sound import Doubles, Sound

SLOWEST_HZ, FASTEST_HZ = 0.5, 300.0
EDGE_SHARE = 0.05
"""Of the sound at each end: its ramps do not count."""
FINENESS = 16
"""Zeros around the envelope make its bins so many times as narrow."""


def beats_per_second(*, sound: Sound) -> float:
    """How often it swells: the strongest frequency of its envelope above 0.5 Hz."""
    curve = envelope(sound)
    edge = round(EDGE_SHARE * len(curve))
    kept = curve[edge : len(curve) - edge]
    count = FINENESS * len(kept)
    strengths = np.abs(np.fft.rfft((kept - kept.mean()) * np.hanning(len(kept)), count))
    frequencies = np.fft.rfftfreq(count, 1.0 / sound.rate)
    strengths[(frequencies < SLOWEST_HZ) | (frequencies > FASTEST_HZ)] = 0.0
    return float(frequencies[np.argmax(strengths)])


def envelope(sound: Sound) -> Doubles:
    """Amplitude over time, shape (n,): the magnitude of the analytic signal (D. Gabor, J. IEE 93, 429, 1946)."""
    count = len(sound.samples)
    spectrum = np.fft.fft(sound.samples.astype(np.float64))
    weights = np.zeros(count)
    weights[0] = 1.0
    weights[1 : (count + 1) // 2] = 2.0
    if count % 2 == 0:
        weights[count // 2] = 1.0
    return np.abs(np.fft.ifft(spectrum * weights))
