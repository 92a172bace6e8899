"""How one column of a spectrogram comes about: window, transform, no phase, decibels, colour, its place."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Axis, Dots, Figure, Layer, Line, Mark, Plot, Raster
from livemel.lecture.framing import Complex, transformed, windowed
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.views.axes import frequency_axis, time_axis
from livemel.lecture.views.columns import HIGH_DB, LOW_DB, column_levels
from livemel.lecture.views.frames import FAINTEST_DB

WINDOW, TRANSFORM, NO_PHASE, DECIBELS, COLOUR, COLUMN = range(1, 7)
FLOOR = 1e-6
HOPS_PER_FRAME = 4


def one_column(
    *,
    sound: Sound,
    at: Annotated[float, Range(0.0, 600.0, "s")] = 0.5,
    n_fft: Annotated[int, Range(64, 8192, "samples")] = 1024,
    stage: Annotated[int, Range(1, 6)] = 6,
    high: Hertz = 8000.0,
) -> Figure:
    """The frame at `at`, up to `stage`: 1 window, 2 transform, 3 phase dropped, 4 dB, 5 colour, 6 in the picture."""
    times, samples, weights = windowed(sound, at, n_fft, "hann")
    frequencies, bins = transformed(sound, at, n_fft, "hann")
    seen = frequencies <= high
    frequencies, bins = frequencies[seen], bins[seen]
    limit = max(1.1 * float(np.abs(samples).max()), 1e-4)
    lines = (
        Line(times, samples, "faint", "samples", 1.5),
        Line(times, samples * weights, "first", "samples × window", 2.0),
        Line(times, limit * 0.95 * weights, "second", "window", 2.0, dashed=True),
    )
    wave = Plot(
        time_axis(times[0], times[-1] + 1 / sound.rate),
        Axis("amplitude", -limit, limit),
        lines,
        "1 window",
        cursor=True,
    )
    panels = (
        _magnitudes(frequencies, np.abs(bins), high, stage),
        _phases(frequencies, bins, high, stage),
        _decibels(frequencies, bins, high, stage),
        _colours(bins, high, stage),
        _picture(sound, at, n_fft, high, seen, stage),
    )
    return Figure(((wave,), panels), (1.0, 2.0))


def _bare(high: float) -> Axis:
    """The same frequencies as at the left, without their numbers."""
    axis = frequency_axis("linear", 0.0, high)
    return Axis("", axis.low, axis.high, tuple((place, "") for place, _ in axis.ticks or ()))


def _magnitudes(frequencies: Doubles, magnitudes: Doubles, high: float, stage: int) -> Plot:
    top = max(1.15 * float(magnitudes.max()), FLOOR)
    layers = (Line(magnitudes, frequencies, "first", "", 2.0),) if stage >= TRANSFORM else ()
    x = Axis("|X|", 0.0, top, ((0.0, "0"), (top / 1.15, f"{top / 1.15:.2g}")))
    return Plot(x, frequency_axis("linear", 0.0, high), layers, "2 magnitude")


def _phases(frequencies: Doubles, bins: Complex, high: float, stage: int) -> Plot:
    """Of bins that have something in them; crossed out when it is dropped."""
    layers: list[Layer] = []
    if stage >= TRANSFORM:
        magnitudes = np.abs(bins)
        strong = magnitudes > max(float(magnitudes.max()), FLOOR) * 10 ** (FAINTEST_DB / 20)
        role = "second" if stage < NO_PHASE else "faint"
        layers.append(Dots(np.degrees(np.angle(bins[strong])), frequencies[strong], role))
    if stage >= NO_PHASE:
        ends = np.array([-180.0, 180.0])
        layers += [
            Line(ends, np.array([0.0, high]), "problem", "", 4.0),
            Line(ends, np.array([high, 0.0]), "problem", "", 4.0),
        ]
    ticks = ((-180.0, "\N{MINUS SIGN}180"), (0.0, "0"), (180.0, "180"))
    title = "2 and phase" if stage < NO_PHASE else "3 dropped"
    return Plot(Axis("phase (°)", -200.0, 200.0, ticks), _bare(high), tuple(layers), title)


def _decibels(frequencies: Doubles, bins: Complex, high: float, stage: int) -> Plot:
    levels = 20 * np.log10(np.maximum(np.abs(bins), FLOOR))
    layers = (Line(levels, frequencies, "first", "", 2.0),) if stage >= DECIBELS else ()
    ticks = tuple((float(level), f"{level}".replace("-", "\N{MINUS SIGN}")) for level in (-90, -50, -10))
    return Plot(Axis("level (dB)", LOW_DB, 0.0, ticks), _bare(high), layers, "4 in dB")


def _colours(bins: Complex, high: float, stage: int) -> Plot:
    levels = 20 * np.log10(np.maximum(np.abs(bins), FLOOR))
    layers = (Raster(levels[:, None], LOW_DB, HIGH_DB, 0.0, 1.0, 0.0, high, bar="dB"),) if stage >= COLOUR else ()
    return Plot(Axis("one column", 0.0, 1.0, ()), _bare(high), layers, "5 colours")


def _picture(sound: Sound, at: float, n_fft: int, high: float, seen: np.ndarray, stage: int) -> Plot:
    """Everything up to this frame."""
    x = time_axis(0.0, sound.seconds)
    if stage < COLUMN:
        return Plot(x, _bare(high), (), "6 in its place")
    hop = n_fft // HOPS_PER_FRAME
    whole = column_levels(sound, n_fft, hop)
    half = n_fft / 2 / sound.rate
    left = half - hop / 2 / sound.rate
    made = np.arange(len(whole))[:, None] * hop <= round(at * sound.rate)
    picture = np.where(made, whole[:, seen], np.nan).T
    raster = Raster(picture, LOW_DB, HIGH_DB, left, left + len(whole) * hop / sound.rate, 0.0, high)
    return Plot(x, _bare(high), (raster, Mark(at + half, "", "accent")), "6 in its place", cursor=True)
