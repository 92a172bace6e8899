"""OpenAI's log_mel_spectrogram."""

from __future__ import annotations

import numpy as np
import torch
import whisper.audio

from references_lib.case import Answer, Refusal
from references_lib.resampled import resampled

FUNCTION = "whisper.log_mel_spectrogram(audio, n_mels=mel.n_mels), padded to stft.least_seconds by pad_or_trim"
PACKAGES = ("openai-whisper", "torch", "soxr")
BANDS = {"whisper-80": 80, "whisper-128": 128}


def answer(samples: np.ndarray, rate: int, settings: dict[str, object]) -> Answer:
    """`weights`, and what the model takes: `final`."""
    audio = torch.from_numpy(resampled(samples, rate, whisper.audio.SAMPLE_RATE))
    bands = int(str(settings.get("mel.n_mels", 80)))
    if settings.get("stft.least_seconds"):
        audio = whisper.audio.pad_or_trim(audio)
    try:
        final = whisper.audio.log_mel_spectrogram(audio, bands)
    except RuntimeError as error:
        raise Refusal(str(error).splitlines()[0]) from error
    return {"weights": whisper.audio.mel_filters("cpu", bands).numpy(), "final": final.numpy().T}
