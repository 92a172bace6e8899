"""Frequency scales: Hz to a height and back. Librosa and Kaldi both say "mel" and mean different ones of these.

slaney: linear below 1 kHz, logarithmic above (M. Slaney, Auditory Toolbox, Interval Research 1998-010; librosa).
htk: 2595 log10(1 + f / 700) (O'Shaughnessy 1987; the HTK Book; torchaudio, Kaldi).
bark: 26.81 f / (1960 + f) - 0.53, in Bark, without corrections at its ends (Traunmueller, JASA 88, 1990).
erb: 21.4 log10(1 + 0.00437 f), in auditory filters (Glasberg and Moore, Hearing Research 47, 1990).
log: log2(f), in octaves above 1 Hz.
linear: f itself.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from livemel.dsp.arrays import Doubles

SLANEY_HZ_PER_MEL = 200.0 / 3
SLANEY_BREAK_HZ = 1000.0
SLANEY_BREAK_MEL = SLANEY_BREAK_HZ / SLANEY_HZ_PER_MEL
SLANEY_LOG_STEP = np.log(6.4) / 27.0

BARK_RANGE = 26.81
BARK_HALF_HZ = 1960.0
BARK_OFFSET = 0.53
BARK_END = BARK_RANGE - BARK_OFFSET
"""The height that no frequency reaches."""

ERBS_PER_DECADE = 21.4
ERB_PER_HZ = 0.00437


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


def _bark_from_hz(frequencies: ArrayLike) -> Doubles:
    hz = np.asarray(frequencies, np.float64)
    return np.asarray(BARK_RANGE * (hz / (BARK_HALF_HZ + hz)) - BARK_OFFSET)


def _bark_to_hz(barks: ArrayLike) -> Doubles:
    bark = np.asarray(barks, np.float64)
    below_the_end = np.maximum(BARK_END - bark, 0.0)
    with np.errstate(divide="ignore"):
        return np.asarray(BARK_HALF_HZ * (bark + BARK_OFFSET) / below_the_end)


def _erb_from_hz(frequencies: ArrayLike) -> Doubles:
    return np.asarray(ERBS_PER_DECADE * np.log10(1.0 + ERB_PER_HZ * np.asarray(frequencies, np.float64)))


def _erb_to_hz(erbs: ArrayLike) -> Doubles:
    return np.asarray((10.0 ** (np.asarray(erbs, np.float64) / ERBS_PER_DECADE) - 1.0) / ERB_PER_HZ)


def _log_from_hz(frequencies: ArrayLike) -> Doubles:
    with np.errstate(divide="ignore"):
        return np.asarray(np.log2(np.asarray(frequencies, np.float64)))


def _log_to_hz(octaves: ArrayLike) -> Doubles:
    return np.asarray(np.exp2(np.asarray(octaves, np.float64)))


def _linear(heights: ArrayLike) -> Doubles:
    return np.array(heights, np.float64)


SCALES = {
    "slaney": Scale(_slaney_from_hz, _slaney_to_hz),
    "htk": Scale(_htk_from_hz, _htk_to_hz),
    "bark": Scale(_bark_from_hz, _bark_to_hz),
    "erb": Scale(_erb_from_hz, _erb_to_hz),
    "log": Scale(_log_from_hz, _log_to_hz),
    "linear": Scale(_linear, _linear),
}


def hz_to_mel(frequencies: ArrayLike, scale: str = "slaney") -> Doubles:
    """Heights of frequencies on a frequency scale.

    Parameters
    ----------
    frequencies
        Hz, at least 0, any shape.
    scale
        "slaney" (mel, librosa's default), "htk" (mel, that of torchaudio and Kaldi), "bark" (Bark),
        "erb" (number of auditory filters), "log" (octaves above 1 Hz) or "linear" (Hz).

    Returns
    -------
    ndarray, the shape of `frequencies`, float64
        In the scale's unit. On "log", 0 Hz lies at minus infinity.

    Raises
    ------
    ValueError
        If there is no such scale or a frequency is below 0 Hz.

    Notes
    -----
    slaney: 3 f / 200 below 1000 Hz, 15 + 27 ln(f / 1000) / ln 6.4 from there [1]_.
    htk: 2595 log10(1 + f / 700) [2]_.
    bark: 26.81 f / (1960 + f) - 0.53, without the corrections below 2 and above 20.1 Bark [3]_.
    erb: 21.4 log10(1 + 0.00437 f) [4]_.

    References
    ----------
    .. [1] M. Slaney, Auditory Toolbox, version 2, Interval Research Corporation, technical report 1998-010.
    .. [2] S. Young et al., The HTK Book, section 5.4; D. O'Shaughnessy, Speech Communication, 1987.
    .. [3] H. Traunmueller, Analytical expressions for the tonotopic sensory scale, JASA 88, 97-100, 1990.
    .. [4] B. R. Glasberg and B. C. J. Moore, Derivation of auditory filter shapes from notched-noise data,
       Hearing Research 47, 103-138, 1990.

    Examples
    --------
    >>> float(hz_to_mel(440.0))
    6.6
    >>> hz_to_mel([0, 1000, 8000], "htk").round(1).tolist()
    [0.0, 1000.0, 2840.0]
    """
    heights = scale_named(scale).from_hz
    hz = np.asarray(frequencies, np.float64)
    if (hz < 0).any():
        raise ValueError(f"frequencies must be at least 0 Hz, got {hz.min():g}")
    return heights(hz)


def mel_to_hz(mels: ArrayLike, scale: str = "slaney") -> Doubles:
    """Frequencies that lie at heights on a frequency scale: the inverse of `hz_to_mel`.

    Parameters
    ----------
    mels
        Heights in the scale's unit, any shape.
    scale
        As in `hz_to_mel`.

    Returns
    -------
    ndarray, the shape of `mels`, float64
        Hz. On "bark", which ends at 26.28, infinite from there on.

    Raises
    ------
    ValueError
        If there is no such scale.

    Examples
    --------
    >>> mel_to_hz([0, 15, 42]).round(6).tolist()
    [0.0, 1000.0, 6400.0]
    >>> float(mel_to_hz(10, "log"))
    1024.0
    """
    return scale_named(scale).to_hz(mels)


def scale_named(name: str) -> Scale:
    """The scale of that name; ValueError if there is none."""
    if name not in SCALES:
        close = difflib.get_close_matches(str(name), SCALES, 1)
        hint = f", did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"scale must be one of {', '.join(SCALES)}, got {name!r}{hint}")
    return SCALES[name]
