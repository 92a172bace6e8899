"""The loops that numba compiles: the same operations in the same order as NumPy's, a frame at a time."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

PAIRWISE_BLOCK = 128
"""numpy.add.reduce halves longer sums, and adds up shorter ones in eight lanes."""
LANES = 8
DEEPEST = 128
"""Parts that wait at most: two for each halving of the longest frame."""


@numba.njit(cache=True, nogil=True)
def pairwise_sum(values: NDArray[Any]) -> Any:
    """The sum of all values in numpy.add.reduce's order; without recursion, which numba's cache does not survive."""
    counts = np.empty(DEEPEST, np.intp)  # parts still to be summed, the next one last; 0: add the last two sums
    sums = np.empty(DEEPEST, values.dtype)
    counts[0] = len(values)
    depth, ready, begin = 1, 0, 0
    while depth > 0:
        depth -= 1
        count = counts[depth]
        if count == 0:
            ready -= 1
            sums[ready - 1] += sums[ready]
        elif count > PAIRWISE_BLOCK:
            half = count // 2
            half -= half % LANES
            counts[depth], counts[depth + 1], counts[depth + 2] = 0, count - half, half
            depth += 3
        else:
            sums[ready] = sum_in_lanes(values[begin : begin + count])
            begin += count
            ready += 1
    return sums[0]


@numba.njit(cache=True, nogil=True)
def sum_in_lanes(values: NDArray[Any]) -> Any:
    """The sum of at most `PAIRWISE_BLOCK` values, every eighth of them by itself first."""
    count = len(values)
    if count < LANES:
        total = values.dtype.type(0)
        for index in range(count):
            total += values[index]
        return total
    lanes = values[:LANES].copy()
    whole = count - count % LANES
    for index in range(LANES, whole, LANES):
        for lane in range(LANES):
            lanes[lane] += values[index + lane]
    total = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
    for index in range(whole, count):
        total += values[index]
    return total


@numba.njit(cache=True, nogil=True)
def windowed(
    signal: NDArray[Any],
    begin: int,
    hop: int,
    window: NDArray[Any],
    remove_dc: bool,
    preemphasis: Any,
    out: NDArray[Any],
) -> None:
    """Frames of `signal` from sample `begin` on, without their mean, pre-emphasised and windowed, one a row of `out`.

    What a row has beyond the window stays as it is.
    """
    length = len(window)
    for m in range(out.shape[0]):
        source, target = signal[begin + m * hop : begin + m * hop + length], out[m]
        if not remove_dc and preemphasis == 0:
            for index in range(length):
                target[index] = source[index] * window[index]
            continue
        mean = source.dtype.type(0)
        if remove_dc:
            mean = pairwise_sum(source) / source.dtype.type(length) * (source.dtype.type(1) - preemphasis)
        before = source[0]
        for index in range(length):
            own = source[index]
            target[index] = (own - preemphasis * before - mean) * window[index]
            before = own


@numba.njit(cache=True, nogil=True)
def banded(
    parts: NDArray[Any],
    offset: Any,
    power: int,
    starts: NDArray[np.intp],
    rising: NDArray[Any],
    falling: NDArray[Any],
    out: NDArray[Any],
) -> None:
    """Mel values, shape (m, n_mels), of spectra as pairs of real and imaginary parts, shape (m, 2 * bins).

    `starts`, shape (n_mels + 1,), are the bins at which each band's rising side begins.
    """
    n_mels = len(starts) - 1
    for m in range(parts.shape[0]):
        spectrum = parts[m]
        ending = rising.dtype.type(0)  # the band before, whose falling side this is
        for band in range(n_mels):
            own = rising.dtype.type(0)
            for index in range(starts[band], starts[band + 1]):
                real, imaginary = spectrum[2 * index], spectrum[2 * index + 1]
                value = real * real + imaginary * imaginary
                if offset > 0:
                    value = value + offset
                if power == 1:
                    value = np.sqrt(value)
                own += rising[index] * value
                ending += falling[index] * value
            if band > 0:
                out[m, band - 1] = ending
            ending = own
        out[m, n_mels - 1] = ending


@numba.njit(cache=True, nogil=True)
def logarithms(
    values: NDArray[Any], floor: float, adds_floor: bool, gain: float, offset: float, out: NDArray[Any]
) -> None:
    """Levels of values, shape (m, n_mels), into `out`: gain * ln(floored value) - offset."""
    for m in range(values.shape[0]):
        for band in range(values.shape[1]):
            value = values[m, band]
            if adds_floor:
                value += floor
            elif value <= floor:  # as numpy.maximum, which lets NaN through
                value = floor
            out[m, band] = np.log(value) * gain - offset
