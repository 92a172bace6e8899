"""Samples as whole steps of 24 bits: multiples of 2^-23 stay what they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BYTES = 3
"""Of one sample."""
STEPS = 1 << 23
"""In full scale."""


def whole_steps(samples: NDArray[np.float32]) -> tuple[NDArray[np.int32], int]:
    """The nearest whole steps, and how many samples were louder than full scale and are cut to it.

    Parameters
    ----------
    samples
        Shape (n,). What is not a number becomes silence.

    Returns
    -------
    tuple of ndarray, shape (n,), int32, in -2^23..2^23 - 1; and int
    """
    with np.errstate(over="ignore"):  # the loudest float32 become infinite, and are cut
        steps = np.rint(np.asarray(samples, np.float32) * np.float32(STEPS))
    steps[np.isnan(steps)] = 0
    cut = np.clip(steps, -STEPS, STEPS - 1)
    return cut.astype(np.int32), int(np.count_nonzero(cut != steps))


def packed(steps: NDArray[np.int32]) -> bytes:
    """Whole steps as the bytes of a WAV or W64 file: three each, the lowest first."""
    return np.ascontiguousarray(steps, "<i4").view(np.uint8).reshape(-1, 4)[:, :BYTES].tobytes()


def for_libsndfile(steps: NDArray[np.int32]) -> NDArray[np.int32]:
    """Whole steps as libsndfile takes and gives them: in the upper bits of 32."""
    return steps << 8
