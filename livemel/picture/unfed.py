"""Unfed bands, which no FFT bin feeds: their rows are dotted, for what they would show is not silence but nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config
from livemel.dsp import filterbank
from livemel.picture.colours import Pixels
from livemel.picture.pooling import pooled_rows

DOT_PX = 2
ALONG_PX = 8
ACROSS_PX = 4
"""From one dot to the next, along a row and up a column: the thinnest band but few has some."""
DOT = np.uint32(0xFF93A1B3)
GROUND = np.uint32(0xFF232A33)

IsUnfed = NDArray[np.bool_]


def unfed_bands(config: Config, analysis_rate: int) -> IsUnfed | None:
    """Which bands no FFT bin feeds, shape (n_mels,); None where all are fed.

    Parameters
    ----------
    config
        `stft.n_fft` and `mel` are read.
    analysis_rate
        Hz.
    """
    unfed = filterbank.unfed_bands(config.mel, analysis_rate, config.stft.n_fft)
    if not unfed:
        return None
    is_unfed = np.zeros(config.mel.n_mels, np.bool_)
    is_unfed[list(unfed)] = True
    return is_unfed


def unfed_rows(is_unfed: IsUnfed | None, rows: int) -> NDArray[np.intp] | None:
    """Which of `rows` rows of pixels, from the top, show unfed bands alone; None where none does."""
    if is_unfed is None:
        return None
    shows_a_fed_one = pooled_rows((~is_unfed).astype(np.uint8)[None], rows)[0]
    return np.flatnonzero(shows_a_fed_one == 0) if not shows_a_fed_one.all() else None


def dotted_columns(columns: NDArray[np.int64], rows: NDArray[np.intp]) -> Pixels:
    """Pixel columns of the dots, where unfed bands stand.

    Parameters
    ----------
    columns
        Of the endless picture, shape (m,): the dots move with the picture.
    rows
        Of the picture, shape (k,), counted from the top.

    Returns
    -------
    ndarray, shape (m, k), uint32
        0xffRRGGBB.
    """
    on_dot = (columns[:, None] % ALONG_PX < DOT_PX) & (rows % ACROSS_PX < DOT_PX)
    return np.where(on_dot, DOT, GROUND)
