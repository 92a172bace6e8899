"""Frequency scales: Hz to a height and back. There is no one mel scale; the two in use are here.

slaney: linear below 1 kHz, logarithmic above (M. Slaney, Auditory Toolbox, Interval Research 1998-010; librosa).
htk: 2595 log10(1 + f / 700) (O'Shaughnessy 1987; the HTK Book; torchaudio, Kaldi).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from livemel.dsp.arrays import Doubles

SLANEY_HZ_PER_MEL = 200.0 / 3
SLANEY_BREAK_HZ = 1000.0
SLANEY_BREAK_MEL = SLANEY_BREAK_HZ / SLANEY_HZ_PER_MEL
SLANEY_LOG_STEP = np.log(6.4) / 27.0


@dataclass(frozen=True)
class Scale:
    """A monotonic map from Hz to the height on an axis, and its inverse."""

    from_hz: Callable[[ArrayLike], Doubles]
    to_hz: Callable[[ArrayLike], Doubles]


def _slaney_from_hz(frequencies: ArrayLike) -> Doubles:
    hz = np.asarray(frequencies, np.float64)
    logarithmic = SLANEY_BREAK_MEL + np.log(np.maximum(hz, SLANEY_BREAK_HZ) / SLANEY_BREAK_HZ) / SLANEY_LOG_STEP
    return np.where(hz >= SLANEY_BREAK_HZ, logarithmic, hz / SLANEY_HZ_PER_MEL)


def _slaney_to_hz(mels: ArrayLike) -> Doubles:
    mel = np.asarray(mels, np.float64)
    logarithmic = SLANEY_BREAK_HZ * np.exp(SLANEY_LOG_STEP * (mel - SLANEY_BREAK_MEL))
    return np.where(mel >= SLANEY_BREAK_MEL, logarithmic, SLANEY_HZ_PER_MEL * mel)


def _htk_from_hz(frequencies: ArrayLike) -> Doubles:
    return np.asarray(2595.0 * np.log10(1.0 + np.asarray(frequencies, np.float64) / 700.0))


def _htk_to_hz(mels: ArrayLike) -> Doubles:
    return np.asarray(700.0 * (10.0 ** (np.asarray(mels, np.float64) / 2595.0) - 1.0))


SCALES = {"slaney": Scale(_slaney_from_hz, _slaney_to_hz), "htk": Scale(_htk_from_hz, _htk_to_hz)}


def hz_to_mel(frequencies: ArrayLike, scale: str = "slaney") -> Doubles:
    """Heights on the mel `scale` ("slaney" or "htk") of `frequencies` in Hz, same shape."""
    return SCALES[scale].from_hz(frequencies)


def mel_to_hz(mels: ArrayLike, scale: str = "slaney") -> Doubles:
    """Frequencies in Hz of heights on the mel `scale`, same shape."""
    return SCALES[scale].to_hz(mels)
