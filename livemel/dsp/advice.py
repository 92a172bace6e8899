"""Advice: what a person should know of a configuration although it can be computed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from livemel.config import Config
from livemel.config.sections import StftConfig
from livemel.config.setting import settings_of
from livemel.dsp.filterbank import empty_bands, mel_filterbank, n_fft_without_empty_bands

MOST_BANDS_NAMED = 8


def empty_bands_warning(config: Config, sample_rate: int) -> str:
    """Which bands no FFT bin feeds at `sample_rate` Hz, and what would cure it; empty if there are none."""
    shapes = replace(config.mel, norm="none")  # which bins feed a band does not depend on their gain
    bands = empty_bands(mel_filterbank(shapes, sample_rate, np.ones(config.stft.n_fft)))
    if not bands:
        return ""
    has, them = ("has", "it") if len(bands) == 1 else ("have", "them")
    return f"{_named(bands)} {has} no FFT bin; {_cure(config, sample_rate)} would feed {them}"


def _named(bands: list[int]) -> str:
    names = ", ".join(map(str, bands[:MOST_BANDS_NAMED]))
    more = len(bands) - MOST_BANDS_NAMED
    return f"band{'s' if len(bands) > 1 else ''} {names}" + (f" and {more} more" if more > 0 else "")


def _cure(config: Config, sample_rate: int) -> str:
    n_fft = n_fft_without_empty_bands(config.mel, sample_rate)
    most = settings_of(StftConfig)["n_fft"].at_most
    return f"stft.n_fft={n_fft}" if most is None or n_fft <= most else "a smaller mel.n_mels"
