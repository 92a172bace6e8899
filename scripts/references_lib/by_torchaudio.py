"""torchaudio's MelSpectrogram and AmplitudeToDB."""

from __future__ import annotations

import numpy as np
import torch
from torchaudio.transforms import AmplitudeToDB, MelSpectrogram

from references_lib.case import Answer, Refusal

FUNCTION = "transforms.AmplitudeToDB(...)(transforms.MelSpectrogram(sample_rate=rate)(y))"
PACKAGES = ("torchaudio", "torch")
NAMES = {"fmin": "f_min", "fmax": "f_max", "scale": "mel_scale", "window": "window_fn"}


def answer(samples: np.ndarray, rate: int, settings: dict[str, object]) -> Answer:
    """`weights`, `mel`, and its decibels: `causal`, and with a top_db `final`."""
    top_db = settings.pop("level.top_db", None)
    settings.pop("level.finalize", None)
    arguments = {NAMES.get(key.split(".")[1], key.split(".")[1]): value for key, value in settings.items()}
    if "window_fn" in arguments:
        arguments["window_fn"] = getattr(torch, f"{arguments['window_fn']}_window")
    kind = "magnitude" if arguments.get("power") == 1 else "power"
    if kind == "magnitude":
        arguments["power"] = 1.0
    spectrogram = MelSpectrogram(sample_rate=rate, **arguments)
    try:
        mel = spectrogram(torch.from_numpy(samples))
    except RuntimeError as error:
        raise Refusal(str(error).splitlines()[0]) from error
    found = {
        "weights": spectrogram.mel_scale.fb.numpy().T,
        "mel": mel.numpy().T,
        "causal": AmplitudeToDB(kind)(mel).numpy().T,
    }
    return found if top_db is None else found | {"final": AmplitudeToDB(kind, top_db=top_db)(mel).numpy().T}
