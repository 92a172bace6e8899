"""Levels and counts of samples."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.parameters import Range
from livemel.lecture.sound import Sound


def level(*, sound: Sound) -> float:
    """DBFS: a full-scale sine has 0, so RMS times sqrt(2) (AES17); silence has -inf."""
    return decibels(float(np.sqrt(2.0 * np.mean(sound.samples.astype(np.float64) ** 2))))


def peak(*, sound: Sound) -> float:
    """DBFS of the largest sample."""
    return decibels(float(np.abs(sound.samples).max()))


def snr(*, sound: Sound, reference: Sound) -> float:
    """DB between the power of `reference` and that of what `sound` has besides; both have one length."""
    signal = reference.samples.astype(np.float64)
    error = sound.samples.astype(np.float64) - signal
    return float(10 * np.log10(np.mean(signal**2) / np.mean(error**2)))


def sample(*, sound: Sound, number: Annotated[int, Range(0)], bits: Annotated[int, Range(2, 24)] = 16) -> float:
    """The whole number that is stored for one sample; where a sound has none so late, for its last."""
    steps = 2.0 ** (bits - 1)
    stored = float(sound.samples[min(number, len(sound.samples) - 1)])
    return float(np.clip(np.round(stored * steps), -steps, steps - 1))


def seconds(*, sound: Sound) -> float:
    """How long it lasts."""
    return sound.seconds


def samples(*, sound: Sound) -> float:
    """How many samples it has."""
    return float(len(sound.samples))


def stored_bytes(*, sound: Sound, bits: Annotated[int, Range(8, 32)] = 16) -> float:
    """How much room its numbers take in a file, one channel, the file's header left out."""
    return float(len(sound.samples) * -(-bits // 8))


def decibels(amplitude: float) -> float:
    """20 log10; -inf for nothing."""
    return float(20 * np.log10(amplitude)) if amplitude > 0 else float("-inf")
