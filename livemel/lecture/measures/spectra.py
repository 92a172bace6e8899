"""What is measured in a spectrum of the whole sound."""

from __future__ import annotations

import numpy as np

from livemel.lecture.measures.levels import decibels
from livemel.lecture.parameters import Hertz
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.sounds.rates import decimate
from livemel.lecture.sounds.resynthesis import RATE, stft

FINENESS = 8
"""Zeros around the samples make bins so many times as narrow."""


def spectrum(sound: Sound) -> tuple[Doubles, Doubles]:
    """Hz and amplitude, shape (bins,) each: a Hann window over all of it; a sine reads its own amplitude."""
    window = np.hanning(len(sound.samples) + 2)[1:-1]
    count = FINENESS * len(sound.samples)
    transformed = np.fft.rfft(sound.samples * window, count)
    frequencies: Doubles = np.fft.rfftfreq(count, 1.0 / sound.rate).astype(np.float64)
    return frequencies, np.abs(transformed) * 2 / float(window.sum())


def strongest_hz(*, sound: Sound) -> float:
    """The frequency with the most in it."""
    frequencies, amplitudes = spectrum(sound)
    return float(frequencies[np.argmax(amplitudes)])


def level_at(*, sound: Sound, frequency: Hertz) -> float:
    """DBFS at one frequency, as far as the length of the sound tells it from its neighbours."""
    window = np.hanning(len(sound.samples) + 2)[1:-1]
    turns = np.exp(-2j * np.pi * frequency / sound.rate * np.arange(len(sound.samples)))
    return decibels(float(2 * abs(np.sum(sound.samples * window * turns)) / window.sum()))


def share_above(*, sound: Sound, frequency: Hertz) -> float:
    """Percent of the power above a frequency."""
    powers = np.abs(np.fft.rfft(sound.samples.astype(np.float64))) ** 2
    frequencies = np.fft.rfftfreq(len(sound.samples), 1.0 / sound.rate)
    return float(100 * powers[frequencies > frequency].sum() / powers.sum())


def magnitude_error(*, sound: Sound, reference: Sound) -> float:
    """Percent: how far the magnitudes of a spectrogram at 16 kHz are from those of `reference`.

    The root of the summed squares of the differences, over that of the magnitudes ("spectral convergence"; Sturmel
    and Daudet, DAFx 2011).
    """
    first, second = (np.abs(stft(decimate(each, rate=RATE).samples.astype(np.float64))) for each in (sound, reference))
    frames = min(len(first), len(second))
    return float(100 * np.linalg.norm(first[:frames] - second[:frames]) / np.linalg.norm(second[:frames]))
