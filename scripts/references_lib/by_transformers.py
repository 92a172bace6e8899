"""transformers' extractor of what Parakeet takes."""

from __future__ import annotations

import logging

import numpy as np
import torch
from transformers import ParakeetFeatureExtractor

from references_lib.case import Answer
from references_lib.resampled import resampled

FUNCTION = "ParakeetFeatureExtractor(feature_size=mel.n_mels)(y, sampling_rate=16000), its valid frames"
PACKAGES = ("transformers", "torch", "soxr")
SAMPLE_RATE = 16000
logging.getLogger("transformers").setLevel(logging.ERROR)


def answer(samples: np.ndarray, rate: int, settings: dict[str, object]) -> Answer:
    """`weights`, the logarithms before they are normalised, `causal`, and what the model takes: `final`."""
    extractor = _Remembering(feature_size=int(str(settings.get("mel.n_mels", 128))))
    features = extractor(resampled(samples, rate, SAMPLE_RATE), sampling_rate=SAMPLE_RATE, return_tensors="np")
    valid = int(features.attention_mask.sum())
    return {
        "weights": extractor.mel_filters.numpy(),
        "causal": extractor.logarithms.numpy()[0, :valid],
        "final": np.asarray(features.input_features[0, :valid]),
    }


class _Remembering(ParakeetFeatureExtractor):
    """Keeps what it normalises."""

    logarithms: torch.Tensor

    def _torch_extract_fbank_features(self, waveform: torch.Tensor, device: str = "cpu") -> torch.Tensor:
        self.logarithms = super()._torch_extract_fbank_features(waveform, device)
        return self.logarithms
