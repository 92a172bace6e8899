"""The kernels with SciPy: bands by its sparse product, and float32 by its transform."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.arrays import Reals
from livemel.dsp.kernels.numpy_kernel import NumpyKernel, Views
from livemel.dsp.kernels.plan import Plan
from livemel.dsp.kernels.transform import Transform, rfft_into


class ScipyKernel(NumpyKernel):
    """As `NumpyKernel`, to the bit, and faster.

    A sparse product adds up a band's bins in ascending order too. Where SciPy's compiler fused multiplication and
    addition, which rounds otherwise, NumPy sums instead.
    """

    name = "scipy"

    def __init__(self, plan: Plan, signals: Reals, most_frames: int) -> None:
        super().__init__(plan, signals, most_frames)
        self._matrix = sparse(plan)
        self._is_exact = self._agrees()
        self._rfft_into = rfft_into(plan.n_fft)

    def _transformed(self, views: Views) -> Reals:
        return transformed(self._rfft_into, views)

    def _summed(self, magnitudes: Reals) -> Reals:
        return product(self._matrix, magnitudes) if self._is_exact else super()._summed(magnitudes)

    def _agrees(self) -> bool:
        magnitudes = np.abs(np.sin(np.arange(1.0, 2 * self.plan.n_bins + 1) ** 1.5)).reshape(2, -1)
        return np.array_equal(product(self._matrix, magnitudes), super()._summed(magnitudes))


class FastKernel(NumpyKernel):
    """float32 throughout: SciPy's transform, which takes several frames at once, and its sparse product."""

    name = "scipy"

    def __init__(self, plan: Plan, signals: Reals, most_frames: int) -> None:
        super().__init__(plan, signals, most_frames)
        self._matrix = sparse(plan)
        self._rfft = float32_rfft()

    def _transformed(self, views: Views) -> Reals:
        return self._rfft(views.frames).view(np.float32)

    def _summed(self, magnitudes: Reals) -> Reals:
        return product(self._matrix, magnitudes)


def transformed(rfft_into: Transform, views: Views) -> Reals:
    """The spectra as pairs of real and imaginary parts, shape (m, 2 * bins); one frame by itself the short way."""
    if len(views.frames) == 1:
        rfft_into(views.frames[0], views.spectra[0])
    else:
        np.fft.rfft(views.frames, out=views.spectra)
    return views.parts


def sparse(plan: Plan) -> Any:
    """The filterbank as a sparse matrix, shape (n_mels, bins), each row's bins in ascending order."""
    from scipy.sparse import csr_array

    return csr_array(plan.weights.astype(plan.dtype))


def product(matrix: Any, magnitudes: Reals) -> Reals:
    """Mel values, shape (m, n_mels), of magnitudes or powers, shape (m, bins)."""
    if len(magnitudes) == 1:
        one: Reals = matrix @ magnitudes[0]
        return one[None]
    many: Reals = (matrix @ magnitudes.T).T
    return many


def float32_rfft() -> Callable[[Reals], NDArray[np.complex64]]:
    """SciPy's transform, which keeps float32 and takes several frames at a time."""
    from scipy.fft import rfft

    transform: Callable[[Reals], NDArray[np.complex64]] = rfft
    return transform
