"""Triangular bands from FFT bins to mel bands, and the product that sums the bins of each."""

from __future__ import annotations

import numpy as np

from livemel.config import MelConfig
from livemel.dsp.arrays import Doubles, Floats
from livemel.dsp.scales import SCALES


def band_edges(mel: MelConfig, sample_rate: int) -> Doubles:
    """Hz of the corners of all triangles, shape (n_mels + 2,): band i spans [i] to [i + 2], its centre is [i + 1]."""
    scale = SCALES[mel.scale]
    fmax = mel.fmax or sample_rate / 2
    heights = np.linspace(float(scale.from_hz(mel.fmin)), float(scale.from_hz(fmax)), mel.n_mels + 2)
    return scale.to_hz(heights)


def band_centres(mel: MelConfig, sample_rate: int) -> Doubles:
    """Hz of the peak of every triangle, shape (n_mels,)."""
    return band_edges(mel, sample_rate)[1:-1]


def mel_filterbank(mel: MelConfig, sample_rate: int, window: Doubles) -> Floats:
    """Weights from FFT bins to mel bands.

    Parameters
    ----------
    mel
        Bands, limits, scale and norm. "slaney" gives every triangle the same area (librosa.filters.mel),
        "none" the same peak, "sine" the gain at which a full-scale sine at the centre reads 1.
    sample_rate
        Hz.
    window
        The analysis window, shape (n_fft,); its length gives the bins, its shape the gain of norm "sine".

    Returns
    -------
    ndarray, shape (n_mels, 1 + n_fft // 2), float32
        A band that no bin feeds is a row of zeros: see `empty_bands`.
    """
    n_fft = len(window)
    edges = band_edges(mel, sample_rate)
    # librosa's order of operations, and its rounding to float32 before the norm
    bins = np.fft.rfftfreq(n_fft, 1.0 / sample_rate)
    widths = np.diff(edges)
    ramps = np.subtract.outer(edges, bins)
    rising = -ramps[:-2] / widths[:-1, None]
    falling = ramps[2:] / widths[1:, None]
    weights: Floats = np.maximum(0, np.minimum(rising, falling)).astype(np.float32)
    if mel.norm == "slaney":
        weights *= (2.0 / (edges[2:] - edges[:-2]))[:, None]
    elif mel.norm == "sine":
        responses = _sine_responses(edges[1:-1], sample_rate, window, mel.power, weights)
        weights = (weights / np.where(responses > 0, responses, 1.0)[:, None]).astype(np.float32)
    return weights


def _sine_responses(frequencies: Doubles, sample_rate: int, window: Doubles, power: int, weights: Floats) -> Doubles:
    """What each band sums up for a full-scale sine at its own frequency, its mirror image below 0 Hz left out."""
    n_fft = len(window)
    phases = 2j * np.pi * np.outer(frequencies / sample_rate, np.arange(n_fft))
    magnitudes = np.abs(np.fft.fft(0.5 * window * np.exp(phases)))[:, : 1 + n_fft // 2]
    responses: Doubles = np.sum(weights * magnitudes**power, axis=1)
    return responses


def empty_bands(weights: Floats) -> list[int]:
    """The bands that no FFT bin feeds: they would show silence whatever is heard."""
    return [int(band) for band in np.flatnonzero(~weights.any(axis=1))]


def n_fft_without_empty_bands(mel: MelConfig, sample_rate: int) -> int:
    """The smallest power of two whose bins are no further apart than the narrowest triangle is wide."""
    edges = band_edges(mel, sample_rate)
    narrowest = float((edges[2:] - edges[:-2]).min())
    return int(2 ** np.ceil(np.log2(sample_rate / narrowest)))


class BandSums:
    """Sums each band's weighted bins; a row's bits do not depend on which rows stand beside it."""

    def __init__(self, weights: Floats) -> None:
        fed = [np.flatnonzero(row) if row.any() else np.array([0]) for row in weights]
        self._bins = np.concatenate(fed)
        self._weights = np.concatenate([row[bins] for row, bins in zip(weights, fed, strict=True)]).astype(np.float64)
        self._starts = np.concatenate([[0], np.cumsum([len(bins) for bins in fed])[:-1]])

    def __call__(self, spectra: Doubles) -> Doubles:
        """The bands, shape (m, n_mels), of spectra, shape (m, 1 + n_fft // 2)."""
        products = spectra.take(self._bins, axis=1)
        products *= self._weights
        sums: Doubles = np.add.reduceat(products, self._starts, axis=1)
        return sums
