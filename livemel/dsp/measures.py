"""What the displays tell of a frame besides its bands: where its spectrum's weight is, and its strongest line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from livemel.dsp.arrays import Doubles
from livemel.dsp.dominant import check_spectra, dominant_lines


@dataclass(frozen=True, slots=True)
class FrameMeasures:
    """Measures of frames, arrays of one shape, float64."""

    centroid_hz: Doubles
    """Of the magnitudes; 0 for silence."""
    dominant_hz: Doubles
    """nan where no line stands out, as in silence."""
    dominant_dbfs: Doubles
    """A full-scale sine is 0; minus infinity where no line stands out."""


def frame_measures(
    powers: Doubles, sample_rate: float, n_fft: int, window_sum: float, fmin: float = 0.0, fmax: float = 0.0
) -> FrameMeasures:
    """Centroid and dominant line of every frame.

    Parameters
    ----------
    powers
        |rfft|^2 of windowed frames, shape (..., 1 + n_fft // 2), such as (m, bins) or (m, channels, bins).
    sample_rate
        Hz.
    n_fft
        Length of the transform.
    window_sum
        Sum of the window, times the scale of the samples if that is not 1.
    fmin, fmax
        Hz; the dominant line is sought between them; fmax 0: half of sample_rate.

    Returns
    -------
    FrameMeasures
        Arrays of shape (...,). The bits of a frame do not depend on the frames beside it.

    Raises
    ------
    ValueError
        As `dominant_lines` and `spectral_centroid`.

    Examples
    --------
    >>> measures = frame_measures(np.zeros((2, 1025)), 48000, 2048, window_sum=1024.0)
    >>> measures.centroid_hz.tolist(), measures.dominant_dbfs.tolist()
    ([0.0, 0.0], [-inf, -inf])
    """
    lines = dominant_lines(powers, sample_rate, n_fft, window_sum, fmin, fmax)
    centroids = spectral_centroid(np.sqrt(powers), np.fft.rfftfreq(n_fft, 1.0 / sample_rate))
    return FrameMeasures(centroids, lines.hz, lines.dbfs)


def spectral_centroid(magnitudes: ArrayLike, frequencies: ArrayLike) -> Doubles:
    """The mean frequency of each spectrum, weighted with its magnitudes: librosa.feature.spectral_centroid.

    Parameters
    ----------
    magnitudes
        Shape (..., bins), at least 0.
    frequencies
        Hz of the bins, shape (bins,): numpy.fft.rfftfreq(n_fft, 1 / sample_rate).

    Returns
    -------
    ndarray, shape (...,), float64
        Hz; 0 for a spectrum whose magnitudes add up to less than the smallest normal float64
        (A. Klapuri, M. Davy, Signal Processing Methods for Music Transcription, 2007, chapter 5).

    Raises
    ------
    ValueError
        If the shapes do not fit, or a magnitude is negative or not finite.

    Examples
    --------
    >>> spectral_centroid([[0.0, 1.0, 3.0], [0.0, 0.0, 0.0]], [0.0, 100.0, 200.0]).tolist()
    [175.0, 0.0]
    """
    spectra = np.asarray(magnitudes, np.float64, order="C")
    hz = np.asarray(frequencies, np.float64)
    if hz.ndim != 1 or not spectra.ndim or not hz.size or spectra.shape[-1] != len(hz):
        raise ValueError(
            "magnitudes must have shape (..., bins) and frequencies (bins,) with bins >= 1, "
            f"got {spectra.shape} and {hz.shape}"
        )
    check_spectra("magnitudes", spectra)
    totals = spectra.sum(axis=-1, keepdims=True)
    is_silent = totals < np.finfo(np.float64).tiny
    shares = np.where(is_silent, 0.0, spectra) / np.where(is_silent, 1.0, totals)
    return np.asarray((shares * hz).sum(axis=-1))
