"""The sound that is measured over: a voice, again and again, over soft noise that never repeats."""

from __future__ import annotations

import numpy as np

from livemel.audio.made.vowels import vowels
from livemel.dsp.arrays import Floats

VOICE_SECONDS = 6.0
NOISE_RMS = 1e-3
SEED = 7


def speech_like(seconds: float, sample_rate: int) -> Floats:
    """Samples, shape (n,), float32, the same every time."""
    count = round(seconds * sample_rate)
    voice = vowels(np.arange(round(VOICE_SECONDS * sample_rate)) / sample_rate, sample_rate).astype(np.float32)
    samples = np.random.default_rng(SEED).standard_normal(count, dtype=np.float32)
    samples *= np.float32(NOISE_RMS)
    samples += np.resize(voice, count)
    return samples
