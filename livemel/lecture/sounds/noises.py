"""Noise, a tone in it, and nothing at all."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.parameters import Hertz, Level, Range, Seconds, Seed
from livemel.lecture.sound import RATE, Doubles, Sound, sound_of
from livemel.lecture.sounds.shapes import amplitude, levelled, ramped, times


def noise(
    *,
    low: Hertz = 20.0,
    high: Hertz = 20000.0,
    level: Level = -30.0,
    seconds: Seconds = 1.0,
    seed: Seed = 0,
) -> Sound:
    """White between `low` and `high`, nothing outside; its RMS is that of a sine of `level`."""
    return sound_of(ramped(band_noise(low, high, level, seconds, seed)))


def band_noise(low: float, high: float, level: float, seconds: float, seed: int) -> Doubles:
    """The same without ramps: made of all frequencies at once."""
    count = len(times(seconds))
    frequencies = np.fft.rfftfreq(count, 1.0 / RATE)
    phases = np.random.default_rng(seed).uniform(0.0, 2 * np.pi, len(frequencies))
    spectrum = ((frequencies >= low) & (frequencies <= high)) * np.exp(1j * phases)
    return levelled(np.fft.irfft(spectrum, count), level)


def masked_tone(
    *,
    frequency: Hertz = 1000.0,
    tone_level: Level = -40.0,
    width: Annotated[float, Range(1.0, 20000.0, "Hz")] = 160.0,
    noise_level: Annotated[float, Range(-120.0, -20.0, "dBFS in every Hz")] = -60.0,
    seconds: Seconds = 3.0,
    seed: Seed = 0,
) -> Sound:
    """A tone that comes and goes twice a second, in the middle of noise `width` Hz wide.

    The noise has the same power in every Hz however wide it is: a wider one is louder.
    """
    low, high = max(0.0, frequency - width / 2), min(RATE / 2, frequency + width / 2)
    hiss = band_noise(low, high, noise_level + 10 * np.log10(high - low), seconds, seed)
    time = times(seconds)
    gate = 0.5 - 0.5 * np.cos(2 * np.pi * np.clip((time * 2) % 1.0 / 0.6, 0.0, 1.0))
    tone = amplitude(tone_level) * gate * np.sin(2 * np.pi * frequency * time)
    return sound_of(ramped(hiss + tone))


def silence(*, seconds: Seconds = 1.0) -> Sound:
    """Zeros."""
    return sound_of(np.zeros(len(times(seconds))))
