"""What speech models are given, counted and compared."""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np

from livemel.config import Config, load_config
from livemel.dsp.arrays import Floats
from livemel.dsp.finalize import finalize
from livemel.dsp.resampling import Resampler
from livemel.dsp.stream import melspectrogram
from livemel.lecture.sound import Samples, Sound

ModelName = Literal["whisper-80", "whisper-128", "kaldi", "parakeet"]
Counted = Literal["samples", "bins", "magnitudes", "bands"]

BLURRED_FRAMES = 4
"""The last frames of a sound also hear what comes after it."""
LEAST_CHANGE = 1e-3


def numbers_per_second(*, model: ModelName, what: Counted) -> float:
    """How many numbers describe a second: samples, real and imaginary parts, magnitudes, or bands."""
    config = config_of(model)
    frames = config.stft.sample_rate / config.stft.hop_length
    bins = 1 + config.stft.n_fft // 2
    return {
        "samples": float(config.stft.sample_rate),
        "bins": 2.0 * bins * frames,
        "magnitudes": bins * frames,
        "bands": config.mel.n_mels * frames,
    }[what]


def unlike_itself(*, model: ModelName, sound: Sound, with_: Sound) -> float:
    """Percent of the numbers of `sound` that change by more than 0.001 because `with_` comes after it."""
    alone, before = with_and_without(sound, with_, model)
    kept = slice(0, len(alone) - BLURRED_FRAMES)
    return float(100 * np.mean(np.abs(before[kept] - alone[kept]) > LEAST_CHANGE))


def with_and_without(sound: Sound, then: Sound, model: str) -> tuple[Floats, Floats]:
    """The array of `sound` alone, and that of both after each other, shape (frames, n_mels) each."""
    rate = config_of(model).stft.sample_rate
    both = Sound(np.concatenate([at_rate(each, rate) for each in (sound, then)]), rate)
    together, _ = sound.keep(("then", model, id(then)), lambda: (model_frames(both, model), then))
    return model_frames(sound, model), together


def model_frames(sound: Sound, model: str) -> Floats:
    """The finished array of a whole sound as a model gets it, shape (frames, n_mels)."""

    def compute() -> Floats:
        config = config_of(model)
        return finalize(melspectrogram(at_rate(sound, config.stft.sample_rate), config), config)

    return sound.keep(("model", model), compute)


@cache
def config_of(model: str) -> Config:
    """That of the preset of this name: pictures that move ask for it often."""
    return load_config(model)


def at_rate(sound: Sound, rate: int) -> Samples:
    """The samples at another rate, resampled as the engine does."""

    def compute() -> Samples:
        resampler = Resampler(sound.rate, rate, 1, np.float32)
        pieces = [resampler.push(sound.samples[None]), resampler.finish()]
        return np.asarray(np.concatenate(pieces, axis=1)[0], np.float32)

    return sound.samples if sound.rate == rate else sound.keep(("at rate", rate), compute)
