"""Advice: what a person should know of a configuration although it can be computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from livemel.config import Config
from livemel.config.rules import broken_rules
from livemel.config.sections import StftConfig
from livemel.config.setting import settings_of
from livemel.dsp.filterbank import band_edges, n_fft_without_empty_bands, unfed_bands

MOST_BANDS_NAMED = 8


def empty_bands_warning(config: Config, source_rate: int) -> str:
    """Which bands no FFT bin feeds with a source of `source_rate` Hz, and what would cure it; empty if all are fed."""
    rate = config.stft.rate_with(source_rate)
    bands = unfed_bands(config.mel, rate, config.stft.n_fft)
    if not bands:
        return ""
    has, them = ("has", "it") if len(bands) == 1 else ("have", "them")
    return f"{_named(bands)} {has} no FFT bin; {_cure(config, rate)} would feed {them}"


def _named(bands: Sequence[int]) -> str:
    names = ", ".join(map(str, bands[:MOST_BANDS_NAMED]))
    more = len(bands) - MOST_BANDS_NAMED
    return f"band{'s' if len(bands) > 1 else ''} {names}" + (f" and {more} more" if more > 0 else "")


def _cure(config: Config, analysis_rate: int) -> str:
    n_fft = n_fft_without_empty_bands(config.mel, analysis_rate)
    most = settings_of(StftConfig)["n_fft"].at_most
    cured = replace(config, stft=replace(config.stft, n_fft=n_fft))
    is_allowed = (most is None or n_fft <= most) and not any(broken_rules(cured))
    return f"stft.n_fft={n_fft}" if is_allowed else "a smaller mel.n_mels"


def rate_warning(config: Config, source_rate: int) -> str:
    """That the upper bands are above what a source of `source_rate` Hz can hold; empty if none is."""
    rate = config.stft.sample_rate
    edges = band_edges(config.mel, rate or source_rate)
    highest = source_rate / 2
    if rate <= source_rate or edges[-1] <= highest:
        return ""
    silent = np.flatnonzero(edges[:-2] >= highest)
    consequence = f": bands from {silent[0]} on show nothing" if len(silent) else ""
    return (
        f"nothing above {highest:g} Hz (half of the source's {source_rate} Hz) can be there, although "
        f"stft.sample_rate is {rate} Hz and the bands reach {edges[-1]:g} Hz{consequence}"
    )
