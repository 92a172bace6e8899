"""librosa's filterbank, mel spectrogram, and what its functions make of it."""

from __future__ import annotations

import librosa
import numpy as np

from references_lib.case import Answer

FUNCTION = "power_to_db(melspectrogram(y=y, sr=rate)) or, of magnitudes, amplitude_to_db; pcen(melspectrogram(...))"
PACKAGES = ("librosa", "scipy")
OF_THE_BANK = ("n_mels", "fmin", "fmax", "htk", "norm")


def answer(samples: np.ndarray, rate: int, settings: dict[str, object]) -> Answer:
    """`mel`, `causal` and `final`; frames first."""
    level = {key.removeprefix("level."): settings.pop(key) for key in list(settings) if key.startswith("level.")}
    pcen = {key.removeprefix("pcen."): settings.pop(key) for key in list(settings) if key.startswith("pcen.")}
    arguments = {key.split(".")[1]: value for key, value in settings.items()}
    arguments["htk"] = arguments.pop("scale", "slaney") == "htk"
    if arguments.get("norm") == "none":
        arguments["norm"] = None
    if "," in str(arguments.get("window")):
        name, *parameters = str(arguments["window"]).split(",")
        arguments["window"] = (name, *map(float, parameters))
    mel = librosa.feature.melspectrogram(y=samples, sr=rate, **arguments)
    bank = {key: arguments[key] for key in OF_THE_BANK if key in arguments}
    found = {"weights": librosa.filters.mel(sr=rate, n_fft=arguments.get("n_fft", 2048), **bank), "mel": mel.T}
    if level.get("compression") == "pcen":
        return found | {"causal": librosa.pcen(mel, sr=rate, hop_length=arguments.get("hop_length", 512), **pcen).T}
    to_decibels = librosa.amplitude_to_db if arguments.get("power") == 1 else librosa.power_to_db
    reference = np.max if level.get("reference") == "max" else 1.0
    return found | {
        "causal": to_decibels(mel, top_db=None).T,
        "final": to_decibels(mel, ref=reference, top_db=level.get("top_db", 80.0)).T,
    }
