"""torchaudio's fbank of Kaldi's kind."""

from __future__ import annotations

import numpy as np
import torch
from torchaudio.compliance.kaldi import fbank

from references_lib.case import Answer, Refusal
from references_lib.kaldi_options import kaldi_options

FUNCTION = "compliance.kaldi.fbank of samples * 32768, with 80 bands"
PACKAGES = ("torchaudio", "torch")


def answer(samples: np.ndarray, _rate: int, settings: dict[str, object]) -> Answer:
    """`causal`."""
    try:
        frames = fbank(torch.from_numpy(samples)[None] * 32768, **kaldi_options(settings))
    except AssertionError as error:
        raise Refusal(str(error)) from error
    return {"causal": frames.numpy()}
