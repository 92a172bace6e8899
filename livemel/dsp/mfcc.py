"""Mel-frequency cepstral coefficients: the cosine transform of mel levels."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from livemel.dsp.arrays import Doubles


def mfcc(levels: ArrayLike, n_mfcc: int = 20, lifter: float = 0.0) -> Doubles:
    """Mel-frequency cepstral coefficients of mel levels in dB, as librosa.feature.mfcc(S=...) has them.

    Parameters
    ----------
    levels
        dB of the mel bands, shape (..., n_mels): frames as `MelStream.push` gives them. The coefficients of
        librosa.feature.mfcc(y=...) want the finalised frames of preset "librosa".
    n_mfcc
        How many coefficients, 1..n_mels.
    lifter
        Of the liftering 1 + (lifter / 2) sin(pi (i + 1) / lifter) that coefficient i is multiplied by; 0: none
        (B. H. Juang, L. Rabiner, J. Wilpon, "On the use of bandpass liftering in speech recognition", IEEE Trans.
        ASSP 35, 1987, in librosa's count of i).

    Returns
    -------
    ndarray, shape (..., n_mfcc), float64
        The orthonormal type-2 cosine transform over the bands (S. Davis, P. Mermelstein, IEEE Trans. ASSP 28,
        1980). The bits of a frame do not depend on the frames beside it.

    Raises
    ------
    ValueError
        If there are no bands, or fewer than n_mfcc, or lifter is negative.

    Examples
    --------
    >>> mfcc(np.full((2, 4), -20.0), n_mfcc=1).round(9).tolist()
    [[-40.0], [-40.0]]
    """
    frames = np.asarray(levels, np.float64, order="C")
    n_mels = frames.shape[-1] if frames.ndim else 0
    if not 1 <= n_mfcc <= n_mels:
        raise ValueError(f"n_mfcc must be at least 1 and at most the number of bands, {n_mels}, got {n_mfcc}")
    if not 0.0 <= lifter < np.inf:
        raise ValueError(f"lifter must be a number of at least 0, got {lifter}")
    # one product a frame: the bits of one over many frames would depend on how many there are
    coefficients: Doubles = np.matmul(frames[..., None, :], cosine_basis(n_mfcc, n_mels).T)[..., 0, :]
    if lifter:
        coefficients *= 1.0 + lifter / 2.0 * np.sin(np.pi * np.arange(1, 1 + n_mfcc) / lifter)
    return coefficients


@lru_cache(maxsize=8)
def cosine_basis(count: int, length: int) -> Doubles:
    """The first `count` rows of the orthonormal type-2 discrete cosine transform, shape (count, length), read-only.

    sqrt(2 / N) cos(pi k (2 n + 1) / (2 N)), row 0 by sqrt(1 / 2) (K. R. Rao, P. Yip, Discrete Cosine Transform, 1990).
    """
    quarter_turns = np.outer(np.arange(count), 2 * np.arange(length) + 1) % (4 * length)  # exact, unlike a large angle
    basis: Doubles = np.sqrt(2.0 / length) * np.cos(np.pi / (2 * length) * quarter_turns)
    basis[0] = np.sqrt(1.0 / length)
    basis.setflags(write=False)
    return basis
