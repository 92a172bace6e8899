"""The sounds of the references: those people make, and those that break arithmetic."""

from __future__ import annotations

import numpy as np

FULL_SCALE = 32767 / 32768
DENORMAL = 1e-40
"""Of a float32 the smallest normal value is 1.2e-38."""


def speech(rate: int, length: int) -> np.ndarray:
    """A gliding pulse train through three resonances, with pauses."""
    time = np.arange(length) / rate
    turns = 120 * time + 40 * time**2
    pulses = np.diff(np.floor(turns), prepend=0)
    sound = np.zeros(length)
    for formant, width in ((700, 90), (1200, 110), (2500, 160)):
        sound += np.convolve(pulses, np.exp(-np.pi * width * time) * np.sin(2 * np.pi * formant * time))[:length]
    return 0.2 * sound * (np.sin(2 * np.pi * 3 * time) > -0.6)


def chirp(rate: int, length: int) -> np.ndarray:
    """From 20 Hz to nearly half of the rate, as many octaves in every second."""
    time = np.arange(length) / rate
    octaves, seconds = np.log(0.45 * rate / 20), length / rate
    return 0.5 * np.sin(2 * np.pi * 20 * seconds / octaves * np.expm1(octaves * time / seconds))


def noise(_rate: int, length: int) -> np.ndarray:
    """White, -60 dBFS."""
    return 0.001 / np.sqrt(2) * np.random.default_rng(60).standard_normal(length)


def loud_noise(_rate: int, length: int) -> np.ndarray:
    """White, up to full scale."""
    return np.random.default_rng(0).uniform(-1, 1, length)


def square(rate: int, length: int) -> np.ndarray:
    """The lowest and the highest value there are, by turns, 437 times a second."""
    return np.where(np.arange(length) * 437 // (rate // 2) % 2, -1.0, FULL_SCALE)


def counter(_rate: int, length: int) -> np.ndarray:
    """Every 16-bit value in its turn, in steps that meet all of them."""
    return ((np.arange(length) * 251 + 32768) % 65536 - 32768) / 32768


def click(_rate: int, length: int) -> np.ndarray:
    """One sample at full scale, a third of the way."""
    return FULL_SCALE * (np.arange(length) == length // 3)


def last_click(_rate: int, length: int) -> np.ndarray:
    """Only the last sample is not 0."""
    return FULL_SCALE * (np.arange(length) == length - 1)


def offset(rate: int, length: int) -> np.ndarray:
    """A soft tone that stands far off zero."""
    return 0.6 + 0.01 * np.sin(2 * np.pi * 440 * np.arange(length) / rate)


def silence(_rate: int, length: int) -> np.ndarray:
    """Nothing."""
    return np.zeros(length)


def denormals(_rate: int, length: int) -> np.ndarray:
    """Noise of values so small that a float32 holds only a few digits of them."""
    return DENORMAL * np.random.default_rng(40).choice([-1.0, 0.0, 1.0], length)


def one_sample(_rate: int, _length: int) -> np.ndarray:
    """The shortest signal there is."""
    return np.array([0.75])


NOT_OF_16_BITS = (denormals,)


def samples_of(sound, rate: int, length: int) -> np.ndarray:
    """The sound as 16-bit integers, or as float32 where these cannot hold it."""
    values = sound(rate, length)
    if sound in NOT_OF_16_BITS:
        return values.astype(np.float32)
    return np.round(np.clip(values, -1, 1) * 32768).clip(-32768, 32767).astype(np.int16)
