"""Decibels: a curve, this frame's own numbers, and what they are measured against."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Axis, Dots, Figure, Line, Mark, Plot, Raster, Table, figure_of
from livemel.lecture.framing import transformed
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Sound
from livemel.lecture.views.axes import frequency_axis, time_axis
from livemel.lecture.views.spectrograms import band_levels

BANDS = 160
"""Of a picture, up to its highest frequency."""


def decibel_curve(*, ratio: Annotated[float, Range(0.0001, 4.0)] = 1.0, lowest: float = -60.0) -> Figure:
    """DB over amplitude, with one amplitude marked: doubling goes up by 6.02 wherever one begins."""
    amplitudes = np.geomspace(10 ** (lowest / 20), 4.0, 400)
    level = 20 * np.log10(ratio)
    layers = (
        Line(amplitudes, 20 * np.log10(amplitudes), "first", "20 log10(A / 1)", 3.0),
        Mark(float(level), f"{level:.2f} dB".replace("-", "\N{MINUS SIGN}"), "accent", True),
        Dots(np.array([ratio]), np.array([level]), "accent", f"A = {ratio:.4g}"),
    )
    return figure_of(Plot(Axis("amplitude A", 0.0, 4.0), Axis("dB", lowest, 15.0), layers))


def references(
    *,
    sound: Sound,
    at: Annotated[float, Range(0.0, 600.0, "s")] = 0.5,
    n_fft: Annotated[int, Range(64, 16384, "samples")] = 2048,
    high: Hertz = 8000.0,
    top_db: Annotated[float, Range(10.0, 160.0, "dB")] = 80.0,
) -> Figure:
    """One picture three times: against 1.0, against its own maximum, cut off `top_db` below that; and its numbers."""
    fixed = band_levels(sound, "linear", BANDS, n_fft, high)
    own = fixed - fixed.max()
    cut = np.maximum(own, -top_db)
    axis = frequency_axis("linear", 0.0, high)
    x = time_axis(0.0, sound.seconds)
    names = ("ref = 1.0", "ref = max", f"ref = max, top_db = {top_db:g}")
    plots = tuple(
        Plot(
            x,
            axis,
            (Raster(levels.T, -120.0, 0.0, 0.0, sound.seconds, axis.low, axis.high, bar="dB"),),
            name,
            cursor=True,
        )
        for levels, name in zip((fixed, own, cut), names, strict=True)
    )
    frequencies, bins = transformed(sound, at, n_fft, "hann")
    strongest = int(np.argmax(np.abs(bins)))
    magnitude = float(abs(bins[strongest]))
    numbers = Table(
        ("this frame's strongest bin", "value"),
        (
            ("frequency", f"{frequencies[strongest]:.0f} Hz"),
            ("|X|", f"{magnitude:.5f}"),
            ("20 log10(|X| / 1)", _db(20 * np.log10(max(magnitude, 1e-12)))),
            ("10 log10(|X|² / 1²)", _db(10 * np.log10(max(magnitude**2, 1e-24)))),
            ("largest level of the picture", _db(float(fixed.max()))),
        ),
    )
    return Figure((plots, (numbers,)), (1.7, 1.0))


def _db(level: float) -> str:
    return f"{level:.2f} dB".replace("-", "\N{MINUS SIGN}")
