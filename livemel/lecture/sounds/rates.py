"""Other sampling rates, with and without the filter that belongs before, and parts of the frequencies."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Doubles, Sound, sound_of

FINE = 8
"""Samples that stand in for each before a wave is read between them."""
EDGE_SHARE = 0.02
"""Of a band's edge: its filter goes from all to nothing over so much of it."""


def decimate(sound: Sound, *, rate: Annotated[int, Range(100, 48000, "Hz")], filter: bool = True) -> Sound:
    """Fewer samples a second. Without the filter the wave is simply read less often, and what is too high folds.

    Reading between samples is band-limited: eight times as many by soxr, then cubics through them (errors below
    -60 dB up to 20 kHz).
    """
    import soxr

    if filter or rate == sound.rate:
        return resampled(sound, rate)
    fine = soxr.resample(sound.samples.astype(np.float64), sound.rate, FINE * sound.rate, quality="VHQ")
    count = max(1, int(len(sound.samples) * rate / sound.rate))
    places = np.arange(count, dtype=np.float64) * (FINE * sound.rate / rate)
    return sound_of(_read_between(fine, places), rate)


def resampled(sound: Sound, rate: int) -> Sound:
    """At `rate` Hz, with the filter that belongs before; itself where that is its rate."""
    import soxr

    if rate == sound.rate:
        return sound
    return sound_of(soxr.resample(sound.samples, sound.rate, rate, quality="VHQ"), rate)


def _read_between(fine: Doubles, places: Doubles) -> Doubles:
    """Cubics through four neighbours (Catmull and Rom, 1974), shape of `places`."""
    first = np.minimum(places.astype(int), len(fine) - 1)
    part = places - first
    before, here, after, beyond = (fine[np.clip(first + shift, 0, len(fine) - 1)] for shift in (-1, 0, 1, 2))
    slope = (after - before) / 2
    bend = before - 2.5 * here + 2 * after - beyond / 2
    twist = (beyond - before) / 2 + 1.5 * (here - after)
    return np.asarray(here + part * (slope + part * (bend + part * twist)), np.float64)


def band(sound: Sound, *, low: Hertz = 0.0, high: Hertz = 24000.0) -> Sound:
    """Only what lies between `low` and `high`, by one transform of the whole; edges fall within 2 % of their place."""
    spectrum = np.fft.rfft(sound.samples.astype(np.float64))
    frequencies = np.fft.rfftfreq(len(sound.samples), 1.0 / sound.rate)
    passed = np.clip((high - frequencies) / max(1.0, EDGE_SHARE * high) + 1.0, 0.0, 1.0)
    if low > 0:
        passed = passed * np.clip((frequencies - low) / max(1.0, EDGE_SHARE * low) + 1.0, 0.0, 1.0)
    return sound_of(np.fft.irfft(spectrum * passed, len(sound.samples)), sound.rate)
