"""OpenAI's Whisper, on one thread: log_mel_spectrogram."""

from __future__ import annotations

from importlib import import_module

from livemel.bench.contender import Whole
from livemel.bench.peers.torch import on_one_thread
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats


def _whisper(samples: Floats, recipe: Recipe) -> Whole:
    sound = on_one_thread().from_numpy(samples)
    log_mel_spectrogram = import_module("whisper.audio").log_mel_spectrogram
    n_mels = recipe.config().mel.n_mels
    return lambda: log_mel_spectrogram(sound, n_mels).T


OFFLINE = {"whisper": _whisper}
