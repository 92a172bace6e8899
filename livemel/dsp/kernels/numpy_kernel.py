"""The kernel in NumPy alone: nothing to import, at its best for a frame at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from livemel.dsp.arrays import Doubles, Reals
from livemel.dsp.compression import Levels, Logarithm
from livemel.dsp.kernels.plan import Plan


class NumpyKernel:
    """Frames to mel values in float64. What it gives for a frame does not depend on the frames beside it.

    Parameters
    ----------
    plan
        What to compute.
    signals
        Where the frames are read, shape (channels, n); its contents may change between calls.
    most_frames
        At a time.
    """

    name = "numpy"

    def __init__(self, plan: Plan, signals: Reals, most_frames: int) -> None:
        self.plan = plan
        self._signals = list(signals)
        self._windows = [sliding_window_view(signal, plan.length) for signal in signals]
        self._differences: NDArray[Any] = np.zeros((most_frames - 1) * plan.hop + plan.length, plan.dtype)
        self._difference_windows = sliding_window_view(self._differences, plan.length)
        self._frames: NDArray[Any] = np.zeros((most_frames, plan.n_fft), plan.dtype)
        self._spectra: NDArray[Any] = np.empty((most_frames, plan.n_bins), plan.complex_dtype)
        self._squares: NDArray[Any] = np.empty((most_frames, 2 * plan.n_bins), plan.dtype)
        self._powers: NDArray[Any] = np.empty((most_frames, plan.n_bins), plan.dtype)
        self._views: dict[int, Views] = {}
        self._bins = _BinSums(plan)
        self._is_plain = not (plan.remove_dc or plan.preemphasis)

    def __call__(self, channel: int, begin: int, count: int) -> Reals:
        """Mel values, shape (count, n_mels), of the frames from sample `begin` on; the caller's until the next call."""
        return self.bands(self.powers(channel, begin, count))

    def logarithm(self, logarithm: Logarithm) -> Levels:
        """What writes the levels of mel values, which it may overwrite."""
        return logarithm.in_numpy(self.plan.dtype)

    def powers(self, channel: int, begin: int, count: int) -> Reals:
        """Squared magnitudes, shape (count, bins), of the frames from sample `begin` on, until the next call."""
        views = self._views.get(count) or self._new_views(count)
        self._window(channel, begin, count, views.filled)
        parts = self._transformed(views)
        np.multiply(parts, parts, out=views.squares)
        np.add(views.real_squares, views.imaginary_squares, out=views.powers)
        return views.powers

    def bands(self, powers: Reals) -> Reals:
        """Mel values, shape (m, n_mels), of squared magnitudes, shape (m, bins), which may be overwritten."""
        plan = self.plan
        if plan.magnitude_offset:
            powers += plan.dtype(plan.magnitude_offset)
        if plan.power == 1:
            np.sqrt(powers, out=powers)
        return self._summed(powers)

    def _summed(self, magnitudes: Reals) -> Reals:
        return self._bins(magnitudes)

    def _window(self, channel: int, begin: int, count: int, out: Reals) -> None:
        """Frames without their mean, pre-emphasised and windowed, into `out`, shape (count, length).

        (x[i] - mean) - p (x[i - 1] - mean) is computed as (x[i] - p x[i - 1]) - (1 - p) mean: so the first part, which
        does not know the frame, is computed once for all of them.
        """
        plan, hop = self.plan, self.plan.hop
        frames = self._windows[channel][begin : begin + count * hop : hop]
        if self._is_plain:
            np.multiply(frames, plan.window, out=out)
            return
        emphasised = frames
        if plan.preemphasis:
            total = (count - 1) * hop + plan.length
            samples, differences = self._signals[channel][begin : begin + total], self._differences[:total]
            np.multiply(samples[:-1], plan.dtype(plan.preemphasis), out=differences[1:])
            np.subtract(samples[1:], differences[1:], out=differences[1:])
            emphasised = self._difference_windows[: count * hop : hop]
        means = 0.0
        if plan.remove_dc:
            means = np.add.reduce(frames, axis=1, keepdims=True) / plan.dtype(plan.length)
            means *= plan.dtype(1) - plan.dtype(plan.preemphasis)
        np.subtract(emphasised, means, out=out)
        if plan.preemphasis:  # the first sample stands before itself
            first = frames[:, :1]
            np.subtract(first - plan.dtype(plan.preemphasis) * first, means, out=out[:, :1])
        out *= plan.window

    def _transformed(self, views: Views) -> Reals:
        """The spectra as pairs of real and imaginary parts, shape (m, 2 * bins)."""
        np.fft.rfft(views.frames, out=views.spectra)
        return views.parts

    def _new_views(self, count: int) -> Views:
        plan = self.plan
        frames, spectra, squares = self._frames[:count], self._spectra[:count], self._squares[:count]
        views = Views(
            frames=frames,
            filled=frames[:, : plan.length],
            spectra=spectra,
            parts=spectra.view(plan.dtype),
            squares=squares,
            real_squares=squares[:, ::2],
            imaginary_squares=squares[:, 1::2],
            powers=self._powers[:count],
        )
        self._views[count] = views
        return views


@dataclass(frozen=True, slots=True)
class Views:
    """The scratch memory for so many frames; making a view takes as long as computing with it, so they are kept."""

    frames: NDArray[Any]
    filled: NDArray[Any]
    spectra: NDArray[Any]
    parts: NDArray[Any]
    squares: NDArray[Any]
    real_squares: NDArray[Any]
    imaginary_squares: NDArray[Any]
    powers: NDArray[Any]


class _BinSums:
    """Adds up each band's weighted bins one after the other, in ascending order: numpy.bincount's."""

    def __init__(self, plan: Plan) -> None:
        triangles = plan.triangles
        self._n_mels = triangles.n_mels
        self._weights = np.stack([triangles.rising, triangles.falling])
        # the falling side of the band before the first one, which there is not, goes to place 0
        self._places = np.concatenate([triangles.rising_band + 1, triangles.rising_band])
        self._products = np.empty(self._weights.shape)
        self._flat = self._products.reshape(-1)

    def __call__(self, magnitudes: Reals) -> Doubles:
        sums = np.empty((len(magnitudes), self._n_mels))
        for row, result in zip(magnitudes, sums, strict=True):
            np.multiply(self._weights, row, out=self._products)
            result[:] = np.bincount(self._places, self._flat, self._n_mels + 1)[1:]
        return sums
