"""Frequency weightings A, C and Z of IEC 61672-1 as digital filters, at any sampling rate.

The analogue filter has poles at 20.6, 107.7, 737.9 and 12 194 Hz. A bilinear transform of all of them is 13 dB off at
19.2 kHz and 48 kHz, since it maps half the rate to infinity. So only the low poles become a recursive filter; what that
lacks, the high poles included, is made up by a short symmetric FIR filter, fitted to the curve.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Doubles = NDArray[np.float64]
Weighting = Literal["A", "C", "Z"]

F1, F2, F3, F4 = 20.598997, 107.65265, 737.86223, 12194.217
"""Hz: the poles (IEC 61672-1:2013, E.4.1)."""
REFERENCE_HZ = 1000.0
FITTED_SHARE = 0.46
"""Of the rate: up to there the curve is fitted."""
FITTED_HZ = 24000.0
"""And up to there, where the rate is high: nobody hears more."""
TAPS_PER_HZ = 1 / 1000
GRID = 1024
CARELESS = 1e-3
"""Weight of what lies above."""


def curve_db(weighting: Weighting, frequencies: ArrayLike) -> Doubles:
    """DB of a weighting at `frequencies` in Hz, any shape; 0 at 1 kHz (IEC 61672-1:2013, annex E)."""
    hz = np.asarray(frequencies, np.float64)
    with np.errstate(divide="ignore"):
        return np.asarray(20.0 * np.log10(_gain(weighting, hz) / _gain(weighting, np.array(REFERENCE_HZ))))


def _gain(weighting: Weighting, hz: Doubles) -> Doubles:
    square = hz**2
    if weighting == "Z":
        return np.ones_like(hz)
    gain = F4**2 * square / ((square + F1**2) * (square + F4**2))
    if weighting == "A":
        gain = gain * square / np.sqrt((square + F2**2) * (square + F3**2))
    return np.asarray(gain)


class WeightingFilter:
    """Weighs one signal, block by block; the blocks may have any length. It delays by half of the FIR filter.

    Parameters
    ----------
    weighting
        "A", "C" or "Z"; Z is the signal itself.
    sample_rate
        Hz.
    """

    def __init__(self, weighting: Weighting, sample_rate: int) -> None:
        self.weighting = weighting
        self.sections, self.taps = design(weighting, sample_rate)
        self._state = np.zeros((len(self.sections), 2))
        self._before = np.zeros(len(self.taps) - 1)

    @property
    def delay(self) -> int:
        """Samples."""
        return (len(self.taps) - 1) // 2

    def apply(self, samples: ArrayLike) -> Doubles:
        """The same number of samples, weighted: shape (n,) to (n,)."""
        signal = np.asarray(samples, np.float64)
        if self.weighting == "Z" or not len(signal):
            return signal
        from scipy.signal import sosfilt

        high, self._state = sosfilt(self.sections, signal, zi=self._state)
        whole = np.concatenate([self._before, high])
        self._before = whole[len(whole) - len(self._before) :]
        return np.asarray(np.convolve(whole, self.taps, "valid"))

    def reset(self) -> None:
        """As if it were new: after a gap."""
        self._state = np.zeros_like(self._state)
        self._before = np.zeros_like(self._before)


def design(weighting: Weighting, sample_rate: int) -> tuple[Doubles, Doubles]:
    """Second-order sections, shape (sections, 6), and FIR taps, an odd number; for Z none and one."""
    if weighting == "Z":
        return np.zeros((0, 6)), np.ones(1)
    pairs = [(F1, F1)] + ([(F2, F3)] if weighting == "A" else [])
    sections = np.array([_high_pass(a, b, sample_rate) for a, b in pairs])
    return sections, _corrected(weighting, sections, sample_rate)


def _high_pass(first_hz: float, second_hz: float, sample_rate: int) -> list[float]:
    """s^2 / ((s + w1)(s + w2)) by the bilinear transform: right far below half the rate."""
    a, b = (np.pi * hz / sample_rate for hz in (first_hz, second_hz))
    scale = (1 + a) * (1 + b)
    return [
        1 / scale,
        -2 / scale,
        1 / scale,
        1.0,
        ((a - 1) * (1 + b) + (b - 1) * (1 + a)) / scale,
        (1 - a) * (1 - b) / scale,
    ]


def _corrected(weighting: Weighting, sections: Doubles, sample_rate: int) -> Doubles:
    """A symmetric filter that turns the gain of `sections` into that of the weighting, by least squares in dB."""
    highest = min(FITTED_SHARE * sample_rate, FITTED_HZ)
    half = max(8, round(sample_rate * TAPS_PER_HZ / 2))
    turns = np.pi * (np.arange(GRID) + 0.5) / GRID
    hz = turns * sample_rate / (2 * np.pi)
    unit = np.exp(-1j * turns)
    has = np.ones(GRID)
    for b0, b1, b2, _, a1, a2 in sections:
        has *= np.abs((b0 + b1 * unit + b2 * unit**2) / (1 + a1 * unit + a2 * unit**2))
    wanted = _gain(weighting, hz) / _gain(weighting, np.array(REFERENCE_HZ)) / has
    weight = np.where(hz <= highest, 1.0, CARELESS) / wanted
    cosines = np.cos(np.outer(turns, np.arange(half + 1)))
    solved = np.linalg.lstsq(cosines * weight[:, None], wanted * weight, rcond=None)[0]
    return np.concatenate([solved[:0:-1] / 2, solved[:1], solved[1:] / 2])
