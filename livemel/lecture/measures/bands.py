"""In which mel band a tone lies, as the engine computes it."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

import numpy as np

from livemel.config import Config, LevelConfig, MelConfig, SourceConfig, StftConfig
from livemel.dsp.filterbank import band_edges, mel_filterbank
from livemel.dsp.stream import melspectrogram
from livemel.lecture.measures.formulas import ScaleName
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sounds.tones import sine

Bands = Annotated[int, Range(4, 1024, "bands")]
Length = Annotated[int, Range(64, 65536, "samples")]


def peak_band(*, frequency: Hertz, n_mels: Bands = 128, scale: ScaleName = "slaney", n_fft: Length = 2048) -> float:
    """The number of the band, from 0, in which a tone is strongest, at 48 kHz with bands of equal area (librosa's)."""
    return float(np.argmax(band_levels(frequency, n_mels, scale, n_fft)))


def bands_apart(
    *, low: Hertz, high: Hertz, n_mels: Bands = 128, scale: ScaleName = "slaney", n_fft: Length = 2048
) -> float:
    """How many bands lie between the peaks of two tones; 0: the same band."""
    first, second = (peak_band(frequency=each, n_mels=n_mels, scale=scale, n_fft=n_fft) for each in (low, high))
    return second - first


def bins_of_band(
    *,
    band: Annotated[int, Range(0, 1023)],
    n_mels: Bands = 80,
    rate: Annotated[int, Range(1000)] = 16000,
    n_fft: Length = 400,
) -> float:
    """How many FFT bins feed a band of a Slaney bank; bands count from 0."""
    weights = mel_filterbank(MelConfig(n_mels=n_mels, norm="slaney"), rate, n_fft)
    return float(np.count_nonzero(weights[band]))


def band_width(
    *,
    band: Annotated[int, Range(0, 1023)],
    n_mels: Bands = 80,
    rate: Annotated[int, Range(1000)] = 16000,
    scale: ScaleName = "slaney",
) -> float:
    """Hz from the lower to the upper edge of a triangle; bands count from 0."""
    edges = band_edges(MelConfig(n_mels=n_mels, scale=scale), rate)
    return float(edges[band + 2] - edges[band])


@lru_cache(maxsize=64)
def band_levels(frequency: float, n_mels: int, scale: str, n_fft: int) -> tuple[float, ...]:
    """Power of a tone in every band, in the middle of it."""
    tone = sine(frequency=frequency, level=-20.0, seconds=4 * n_fft / 48000)
    config = Config(
        source=SourceConfig(sample_rate=tone.rate),
        stft=StftConfig(n_fft=n_fft, hop_length=n_fft // 4),
        mel=MelConfig(n_mels=n_mels, scale=scale, norm="slaney"),
        level=LevelConfig(compression="none"),
    )
    frames = melspectrogram(tone.samples, config)
    return tuple(frames[len(frames) // 2].tolist())
