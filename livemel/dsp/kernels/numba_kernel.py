"""The kernel that numba compiles: for a frame at a time the fastest, for many as well. An extra."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.arrays import Reals
from livemel.dsp.kernels.numba_loops import banded, windowed
from livemel.dsp.kernels.numpy_kernel import NumpyKernel, Views
from livemel.dsp.kernels.plan import Plan
from livemel.dsp.kernels.scipy_kernel import float32_rfft
from livemel.dsp.kernels.transform import rfft_into


class NumbaKernel(NumpyKernel):
    """As `NumpyKernel`, to the bit."""

    name = "numba"

    def __init__(self, plan: Plan, signals: Reals, most_frames: int) -> None:
        super().__init__(plan, signals, most_frames)
        triangles = plan.triangles
        starts = np.searchsorted(triangles.rising_band, np.arange(plan.n_mels))
        self._starts = np.append(starts, len(triangles.rising_band)).astype(np.intp)
        self._rising, self._falling = triangles.rising, triangles.falling
        self._signals = list(signals)
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

    def _transformed(self, views: Views) -> Reals:
        if len(views.frames) > 1:
            return super()._transformed(views)
        self._rfft_into(views.frames[0], views.spectra[0])
        return views.parts


class FastNumbaKernel(NumbaKernel):
    """float32 throughout, with SciPy's transform; as `FastKernel`, to the bit."""

    def __init__(self, plan: Plan, signals: Reals, most_frames: int) -> None:
        super().__init__(plan, signals, most_frames)
        self._rfft = float32_rfft()

    def _transformed(self, views: Views) -> Reals:
        return self._rfft(views.frames).view(np.float32)
