"""One frame's bins as amplitudes and in dB, and the numbers of its strongest peaks."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.lecture.figure import Axis, Dots, Figure, Line, Plot, Table
from livemel.lecture.framing import transformed
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.views.axes import frequency_axis

PEAKS = 3
NAMES = ("re", "im", "|X| = √(re² + im²)", "|X|²", "20 log10(|X| / ref)", "10 log10(|X|² / ref²)")
SHAPES = ("circle", "square", "triangle")
FLOOR = 1e-6
"""An amplitude: -120 dB, the least that is shown."""


def frame_levels(
    *,
    sound: Sound,
    at: Annotated[float, Range(0.0, 600.0, "s")] = 0.5,
    n_fft: Annotated[int, Range(64, 16384, "samples")] = 2048,
    window: Literal["hann", "boxcar", "hamming", "blackman"] = "hann",
    high: Hertz = 5000.0,
    reference: Annotated[float, Range(1e-6, 1e6)] = 1.0,
    low_db: Annotated[float, Range(-200.0, 0.0, "dB")] = -120.0,
) -> Figure:
    """|X| beside 20 log10(|X| / ref), and for the three strongest peaks every number from re and im to dB."""
    frequencies, bins = transformed(sound, at, n_fft, window)
    seen = frequencies <= high
    frequencies, bins = frequencies[seen], bins[seen]
    magnitudes = np.abs(bins)
    peaks = _peaks(magnitudes)
    levels = 20 * np.log10(np.maximum(magnitudes, FLOOR) / reference)
    x = frequency_axis("linear", 0.0, high)
    top = max(1.15 * float(magnitudes.max()), FLOOR)
    highest = max(0.0, 10.0 * np.ceil(float(levels.max()) / 10 + 0.5))
    plots = tuple(
        Plot(x, axis, (Line(frequencies, values, "first", "", 2.0), *_dots(frequencies, values, peaks)), title)
        for values, axis, title in (
            (magnitudes, Axis("|X|", 0.0, top), "as amplitudes"),
            (levels, Axis("level (dB)", low_db, highest), "in dB"),
        )
    )
    numbers = Table(
        ("the strongest", *(f"{frequencies[peak]:.0f} Hz" for peak in peaks)),
        tuple(zip(NAMES, *(_numbers(complex(bins[peak]), reference) for peak in peaks), strict=True)),
    )
    return Figure((plots, (numbers,)), (1.0, 1.0))


def _peaks(magnitudes: Doubles) -> list[int]:
    """The strongest bins that are stronger than their neighbours, by frequency; the strongest of all in any case."""
    inner = magnitudes[1:-1]
    tops = 1 + np.flatnonzero((inner > magnitudes[:-2]) & (inner >= magnitudes[2:]))
    if not len(tops):
        return [int(np.argmax(magnitudes))]
    strongest = tops[np.argsort(magnitudes[tops])[::-1][:PEAKS]]
    return sorted(int(peak) for peak in strongest)


def _dots(frequencies: Doubles, values: Doubles, peaks: list[int]) -> tuple[Dots, ...]:
    return tuple(
        Dots(frequencies[[peak]], values[[peak]], "accent", shape=shape)
        for peak, shape in zip(peaks, SHAPES, strict=False)
    )


def _numbers(value: complex, reference: float) -> tuple[str, ...]:
    magnitude = abs(value)
    level = 20 * np.log10(max(magnitude, FLOOR) / reference)
    of_power = 10 * np.log10(max(magnitude, FLOOR) ** 2 / reference**2)
    cells = (
        f"{value.real:.5f}",
        f"{value.imag:.5f}",
        f"{magnitude:.5f}",
        f"{magnitude**2:.8f}",
        f"{level:.2f} dB",
        f"{of_power:.2f} dB",
    )
    return tuple(cell.replace("-", "\N{MINUS SIGN}") for cell in cells)
