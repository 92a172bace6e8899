"""The kernel that numba compiles: for a frame at a time the fastest, for many as well. An extra."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.arrays import Floats, Reals
from livemel.dsp.compression import Levels, Logarithm
from livemel.dsp.kernels.numba_loops import banded, logarithms, windowed
from livemel.dsp.kernels.numpy_kernel import NumpyKernel, Views
from livemel.dsp.kernels.plan import Plan
from livemel.dsp.kernels.scipy_kernel import float32_rfft, product, sparse, transformed
from livemel.dsp.kernels.transform import rfft_into

PROBES = 4001
"""Values on which two logarithms must agree."""


class NumbaKernel(NumpyKernel):
    """As `NumpyKernel`, to the bit."""

    name = "numba"

    def __init__(self, plan: Plan, signals: Reals, most_frames: int) -> None:
        super().__init__(plan, signals, most_frames)
        triangles = plan.triangles
        starts = np.searchsorted(triangles.rising_band, np.arange(plan.n_mels))
        self._starts = np.append(starts, len(triangles.rising_band)).astype(np.intp)
        self._rising, self._falling = triangles.rising, triangles.falling
        self._front = (plan.hop, plan.window, plan.remove_dc, plan.dtype(plan.preemphasis))
        self._back = (plan.dtype(plan.magnitude_offset), plan.power)
        self._rfft_into = rfft_into(plan.n_fft)
        self._mel: NDArray[Any] = np.empty((most_frames, plan.n_mels), plan.dtype)

    def __call__(self, channel: int, begin: int, count: int) -> Reals:
        """Mel values, shape (count, n_mels), of the frames from sample `begin` on; the caller's until the next call."""
        views = self._views.get(count) or self._new_views(count)
        mel = self._mel[:count]
        windowed(self._signals[channel], begin, *self._front, views.frames)
        banded(self._transformed(views), *self._back, self._starts, self._rising, self._falling, mel)
        return mel

    def logarithm(self, logarithm: Logarithm) -> Levels:
        """What writes the levels of mel values: numba's where its logarithm gives NumPy's bits."""
        if not (self.plan.is_exact and is_numpys_logarithm()):
            return super().logarithm(logarithm)
        constants = (logarithm.floor, logarithm.adds_floor, logarithm.gain, logarithm.offset)

        def levels(values: Reals, out: Floats) -> None:
            logarithms(values, *constants, out)

        return levels

    def _transformed(self, views: Views) -> Reals:
        return transformed(self._rfft_into, views)


class FastNumbaKernel(NumbaKernel):
    """float32 throughout, with SciPy's transform; as `FastKernel`, to the bit."""

    def __init__(self, plan: Plan, signals: Reals, most_frames: int) -> None:
        super().__init__(plan, signals, most_frames)
        self._rfft = float32_rfft()
        self._matrix = sparse(plan)

    def _summed(self, magnitudes: Reals) -> Reals:
        return product(self._matrix, magnitudes)

    def _transformed(self, views: Views) -> Reals:
        return self._rfft(views.frames).view(np.float32)


@cache
def is_numpys_logarithm() -> bool:
    """Whether the C library's logarithm, which numba calls, rounds as NumPy's does, which may be its own."""
    values = np.geomspace(1e-30, 1e30, PROBES).reshape(1, -1)
    out = np.empty_like(values)
    logarithms(values, 0.0, False, 1.0, 0.0, out)
    return np.array_equal(out, np.log(values))
