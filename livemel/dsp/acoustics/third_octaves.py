"""Levels in third octaves of IEC 61260-1, base ten: a bank that halves the rate from octave to octave."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from livemel.dsp.acoustics.time_weighting import dbfs
from livemel.dsp.levels import sum_of_squares

Doubles = NDArray[np.float64]

OCTAVE = 10.0**0.3
REFERENCE_HZ = 1000.0
LOWEST, HIGHEST = -16, 13
"""Numbers of the bands from 1 kHz: 25 Hz and 20 kHz."""
NOMINAL = (
    25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150,
    4000, 5000, 6300, 8000, 10000, 12500, 16000, 20000,
)  # fmt: skip
"""What the bands are called, Hz (ISO 266), from the lowest; a low rate has the first of them."""
MOST_SHARE = 0.48
"""Of the rate: a band that ends above is left out."""
HALVING_SHARE = 0.125
"""Of the rate: bands that end below are filtered at half of it, where the filter before it changes nothing."""
ORDER = 4
HALVING_TAPS, HALVING_KAISER = 31, 9.0


def exact_centre(number: int) -> float:
    """Hz, of the band so many thirds from 1 kHz."""
    return float(REFERENCE_HZ * OCTAVE ** (number / 3.0))


def edges(number: int) -> tuple[float, float]:
    """Hz, from where to where it goes."""
    centre = exact_centre(number)
    return float(centre * OCTAVE ** (-1 / 6)), float(centre * OCTAVE ** (1 / 6))


class ThirdOctaves:
    """Adds up the power of one signal in every band, block by block.

    Parameters
    ----------
    sample_rate
        Hz; at least 8000.
    """

    def __init__(self, sample_rate: int) -> None:
        numbers = [each for each in range(LOWEST, HIGHEST + 1) if edges(each)[1] <= MOST_SHARE * sample_rate]
        self.nominal_hz = tuple(float(NOMINAL[each - LOWEST]) for each in numbers)
        """What the bands are called."""
        self._stages = _stages(numbers, sample_rate)

    def push(self, samples: ArrayLike) -> None:
        """Take the next samples, shape (n,)."""
        signal = np.asarray(samples, np.float64)
        for stage in self._stages:
            if not len(signal):
                return
            stage.take(signal)
            signal = stage.halved(signal)

    def levels(self) -> list[float]:
        """DBFS of every band since last asked, a full-scale sine 0; -200 where nothing came."""
        means = [mean for stage in self._stages for mean in stage.means()]
        return [dbfs(mean) for mean in reversed(means)]

    def reset(self) -> None:
        """Forget what went before: after a gap."""
        for stage in self._stages:
            stage.reset()


class _Stage:
    """Bands that are filtered at one rate, the highest first, and the way to half of it."""

    def __init__(self, bands: list[tuple[float, float]], sample_rate: float) -> None:
        from scipy.signal import butter, firwin

        self._sections = [butter(ORDER, band, "bandpass", fs=sample_rate, output="sos") for band in bands]
        self._taps = firwin(HALVING_TAPS, 0.5, window=("kaiser", HALVING_KAISER))
        self.reset()

    def reset(self) -> None:
        self._states = [np.zeros((len(sections), 2)) for sections in self._sections]
        self._sums = np.zeros(len(self._sections))
        self._count = 0
        self._before = np.zeros(len(self._taps) - 1)
        self._odd = 0

    def take(self, signal: Doubles) -> None:
        from scipy.signal import sosfilt

        for number, sections in enumerate(self._sections):
            band, self._states[number] = sosfilt(sections, signal, zi=self._states[number])
            self._sums[number] += sum_of_squares(band)
        self._count += len(signal)

    def halved(self, signal: Doubles) -> Doubles:
        """Every second sample, with what is too high taken away before."""
        whole = np.concatenate([self._before, signal])
        self._before = whole[len(whole) - len(self._before) :]
        low = np.convolve(whole, self._taps, "valid")[self._odd :: 2]
        self._odd = (self._odd + len(signal)) % 2
        return np.asarray(low)

    def means(self) -> list[float]:
        means = (self._sums / max(1, self._count)).tolist()
        self._sums[:] = 0.0
        self._count = 0
        return list(means)


def _stages(numbers: list[int], sample_rate: float) -> list[_Stage]:
    stages = []
    left = sorted(numbers, reverse=True)
    rate = float(sample_rate)
    while left:
        here = [each for each in left if edges(each)[1] > HALVING_SHARE * rate]
        stages.append(_Stage([edges(each) for each in here], rate))
        left = left[len(here) :]
        rate /= 2
    return stages
