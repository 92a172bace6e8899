"""The bands as data: where each lies, and which FFT bins feed it with which weights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config
from livemel.dsp.arrays import Doubles, Floats
from livemel.dsp.filterbank import band_edges, is_fed, mel_filterbank
from livemel.dsp.windows import analysis_window, centred_in


@dataclass(frozen=True, eq=False)
class Band:
    """One mel band.

    Attributes
    ----------
    number
        From 0, the lowest.
    lower_hz, centre_hz, upper_hz
        Where its triangle begins, peaks and ends.
    first_bin
        The lowest FFT bin that feeds it; if none does, the first bin above its lower edge.
    weights
        Of the bins from `first_bin` on, shape (bins,), float32, read-only; empty if no bin feeds the band.
    """

    number: int
    lower_hz: float
    centre_hz: float
    upper_hz: float
    first_bin: int
    weights: Floats

    @property
    def bins(self) -> range:
        """The FFT bins that feed it."""
        return range(self.first_bin, self.first_bin + len(self.weights))


def band_table(config: Config, sample_rate: int) -> tuple[Band, ...]:
    """Every band of a configuration, from the lowest on.

    Parameters
    ----------
    config
        `stft` and `mel` are read.
    sample_rate
        Of the analysis, in Hz: `stft.sample_rate`, or the source's where that is 0.

    Returns
    -------
    tuple of Band
        `mel.n_mels` of them; their weights are the rows of `mel_filterbank`.

    Raises
    ------
    ConfigError
        If the bands or the window are impossible, by themselves or at this rate.

    Examples
    --------
    >>> from livemel import load_config
    >>> band = band_table(load_config("librosa"), 22050)[20]
    >>> band.bins, round(band.centre_hz, 1), band.weights.shape
    (range(48, 53), 541.7, (5,))
    """
    stft = config.stft
    bank = mel_filterbank(config.mel, sample_rate, centred_in(analysis_window(stft), stft.n_fft))
    bank.setflags(write=False)
    edges = band_edges(config.mel, sample_rate)
    first_above = 1 + np.floor(edges * (stft.n_fft / sample_rate)).astype(int)
    return tuple(
        _band(number, edges[number : number + 3], row, np.flatnonzero(row_is_fed), int(first_above[number]))
        for number, (row, row_is_fed) in enumerate(zip(bank, is_fed(bank), strict=True))
    )


def _band(number: int, corners: Doubles, row: Floats, fed: NDArray[np.intp], first_above: int) -> Band:
    first, end = (int(fed[0]), int(fed[-1]) + 1) if len(fed) else (first_above, first_above)
    lower_hz, centre_hz, upper_hz = map(float, corners)
    return Band(number, lower_hz, centre_hz, upper_hz, first, row[first:end])


def bands_of_one_bin(table: Iterable[Band]) -> tuple[int, ...]:
    """Numbers of the bands that a single FFT bin feeds, or none: they show nothing that a bin would not."""
    return tuple(band.number for band in table if len(band.weights) <= 1)
