"""torchaudio, on one thread: MelSpectrogram and compliance.kaldi.fbank."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from livemel.bench.contender import Whole
from livemel.bench.peers.torch import on_one_thread
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats


def _mel(recipe: Recipe) -> Any:
    transforms = import_module("torchaudio.transforms")
    config = recipe.config()
    return transforms.MelSpectrogram(
        sample_rate=recipe.sample_rate,
        n_fft=config.stft.n_fft,
        hop_length=config.stft.hop_length,
        n_mels=config.mel.n_mels,
        pad_mode=config.stft.pad_mode,
        norm="slaney",
        mel_scale="slaney",
    )


def _decibels(samples: Floats, recipe: Recipe) -> Whole:
    torch, mel = on_one_thread(), _mel(recipe)
    in_decibels = import_module("torchaudio.transforms").AmplitudeToDB()
    sound = torch.from_numpy(samples)
    return lambda: in_decibels(mel(sound)).T


def _whisper(samples: Floats, recipe: Recipe) -> Whole:
    torch, mel = on_one_thread(), _mel(recipe)
    sound = torch.from_numpy(samples)

    def run() -> Any:
        levels = mel(sound)[:, :-1].clamp(min=1e-10).log10()
        return ((levels.clamp(min=float(levels.max()) - 8.0) + 4.0) / 4.0).T

    return run


def _kaldi(samples: Floats, recipe: Recipe) -> Whole:
    torch, kaldi = on_one_thread(), import_module("torchaudio.compliance.kaldi")
    sound = torch.from_numpy(samples)[None]
    n_mels = recipe.config().mel.n_mels
    return lambda: kaldi.fbank(sound, num_mel_bins=n_mels, sample_frequency=float(recipe.sample_rate))


OFFLINE = {"decibels": _decibels, "whisper": _whisper, "kaldi": _kaldi}
