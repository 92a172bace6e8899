"""MelAxis: where a frequency stands in the picture, and which band stands there."""

from __future__ import annotations

from copy import copy

import numpy as np
from numpy.typing import ArrayLike, NDArray

from livemel.config import MelConfig
from livemel.dsp.arrays import Doubles
from livemel.dsp.filterbank import band_edges
from livemel.dsp.scales import SCALES


class MelAxis:
    """The map between Hz and the fraction of the picture's height, 0 at the bottom and 1 at the top.

    Every band is a cell of the same height, and the band's centre frequency lies in the middle of its cell.

    Parameters
    ----------
    mel
        The filterbank that is shown.
    sample_rate
        Hz.
    """

    def __init__(self, mel: MelConfig, sample_rate: int) -> None:
        self.n_mels = mel.n_mels
        self.is_linear = mel.scale == "linear"
        """Whether equal heights are equal differences in Hz."""
        self._scale = SCALES[mel.scale]
        corners = band_edges(mel, sample_rate)[[0, -1]]
        first, last = (float(self._scale.from_hz(corner)) for corner in corners)
        self._band_height = (last - first) / (mel.n_mels + 1)
        self._bottom = first + self._band_height / 2
        self._low, self._high = 0.0, 1.0

    def part(self, low: float, high: float) -> MelAxis:
        """The axis of a picture that shows this one from fraction `low` to `high` of the whole."""
        part = copy(self)
        part._low, part._high = low, high
        return part

    @property
    def fmin(self) -> float:
        """Hz at the bottom of the picture."""
        return float(self.hz_at(0.0))

    @property
    def fmax(self) -> float:
        """Hz at the top of the picture."""
        return float(self.hz_at(1.0))

    def fraction_of(self, frequencies: ArrayLike) -> Doubles:
        """Heights in the picture of frequencies in Hz, same shape; outside 0..1 where they are not visible."""
        heights = self._scale.from_hz(frequencies)
        whole = np.asarray((heights - self._bottom) / (self._band_height * self.n_mels))
        return np.asarray((whole - self._low) / (self._high - self._low))

    def whole(self, fractions: ArrayLike) -> Doubles:
        """Fractions of the whole axis at heights in the picture, same shape."""
        return self._low + (self._high - self._low) * np.asarray(fractions, np.float64)

    def hz_at(self, fractions: ArrayLike) -> Doubles:
        """Frequencies in Hz at heights in the picture, same shape."""
        heights = self.whole(fractions) * (self._band_height * self.n_mels)
        return self._scale.to_hz(self._bottom + heights)

    def band_at(self, fractions: ArrayLike) -> NDArray[np.intp]:
        """The bands at heights in the picture, same shape; the outermost where a height is outside."""
        bands = np.floor(self.whole(fractions) * self.n_mels).astype(np.intp)
        return np.clip(bands, 0, self.n_mels - 1)
