"""Levels of samples in dBFS: a full-scale sine reads 0, peak and RMS (AES17)."""

from __future__ import annotations

import math
from typing import overload

import numpy as np
from numpy.typing import ArrayLike

from livemel.dsp.arrays import Doubles

SINE_PEAK_TO_RMS = math.sqrt(2.0)


def sum_of_squares(samples: Doubles) -> float:
    """Of samples, shape (n,).

    Not a BLAS product: from 10 000 samples on that wakes a thread on every core, which waits busily for the next.
    """
    return float(np.einsum("i,i->", samples, samples))


@overload
def decibels(amplitude: float) -> float: ...
@overload
def decibels(amplitude: Doubles) -> Doubles: ...
def decibels(amplitude: float | Doubles) -> float | Doubles:
    """20 log10 of amplitudes, same shape; minus infinity for none.

    Examples
    --------
    >>> decibels(0.1)
    -20.0
    >>> decibels(np.array([1.0, 10.0, 0.0])).tolist()
    [0.0, 20.0, -inf]
    """
    if not isinstance(amplitude, np.ndarray):
        return -math.inf if amplitude <= 0 else 20.0 * math.log10(amplitude)
    with np.errstate(divide="ignore"):  # silence is minus infinity
        return np.asarray(20.0 * np.log10(np.maximum(amplitude, 0.0)))


def rms_dbfs(samples: ArrayLike) -> Doubles:
    """Root mean square of `samples`.

    Parameters
    ----------
    samples
        Floats in [-1, 1], shape (n,) or (n, channels), n >= 1.

    Returns
    -------
    ndarray, shape () or (channels,), float64
        dBFS; minus infinity for silence. A full-scale sine is 0 dBFS, a full-scale square wave +3.01 dBFS
        (AES17).

    Raises
    ------
    ValueError
        If there are no samples, or they are not floats.

    Examples
    --------
    >>> sine = np.sin(2 * np.pi * 1000 * np.arange(48000) / 48000)
    >>> round(float(rms_dbfs(0.5 * sine)), 2)
    -6.02
    """
    values = _checked(samples)
    return decibels(np.asarray(SINE_PEAK_TO_RMS * np.sqrt(np.mean(np.square(values), axis=0))))


def peak_dbfs(samples: ArrayLike) -> Doubles:
    """Largest absolute value of `samples`.

    Parameters
    ----------
    samples
        Floats in [-1, 1], shape (n,) or (n, channels), n >= 1.

    Returns
    -------
    ndarray, shape () or (channels,), float64
        dBFS; minus infinity for silence. Of the samples, not of the wave between them (no true peak).

    Raises
    ------
    ValueError
        If there are no samples, or they are not floats.

    Examples
    --------
    >>> peak_dbfs(np.array([[0.1, 0.0], [-1.0, 0.0]])).tolist()
    [0.0, -inf]
    """
    return decibels(np.asarray(np.max(np.abs(_checked(samples)), axis=0)))


def _checked(samples: ArrayLike) -> Doubles:
    values = np.asarray(samples)
    if values.dtype.kind != "f":
        raise ValueError(f"samples must be floats in [-1, 1], got {values.dtype}; divide integers by 2^(bits - 1)")
    if values.ndim not in (1, 2) or not values.size:
        raise ValueError(f"samples must have shape (n,) or (n, channels) with n >= 1, got {values.shape}")
    # a column of its own memory for each channel: NumPy sums it pairwise, whatever stands beside it
    return np.asarray(values, np.float64, order="F")
