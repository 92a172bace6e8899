"""The sound as a curve: what of it falls on each pixel column, whether that is many samples or less than one."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

FEWEST_POOLED = 4.0
"""Samples to a pixel. Below that the line from sample to sample is drawn."""
LEVEL_SECONDS = 0.125
"""Over so long the level is measured: "fast" of a sound level meter."""
SETTLED_AFTER = 2
"""A pixel column is final once so many samples behind it are known."""
DOT_SPACING_PX = 5
"""So far apart samples are shown as dots."""
EDGE_SAMPLES = 256
"""Next to the oldest sample held nothing is called a gap."""


class Sound(Protocol):
    """Where the samples come from: a `SoundStore`."""

    sample_rate: int
    begin: int
    end: int

    def read(self, begin: int, end: int) -> Samples:
        """The samples, not a number where there is none."""

    def envelope(self, bounds: NDArray[np.int64]) -> tuple[Samples, Samples, Samples]:
        """Lowest and highest sample and mean square between bounds."""


@dataclass(frozen=True, slots=True, eq=False)
class WaveColumns:
    """What pixel columns show, shape (m,) each. Not a number where there is nothing."""

    lowest: Samples
    highest: Samples
    rms: Samples
    """Not a number where a column holds too few samples."""
    level_dbfs: Samples
    """RMS of the last 125 ms; a full-scale sine is 0."""
    dot: Samples
    """The sample that lies in the column; not a number where samples lie too close for dots, or none does."""
    is_gap: NDArray[np.bool_]


def wave_columns(sound: Sound, first: int, count: int, samples_per_pixel: float) -> WaveColumns:
    """Pixel columns from `first` on; column p stands for the samples from p * samples_per_pixel on."""
    if samples_per_pixel < FEWEST_POOLED:
        return _traced(sound, first, count, samples_per_pixel)
    return _pooled(sound, first, count, samples_per_pixel)


def _pooled(sound: Sound, first: int, count: int, samples_per_pixel: float) -> WaveColumns:
    """The extremes of each column; a step between two columns belongs to the later one."""
    before = ceil(LEVEL_SECONDS * sound.sample_rate / samples_per_pixel)
    bounds = np.ceil(np.arange(first - before, first + count + 1) * samples_per_pixel).astype(np.int64)
    begin, end = sound.begin + EDGE_SAMPLES, sound.end
    lowest, highest, power = sound.envelope(bounds)
    mean = _trailing_mean(power, np.arange(before, before + count) + 1, before)
    earlier_low, earlier_high = lowest[before - 1 : -1], highest[before - 1 : -1]
    lowest, highest, power = lowest[before:], highest[before:], power[before:]
    is_known = np.isfinite(lowest)
    starts, ends = bounds[before:-1], bounds[before + 1 :]
    return WaveColumns(
        np.where(is_known, np.fmin(lowest, earlier_high), lowest),
        np.where(is_known, np.fmax(highest, earlier_low), highest),
        np.sqrt(power),
        _dbfs(mean),
        np.full(count, np.nan, np.float32),
        np.isnan(power) & (starts >= begin) & (ends <= end),
    )


def _traced(sound: Sound, first: int, count: int, samples_per_pixel: float) -> WaveColumns:
    """The straight lines from sample to sample, as far as each lies in a column."""
    edges = np.arange(first, first + count + 1) * samples_per_pixel
    long = round(LEVEL_SECONDS * sound.sample_rate)
    begin = floor(edges[0]) - long - 1
    known_from, known_to = sound.begin + EDGE_SAMPLES, sound.end
    samples = sound.read(begin, ceil(edges[-1]) + SETTLED_AFTER)
    at_edges = np.interp(edges - begin, np.arange(len(samples)), samples).astype(np.float32)
    lowest, highest = np.fmin(at_edges[:-1], at_edges[1:]), np.fmax(at_edges[:-1], at_edges[1:])
    inside = np.full(count, np.nan, np.float32)
    for step in range(ceil(samples_per_pixel)):
        number = np.ceil(edges[:-1]).astype(np.int64) + step
        here = np.where(number < edges[1:], samples[number - begin], np.float32(np.nan))
        lowest, highest, inside = np.fmin(lowest, here), np.fmax(highest, here), np.fmax(inside, here)
    mean = _trailing_mean(samples * samples, np.ceil(edges[1:]).astype(np.int64) - begin, long)
    few = samples_per_pixel * DOT_SPACING_PX <= 1
    return WaveColumns(
        lowest,
        highest,
        np.full(count, np.nan, np.float32),
        _dbfs(mean),
        inside if few else np.full(count, np.nan, np.float32),
        np.isnan(lowest) & (edges[:-1] >= known_from) & (np.ceil(edges[1:]) + SETTLED_AFTER <= known_to),
    )


def _trailing_mean(power: Samples, ends: NDArray[np.int64], count: int) -> Samples:
    """Mean of the `count` numbers before each of `ends`; what is not a number does not count."""
    is_number = np.isfinite(power)
    sums = np.concatenate([[0.0], np.cumsum(np.where(is_number, power, 0.0), dtype=np.float64)])
    counts = np.concatenate([[0], np.cumsum(is_number)])
    starts = np.maximum(0, ends - count)
    many = counts[ends] - counts[starts]
    total = np.maximum(0.0, sums[ends] - sums[starts])
    mean: Samples = np.where(many > 0, total / np.maximum(1, many), np.nan).astype(np.float32)
    return mean


def _dbfs(power: Samples) -> Samples:
    """Of mean squares, 0 for a full-scale sine."""
    with np.errstate(divide="ignore"):
        level: Samples = np.float32(10.0) * np.log10(np.float32(2.0) * power)
    return level
