"""Measures: numbers that a scene says, by name. Each takes keyword arguments, sounds among them, and gives a number.

A new one: a function, and an entry here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livemel.lecture.measures import (
    bands,
    envelopes,
    equal_loudness,
    formulas,
    frames,
    hearing,
    levels,
    models,
    spectra,
)

MEASURES: dict[str, Callable[..., Any]] = {
    "level": levels.level,
    "peak": levels.peak,
    "snr": levels.snr,
    "sample": levels.sample,
    "seconds": levels.seconds,
    "samples": levels.samples,
    "stored_bytes": levels.stored_bytes,
    "strongest_hz": spectra.strongest_hz,
    "level_at": spectra.level_at,
    "share_above": spectra.share_above,
    "magnitude_error": spectra.magnitude_error,
    "bin_part": frames.bin_part,
    "digits_back": frames.digits_back,
    "alias_hz": formulas.alias_hz,
    "nyquist_hz": formulas.nyquist_hz,
    "bits_snr": formulas.bits_snr,
    "ratio_db": formulas.ratio_db,
    "whole_numbers": formulas.whole_numbers,
    "bin_width": formulas.bin_width,
    "window_ms": formulas.window_ms,
    "height": formulas.height,
    "heights_apart": formulas.heights_apart,
    "share_of_axis": formulas.share_of_axis,
    "percent_apart": formulas.percent_apart,
    "erb_width": formulas.erb_width,
    "peak_band": bands.peak_band,
    "bands_apart": bands.bands_apart,
    "bins_of_band": bands.bins_of_band,
    "band_width": bands.band_width,
    "beats_per_second": envelopes.beats_per_second,
    "equally_loud": equal_loudness.equally_loud,
    "hearing_threshold": equal_loudness.hearing_threshold,
    "published_limen": hearing.published_limen,
    "model_limen": hearing.model_limen,
    "critical_band": hearing.critical_band,
    "mel_spacing": hearing.mel_spacing,
    "numbers_per_second": models.numbers_per_second,
    "unlike_itself": models.unlike_itself,
}
