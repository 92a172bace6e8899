"""The level of the samples under each frame's window, the same whatever blocks they came in."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from livemel.audio.source import Samples
from livemel.dsp.arrays import Doubles
from livemel.dsp.levels import SINE_PEAK_TO_RMS, decibels

GROUP_SAMPLES = 65536
"""Of the windows that are measured together."""


class WindowLevels:
    """RMS and peak of the samples around the centres of frames.

    Parameters
    ----------
    length
        Samples of a window.
    before
        Of those, how many stand before the frame's centre; need not be whole.
    """

    def __init__(self, length: int, before: float) -> None:
        self._length = length
        self._before = before
        self.begin(0)

    def begin(self, position: int) -> None:
        """Forget the samples so far: the next is number `position`."""
        self._first = position
        self._heard: list[Samples] = []

    def hear(self, samples: Samples) -> None:
        """Take the samples that follow the last, shape (n,)."""
        self._heard.append(samples)

    def measured(self, centres: Doubles) -> tuple[Doubles, Doubles]:
        """RMS and peak in dBFS of the frames at `centres`, shape (m,) each, which never come before earlier ones.

        Every sample counts alike. Where a window reaches beyond the sound it is that of the part within; without one,
        minus infinity.
        """
        sound = np.concatenate([*self._heard, np.empty(0, np.float32)])
        begin, end = self._first, self._first + len(sound)
        starts = np.floor(centres - self._before + 0.5).astype(np.intp)
        counts = np.minimum(starts + self._length, end) - np.maximum(starts, begin)
        starts = starts.clip(begin - self._length, end)
        around = np.zeros(self._length, np.float32)
        windows = sliding_window_view(np.concatenate([around, sound, around]), self._length)
        powers, peaks = np.empty(len(starts)), np.empty(len(starts))
        step = max(1, GROUP_SAMPLES // self._length)
        for k in range(0, len(starts), step):
            group = windows[starts[k : k + step] - begin + self._length].astype(np.float64)
            peaks[k : k + step] = np.abs(group).max(axis=1)
            powers[k : k + step] = np.square(group, out=group).sum(axis=1)
        self._forget_before(starts[-1] if len(starts) else begin, sound)
        return decibels(SINE_PEAK_TO_RMS * np.sqrt(powers / counts.clip(1))), decibels(peaks)

    def _forget_before(self, start: int, sound: Samples) -> None:
        unneeded = max(0, int(start) - self._first)
        self._first += unneeded
        self._heard = [sound[unneeded:].copy()]
