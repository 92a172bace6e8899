"""The formulas of two vocoders that are no packages, rebuilt with torch and librosa's filterbank.

HiFi-GAN (Kong et al., NeurIPS 2020): the mel spectrogram of its meldataset.py with config_v1.json. Tacotron 2 (Shen et
al., ICASSP 2018): the one of NVIDIA's implementation. Both: 22050 Hz, 1024/1024/256, periodic hann, Slaney's bank of 80
bands from 0 to 8000 Hz on magnitudes, ln of at least 1e-5. HiFi-GAN mirrors (1024 - 256) / 2 samples at each end and
adds 1e-9 under the root; Tacotron 2 mirrors 512 and adds nothing.
"""

from __future__ import annotations

import librosa
import numpy as np
import torch

from references_lib.case import Answer, Refusal
from references_lib.resampled import resampled

FUNCTION = "the published formula of HiFi-GAN, or of Tacotron 2 if stft.center, in torch with librosa.filters.mel"
PACKAGES = ("torch", "librosa", "soxr")
SAMPLE_RATE, N_FFT, HOP_LENGTH = 22050, 1024, 256
FLOOR, OFFSET = 1e-5, 1e-9


def answer(samples: np.ndarray, rate: int, settings: dict[str, object]) -> Answer:
    """`weights`, `mel`, and its logarithms, `causal`."""
    is_tacotron = bool(settings.get("stft.center", False))
    padding, offset = (N_FFT // 2, 0.0) if is_tacotron else ((N_FFT - HOP_LENGTH) // 2, OFFSET)
    signal = torch.from_numpy(resampled(samples, rate, SAMPLE_RATE))[None]
    try:
        padded = torch.nn.functional.pad(signal, (padding, padding), mode="reflect")
        window = torch.hann_window(N_FFT)
        spectrum = torch.stft(padded, N_FFT, HOP_LENGTH, window=window, center=False, return_complex=True)[0]
    except RuntimeError as error:
        raise Refusal(str(error).splitlines()[0]) from error
    magnitudes = torch.sqrt(torch.view_as_real(spectrum).pow(2).sum(-1) + offset)
    weights = librosa.filters.mel(sr=SAMPLE_RATE, n_fft=N_FFT, n_mels=80, fmin=0, fmax=8000)
    mel = torch.from_numpy(weights) @ magnitudes
    return {"weights": weights, "mel": mel.numpy().T, "causal": torch.log(torch.clamp(mel, min=FLOOR)).numpy().T}
