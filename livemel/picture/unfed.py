"""Bands that few FFT bins feed. Of no bin: dotted, for they would show not silence but nothing. Of one bin: struck."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config, MelConfig
from livemel.dsp import filterbank
from livemel.picture.colours import Pixels
from livemel.picture.pooling import Rows, pooled_rows

DOT_PX = 2
ALONG_PX = 8
ACROSS_PX = 4
"""From one dot to the next, along a row and up a column: the thinnest band but few has some."""
DOT = np.uint32(0xFF93A1B3)
GROUND = np.uint32(0xFF232A33)

STROKE_PX = 2
STROKE_PERIOD_PX = 14
"""From one stroke to the next, along a row."""
HALF_CHANNELS = np.uint32(0x00808080)
QUARTER_CHANNELS = np.uint32(0x00404040)

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
    return _mask(filterbank.unfed_bands(config.mel, analysis_rate, config.stft.n_fft), config.mel.n_mels)


def _mask(bands: tuple[int, ...], n_mels: int) -> IsUnfed | None:
    """Which of `n_mels` bands are among `bands`; None where there is none."""
    return np.isin(np.arange(n_mels), bands) if bands else None


def unfed_rows(is_unfed: IsUnfed | None, rows: int) -> NDArray[np.intp] | None:
    """Which of `rows` rows of pixels, from the top, show unfed bands alone; None where none does."""
    if is_unfed is None:
        return None
    found = Rows(len(is_unfed), rows).that_show_only(is_unfed)
    return found if len(found) else None


def one_bin_bands(config: Config, analysis_rate: int) -> IsUnfed | None:
    """Which bands a single FFT bin feeds, shape (n_mels,): they show no more than that bin; None where there is none.

    Parameters
    ----------
    config
        `stft.n_fft` and `mel` are read.
    analysis_rate
        Hz.
    """
    return _mask(_one_bin_bands(config.mel, analysis_rate, config.stft.n_fft), config.mel.n_mels)


@lru_cache(maxsize=8)
def _one_bin_bands(mel: MelConfig, analysis_rate: int, n_fft: int) -> tuple[int, ...]:
    shapes = replace(mel, norm="none")  # which bins feed a band does not depend on their gain
    bins = filterbank.is_fed(filterbank.mel_filterbank(shapes, analysis_rate, n_fft)).sum(axis=1)
    return tuple(np.flatnonzero(bins == 1).tolist())


def one_bin_rows(has_one_bin: IsUnfed | None, is_unfed: IsUnfed | None, rows: int) -> NDArray[np.intp] | None:
    """Which of `rows` rows of pixels, from the top, show bands of one bin, and none of more; None where none does.

    Parameters
    ----------
    has_one_bin, is_unfed
        Of `one_bin_bands` and `unfed_bands`, shape (n_mels,).
    rows
        Of the picture.
    """
    if has_one_bin is None:
        return None
    most_bins = np.where(has_one_bin, np.uint8(1), np.uint8(2))
    if is_unfed is not None:
        most_bins[is_unfed] = 0
    found = np.flatnonzero(pooled_rows(most_bins[None], rows)[0] == 1)
    return found if len(found) else None


def struck_columns(columns: NDArray[np.int64], rows: NDArray[np.intp], colours: Pixels) -> Pixels:
    """`colours` with strokes through them: the levels stay readable, and the strokes stand out from each of them.

    Parameters
    ----------
    columns
        Of the endless picture, shape (m,): the strokes move with the picture.
    rows
        Of the picture, shape (k,), counted from the top.
    colours
        Of the pixels, shape (m, k), 0xffRRGGBB.

    Returns
    -------
    ndarray, shape (m, k), uint32
        On a stroke every channel is a quarter of its range nearer to the middle.
    """
    on_stroke = (columns[:, None] - rows) % STROKE_PERIOD_PX < STROKE_PX
    return np.where(on_stroke, colours + QUARTER_CHANNELS - (colours & HALF_CHANNELS), colours)


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
