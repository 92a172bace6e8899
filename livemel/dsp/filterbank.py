"""Triangular bands from FFT bins to mel bands: their edges, their weights, and which of them no bin feeds."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import ceil, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from livemel.config import Config, MelConfig, StftConfig
from livemel.config.rules import broken_rules, broken_rules_at, wrong_values
from livemel.dsp.arrays import Doubles, Floats
from livemel.dsp.kaldi_triangles import kaldi_triangles
from livemel.dsp.scales import SCALES, scale_named
from livemel.dsp.windows import cosine_window
from livemel.errors import ConfigError

ROUNDING = 1e-9
"""Relative to a triangle's peak or width: far more than what double precision loses between Hz and a height."""
BANDS_AT_ONCE = 8
"""Of which sines are made: memory that is used again is quicker than much of it."""


def band_edges(mel: MelConfig, sample_rate: int) -> Doubles:
    """Hz of the corners of all triangles, shape (n_mels + 2,): band i spans [i] to [i + 2], its centre is [i + 1]."""
    return scale_named(mel.scale).to_hz(_edge_heights(mel, sample_rate))


def _edge_heights(mel: MelConfig, sample_rate: int) -> Doubles:
    from_hz = scale_named(mel.scale).from_hz
    fmax = mel.fmax or sample_rate / 2
    return np.linspace(float(from_hz(mel.fmin)), float(from_hz(fmax)), mel.n_mels + 2)


def band_centres(mel: MelConfig, sample_rate: int) -> Doubles:
    """Hz of the peak of every triangle, shape (n_mels,)."""
    return band_edges(mel, sample_rate)[1:-1]


def mel_filterbank(mel: MelConfig, sample_rate: int, window: ArrayLike) -> Floats:
    """Triangular weights from FFT bins to bands that lie evenly on a frequency scale.

    Parameters
    ----------
    mel
        The number of bands, their limits in Hz, scale, shape, norm and, for norm "sine", power.
        Shape "hz" gives triangles with straight sides in Hz [1]_ [3]_, "mel" with straight sides on the scale [2]_.
        Norm "slaney" gives every triangle the same area in Hz, "none" the same peak, 1, and "sine" the gain at which
        the band sums up 1 for a full-scale sine at its centre.
    sample_rate
        Of the analysis, in Hz.
    window
        The analysis window, shape (n_fft,): its length gives the bins, its shape the gain of norm "sine".
        A whole number is an n_fft, with a periodic Hann window of that length.

    Returns
    -------
    ndarray, shape (n_mels, 1 + n_fft // 2), float32
        Without unit for norms "sine" and "none", in 1/Hz for "slaney". A band that no bin feeds is a row of zeros.

    Raises
    ------
    ConfigError
        If `mel` is impossible, by itself or at this rate, such as fmax above half of `sample_rate`.
    ValueError
        If `sample_rate` is not above 0, or `window` is no window and no n_fft of at least 2.

    Notes
    -----
    Shape "hz" with scales "slaney" and "htk" and norms "slaney" and "none" is `librosa.filters.mel`, bit for bit.
    Shape "mel" with scale "htk" is computed in float32 as Kaldi does: within 1e-6 of its weights.

    References
    ----------
    .. [1] M. Slaney, Auditory Toolbox, version 2, Interval Research Corporation, technical report 1998-010.
    .. [2] D. Povey et al., The Kaldi speech recognition toolkit, ASRU 2011; its mel-computations.cc.
    .. [3] B. McFee et al., librosa: audio and music signal analysis in Python, SciPy 2015.

    Examples
    --------
    >>> from livemel.config import MelConfig
    >>> whisper = mel_filterbank(MelConfig(n_mels=80, norm="slaney"), 16000, 400)
    >>> whisper.shape, whisper.dtype.name
    ((80, 201), 'float32')
    >>> kaldi = MelConfig(n_mels=23, fmin=20, scale="htk", shape="mel", norm="none")
    >>> mel_filterbank(kaldi, 16000, 512)[0, :7].astype(float).round(4).tolist()
    [0.0, 0.1493, 0.5524, 0.9392, 0.6888, 0.3308, 0.0]
    """
    analysis_window = _as_window(window)
    _refuse_impossible(mel, sample_rate, len(analysis_window))
    weights = _triangles(mel, sample_rate, len(analysis_window))
    if mel.norm == "none":
        return weights
    edges = band_edges(mel, sample_rate)
    if mel.norm == "slaney":
        weights *= (2.0 / (edges[2:] - edges[:-2]))[:, None]
        return weights
    weights[weights < ROUNDING] = 0  # or the gain below would make bands of them
    responses = _sine_responses(edges[1:-1], sample_rate, analysis_window, mel.power, weights)
    return (weights / np.where(responses > 0, responses, 1.0)[:, None]).astype(np.float32)


def _refuse_impossible(mel: MelConfig, sample_rate: int, n_fft: int) -> None:
    if not sample_rate > 0:
        raise ValueError(f"sample_rate must be above 0 Hz, got {sample_rate!r}")
    if problems := list(wrong_values(mel)):
        raise ConfigError(problems)
    config = Config(mel=mel, stft=StftConfig(n_fft=n_fft, hop_length=1))
    if problems := [*broken_rules(config), *broken_rules_at(config, sample_rate)]:
        raise ConfigError(problems)


def _as_window(window: ArrayLike) -> Doubles:
    given = np.asarray(window)
    if given.ndim == 0 and given.dtype.kind in "iu" and given >= 2:
        return cosine_window("hann", int(given), symmetric=False)
    if given.ndim != 1 or len(given) < 2 or given.dtype.kind not in "iuf" or not np.isfinite(given).all():
        got = repr(window) if given.ndim == 0 else f"{given.dtype} of shape {given.shape}"
        raise ValueError(f"window must be finite numbers of shape (n_fft,), or a whole n_fft >= 2, got {got}")
    return given.astype(np.float64)


def _triangles(mel: MelConfig, sample_rate: int, n_fft: int) -> Floats:
    if mel.shape == "hz":
        return _triangles_in_hz(mel, sample_rate, n_fft)
    if mel.scale == "htk":
        return kaldi_triangles(mel.n_mels, mel.fmin, mel.fmax or sample_rate / 2, sample_rate, n_fft)
    return _triangles_on_the_scale(mel, sample_rate, n_fft)


def _triangles_in_hz(mel: MelConfig, sample_rate: int, n_fft: int) -> Floats:
    # librosa's order of operations, and its rounding to float32 before the norm
    bins = np.asarray(np.fft.rfftfreq(n_fft, 1.0 / sample_rate), np.float64)
    return _triangles_between(band_edges(mel, sample_rate), bins)


def _triangles_on_the_scale(mel: MelConfig, sample_rate: int, n_fft: int) -> Floats:
    bins = np.arange(1 + n_fft // 2, dtype=np.float64) * (sample_rate / n_fft)
    weights = _triangles_between(_edge_heights(mel, sample_rate), SCALES[mel.scale].from_hz(bins))
    # an edge belongs to no band, however its height is rounded
    weights[:, (bins <= mel.fmin) | (bins >= (mel.fmax or sample_rate / 2))] = 0
    return weights


def _triangles_between(corners: Doubles, bins: Doubles) -> Floats:
    """Peaks of 1 at corners[1:-1], zero at the corners before and after, at `bins`: ascending, in one unit."""
    widths = np.diff(corners)
    weights = np.zeros((len(corners) - 2, len(bins)), np.float32)
    within = np.searchsorted(bins, corners)
    for band, (low, high) in enumerate(zip(corners[:-2], corners[2:], strict=True)):
        under = slice(within[band], within[band + 2])  # where the triangle is not zero
        rising = -(low - bins[under]) / widths[band]
        falling = (high - bins[under]) / widths[band + 1]
        weights[band, under] = np.maximum(0, np.minimum(rising, falling))
    return weights


def _sine_responses(frequencies: Doubles, sample_rate: int, window: Doubles, power: int, weights: Floats) -> Doubles:
    """What each band sums up for a full-scale sine at its own frequency, its mirror image below 0 Hz left out."""
    n_fft = len(window)
    responses = np.empty(len(frequencies))
    for first in range(0, len(frequencies), BANDS_AT_ONCE):
        some = slice(first, first + BANDS_AT_ONCE)
        sines = _turning(frequencies[some] / sample_rate, n_fft)
        magnitudes = np.abs(np.fft.fft(0.5 * window * sines)[:, : 1 + n_fft // 2])
        responses[some] = np.sum(weights[some] * magnitudes**power, axis=1)
    return responses


def _turning(cycles_per_sample: Doubles, samples: int) -> NDArray[np.complex128]:
    """exp(2 pi i f n), shape (frequencies, samples), as products: of exp there are few, and it is slow."""
    fine = ceil(sqrt(samples))
    step = 2j * np.pi * cycles_per_sample[:, None]
    coarse_turns = np.exp(step * np.arange(0, samples, fine))[:, :, None]
    turns = coarse_turns * np.exp(step * np.arange(fine))[:, None, :]
    whole: NDArray[np.complex128] = turns.reshape(len(turns), -1)
    return whole[:, :samples]


def is_fed(weights: Floats) -> NDArray[np.bool_]:
    """Where a bin feeds a band, shape of `weights`: not where a bin on a band's edge has a weight by rounding alone."""
    return np.asarray(weights > ROUNDING * weights.max(initial=0), np.bool_)


def empty_bands(weights: Floats) -> list[int]:
    """The bands that no FFT bin feeds: they would show silence whatever is heard."""
    return [int(band) for band in np.flatnonzero(~is_fed(weights).any(axis=1))]


@lru_cache(maxsize=8)
def unfed_bands(mel: MelConfig, sample_rate: int, n_fft: int) -> tuple[int, ...]:
    """The bands of `mel` that no bin of a transform of `n_fft` samples at `sample_rate` Hz feeds.

    Asked for by what warns of them and by what draws them, at every start: computed once.
    """
    shapes = replace(mel, norm="none")  # which bins feed a band does not depend on their gain
    return tuple(empty_bands(mel_filterbank(shapes, sample_rate, n_fft)))


def n_fft_without_empty_bands(mel: MelConfig, sample_rate: int) -> int:
    """The smallest power of two whose bins are closer to each other than the narrowest triangle is wide."""
    edges = band_edges(mel, sample_rate)
    narrowest = float((edges[2:] - edges[:-2]).min()) * (1 - ROUNDING)
    return int(2 ** (np.floor(np.log2(sample_rate / narrowest)) + 1))
