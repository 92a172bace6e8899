"""A filterbank as what it is: triangles that share their corners, so that a bin feeds two bands at most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from livemel.dsp.arrays import Floats, Indices, Reals


@dataclass(frozen=True)
class Triangles:
    """The weights of a filterbank, bin by bin.

    A bin is on the rising side of one band and on the falling side of the band before. Bands sum their bins in
    ascending order, first those of the rising side.
    """

    n_mels: int
    rising_band: Indices
    """The band on whose rising side each bin lies, never decreasing, shape (bins,)."""
    rising: Reals
    """Weight of each bin in that band, shape (bins,); 0 where there is none."""
    falling: Reals
    """Weight of each bin in the band before, shape (bins,)."""

    @classmethod
    def of(cls, weights: Floats, dtype: type[np.floating]) -> Triangles:
        """The triangles of `weights`, shape (n_mels, bins); ValueError if they overlap otherwise."""
        n_mels, n_bins = weights.shape
        fed_bands, fed_bins = np.nonzero(weights)
        highest = np.zeros(n_bins, np.intp)
        np.maximum.at(highest, fed_bins, fed_bands)
        rising_band = np.maximum.accumulate(highest)
        bins = np.arange(n_bins)
        rising = weights[rising_band, bins]
        falling = np.where(rising_band > 0, weights[rising_band - 1, bins], 0)
        if np.count_nonzero(rising) + np.count_nonzero(falling) != len(fed_bins):
            raise ValueError("every bin of a filterbank must feed at most two bands, which follow each other")
        return cls(n_mels, rising_band, rising.astype(dtype), falling.astype(dtype))
