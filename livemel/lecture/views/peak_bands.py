"""Two tones in the mel bands: which band is the strongest for each."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Axis, Bars, Figure, Plot, Table
from livemel.lecture.measures.bands import Bands, Length, band_levels
from livemel.lecture.measures.formulas import ScaleName
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Doubles

FLOOR_DB = -60.0
GROUPED = ","


def peak_bands(
    *,
    low: list[Hertz],
    high: list[Hertz],
    n_mels: Bands = 128,
    scale: ScaleName = "slaney",
    n_fft: Length = 2048,
    around: Annotated[int, Range(1, 20, "bands")] = 4,
) -> Figure:
    """For every pair the levels in the bands around, the strongest band 0 dB, and a table of the strongest bands.

    Bands count from 0, as librosa's do; 48 kHz, bands of equal area.
    """
    if len(low) != len(high) or not low:
        raise ValueError(f"low and high must be equally long, at least 1, got {len(low)} and {len(high)}")
    plots, rows = [], []
    for first, second in zip(low, high, strict=True):
        levels = [np.asarray(band_levels(each, n_mels, scale, n_fft)) for each in (first, second)]
        peaks = [int(np.argmax(each)) for each in levels]
        plots.append(_plot((first, second), levels, peaks, around))
        apart = peaks[1] - peaks[0]
        said = "the same band" if apart == 0 else f"{apart} band{'s' if apart > 1 else ''} apart"
        rows.append((f"{_hz(first)} and {_hz(second)} Hz", f"{peaks[0]}", f"{peaks[1]}", said))
    title = f"strongest of {n_mels} bands, counted from 0; {n_fft} samples"
    table = Table(("tones", "lower", "higher", ""), tuple(rows), title)
    return Figure((tuple(plots), (table,)), (2.4, 1.0))


def _plot(pair: tuple[float, float], levels: list[Doubles], peaks: list[int], around: int) -> Plot:
    begin = max(0, min(peaks) - around)
    end = min(len(levels[0]), max(peaks) + around + 1)
    bands = np.arange(begin, end)
    layers = []
    for number, (frequency, role) in enumerate(zip(pair, ("first", "second"), strict=True)):
        shown = 10 * np.log10(np.maximum(levels[number][begin:end] / levels[number].max(), 1e-12))
        left = bands - 0.4 + 0.4 * number
        layers.append(Bars(left, left + 0.4, np.maximum(shown, FLOOR_DB), role, f"{_hz(frequency)} Hz", FLOOR_DB))
    step = max(1, round(len(bands) / 10))
    ticks = tuple((float(band), f"{band}") for band in bands[::step])
    return Plot(Axis("band", begin - 0.6, end - 0.4, ticks), Axis("level (dB)", FLOOR_DB, 5.0), tuple(layers))


def _hz(frequency: float) -> str:
    """Thousands apart, so that it can be read."""
    return f"{frequency:,.6g}".replace(",", GROUPED) if frequency >= 10000 else f"{frequency:g}"
