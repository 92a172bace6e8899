"""The answers of the libraries, kept in files, and how far livemel may be from each: said here and nowhere else.

The differences are the libraries' own rounding: where the formulas of Whisper, Kaldi, Parakeet (before it is
normalised) and the vocoders were calculated in float64, with the same filterbank, livemel was within 1e-6 of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from livemel import finalize, load_config, melspectrogram

REFERENCES = sorted((Path(__file__).parent / "references").glob("*.npz"))
OF_FRAME_PEAK = "of the frame's peak"
LINEAR = ("level.compression=none", "level.finalize=none")


@dataclass(frozen=True)
class Bar:
    """The most by which an array of a library may differ, and why it is no less.

    `mel` holds linear values, `causal` levels of the stream, `final` what only the whole clip can tell.
    """

    array: str
    unit: str
    most: float
    reason: str
    within_db: float = np.inf
    """What is further below the clip's maximum does not count."""

    def error(self, ours: np.ndarray, theirs: np.ndarray, decibel: float) -> float:
        """The greatest difference in `unit`; a `decibel` is so many units of the levels."""
        counted = np.isfinite(theirs)  # a library may divide 0 by 0
        if not counted.any():
            return 0.0
        difference = np.abs(ours.astype(np.float64) - theirs)
        if self.unit == OF_FRAME_PEAK:
            peaks = theirs.max(axis=1, keepdims=True)
            difference /= np.where(peaks > 0, peaks, np.finfo(np.float64).tiny)
        else:
            counted &= theirs >= theirs[counted].max() - self.within_db * decibel
        return float(difference[counted].max())


ROUNDED = "spectra and sums are rounded to float32"
OWN_LOG = "logarithms in float32: one unit in the last place of a number near -100"
OWN_BANK = "the filterbank is calculated in float32, 2e-5 off"
OWN_FFT = "the transform is float32"
WEAK = "in weak bands the rounding of a float32 transform is as large as the sound"
OWN_EMPHASIS = "pre-emphasis and transform are float32"

BARS: dict[str, tuple[Bar, ...]] = {
    "librosa": (
        Bar("mel", OF_FRAME_PEAK, 2e-6, ROUNDED),
        Bar("causal", "dB", 1e-5, OWN_LOG, within_db=120),
        Bar("final", "dB", 1e-5, OWN_LOG, within_db=120),
    ),
    "torchaudio": (
        Bar("mel", OF_FRAME_PEAK, 5e-5, OWN_BANK),
        Bar("causal", "dB", 1e-3, OWN_BANK, within_db=60),
        Bar("final", "dB", 1e-3, OWN_BANK, within_db=60),
    ),
    "whisper": (Bar("final", "as finalised", 1e-4, OWN_FFT),),
    "kaldi_native_fbank": (
        Bar("causal", "ln", 1e-4, OWN_FFT, within_db=60),
        Bar("causal", "ln", 0.1, WEAK),
    ),
    "torchaudio_kaldi": (
        Bar("causal", "ln", 1e-4, OWN_FFT, within_db=60),
        Bar("causal", "ln", 0.1, WEAK),
    ),
    "transformers": (
        Bar("causal", "ln", 2e-4, OWN_EMPHASIS, within_db=60),
        Bar("final", "as finalised", 2e-4, OWN_EMPHASIS),
    ),
    "formula": (
        Bar("mel", OF_FRAME_PEAK, 2e-6, OWN_FFT),
        Bar("causal", "ln", 1e-4, OWN_FFT, within_db=60),
        Bar("causal", "ln", 1e-2, WEAK),
    ),
}
SAME_BITS = ("librosa", "whisper", "transformers", "formula")
"""The libraries whose filterbank is calculated in float64 and rounded once."""
WEIGHTS = 2e-5
"""Of the greatest weight: how far the others' filterbanks may be."""


class Reference:
    """Samples, settings, and what a library made of them."""

    def __init__(self, name: str, samples: np.ndarray, arrays: dict[str, np.ndarray], about: dict) -> None:
        self.name, self.samples = name, samples
        self.weights = arrays.get("weights")
        self.arrays = {key: array for key, array in arrays.items() if key != "weights"}
        self.preset, self.overrides, self.sample_rate = about["preset"], about["overrides"], about["sample_rate"]
        self.library, self.function, self.versions = about["library"], about["function"], about["versions"]
        self.refuses = about.get("refuses", "")

    @classmethod
    def read(cls, path: Path) -> Reference:
        with np.load(path, allow_pickle=False) as file:
            arrays = dict(file)
        return cls(path.stem, arrays.pop("samples"), arrays, json.loads(str(arrays.pop("about"))))

    def config(self, *more: str):
        return load_config(self.preset, overrides=[*self.overrides, *more])

    @property
    def bars(self) -> list[Bar]:
        return [bar for bar in BARS[self.library] if bar.array in self.arrays]

    @cached_property
    def frames(self) -> dict[str, np.ndarray]:
        """livemel's own, of the 16-bit samples themselves."""
        config = self.config()
        causal = melspectrogram(self.samples, config, self.sample_rate)
        mel = melspectrogram(self.samples, self.config(*LINEAR), self.sample_rate)
        return {"mel": mel, "causal": causal, "final": finalize(causal, config)}

    def error(self, bar: Bar) -> float:
        return bar.error(self.frames[bar.array], self.arrays[bar.array], self.decibel)

    @property
    def decibel(self) -> float:
        """In units of the levels."""
        config = self.config()
        per_decade = {"ln": np.log(10), "log10": 1.0}.get(config.level.compression)
        return 1.0 if per_decade is None else per_decade / (10 if config.mel.power == 2 else 20)
