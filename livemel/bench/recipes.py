"""What is computed: settings that livemel and its peers both have, so that equal things are compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from livemel.config import Config, load_config
from livemel.dsp.arrays import Floats


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """One thing to compute, and how closely two libraries that compute it must agree."""

    key: str
    """Under which a peer registers how it computes this."""
    preset: str
    sample_rate: int
    """Hz."""
    overrides: tuple[str, ...] = ()
    unit: str
    """Of the levels."""
    span: float
    """Compared is what lies no further below the largest level than this; below, float32 transforms are noise."""
    tolerance: float
    """The largest difference that is still agreement, in `unit`: a float32 transform's rounding."""

    def config(self, precision: str = "exact") -> Config:
        """The settings, at a precision of "exact" or "fast"."""
        return load_config(self.preset, overrides=[*self.overrides, f"stft.precision={precision}"])

    def scaled(self, samples: Floats) -> Floats:
        """The samples of [-1, 1] as peers take them, who leave it to their user to scale them."""
        return samples * np.float32(self.config().stft.input_scale)

    @property
    def title(self) -> str:
        """For people: "48 kHz 2048/512/128 librosa"."""
        config = self.config()
        sizes = f"{config.stft.n_fft}/{config.stft.hop_length}/{config.mel.n_mels}"
        return f"{self.sample_rate / 1000:g} kHz {sizes} {self.preset}"


_DECIBELS = Recipe(
    key="decibels",
    preset="librosa",
    sample_rate=48000,
    overrides=("level.top_db=0",),
    unit="dB",
    span=60.0,
    tolerance=0.01,
)
_WHISPER = Recipe(key="whisper", preset="whisper-80", sample_rate=16000, unit="log10/4", span=2.0, tolerance=1e-3)
_KALDI = Recipe(key="kaldi", preset="kaldi", sample_rate=16000, unit="ln", span=13.8, tolerance=2e-3)

OFFLINE = {recipe.key: recipe for recipe in (_DECIBELS, _WHISPER, _KALDI)}
"""Of whole signals."""

LIVE = {
    "decibels": Recipe(
        key="decibels",
        preset="librosa",
        sample_rate=48000,
        overrides=("level.top_db=0", "stft.hop_length=480", "stft.center=false"),
        unit="dB",
        span=60.0,
        tolerance=0.01,
    ),
    "kaldi": _KALDI,
}
"""Of blocks of one hop, 10 ms, as they would come from a microphone."""
