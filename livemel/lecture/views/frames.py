"""One instant: its window of samples and their Fourier transform, magnitude and phase."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.lecture.figure import Axis, Dots, Figure, Line, Mark, Plot, Stems
from livemel.lecture.framing import Complex, transformed, windowed
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.views.axes import frequency_axis, time_axis

FAINTEST_DB = -60.0
"""Below the largest bin: what is weaker has no phase worth showing."""


def frame(
    *,
    sound: Sound,
    at: Annotated[float, Range(0.0, 600.0, "s")] = 0.1,
    n_fft: Annotated[int, Range(16, 16384, "samples")] = 1024,
    window: Literal["hann", "boxcar", "hamming", "blackman"] = "hann",
    high: Hertz = 8000.0,
    levels: Literal["amplitude", "db"] = "amplitude",
    phase: bool = True,
    back: bool = False,
    title: str = "",
) -> Figure:
    """Samples under a window, the magnitude of every bin and its phase; `back`: what the inverse transform gives."""
    times, samples, weights = windowed(sound, at, n_fft, window)
    frequencies, bins = transformed(sound, at, n_fft, window)
    seen = frequencies <= high
    limit = max(1.1 * float(np.abs(samples).max()), 1e-4)
    x = time_axis(times[0], times[-1] + 1 / sound.rate)
    under = samples * weights
    lines: tuple[Line, ...]
    if back:
        returned = np.fft.irfft(bins * weights.sum() / 2, n_fft)
        lines = (
            Line(times, under, "first", "samples × window", 5.0),
            Line(times, returned, "second", "transformed and back", 2.0),
        )
    else:
        lines = (
            Line(times, samples, "faint", "samples", 1.5),
            Line(times, under, "first", "samples × window", 2.0),
            Line(times, limit * 0.95 * weights, "second", "window", 2.0, dashed=True),
        )
    above = Plot(x, Axis("amplitude", -limit, limit), lines, title)
    below = [_magnitudes(frequencies[seen], np.abs(bins[seen]), high, levels)]
    if phase:
        below.append(_phases(frequencies[seen], bins[seen], high))
    return Figure(((above,), tuple(below)), (1.0, 1.3))


def _magnitudes(frequencies: Doubles, magnitudes: Doubles, high: float, levels: str) -> Plot:
    x = frequency_axis("linear", 0.0, high)
    if levels == "db":
        decibels = 20 * np.log10(np.maximum(magnitudes, 1e-6))
        return Plot(x, Axis("|X| (dB)", -120.0, 0.0), (Line(frequencies, decibels, "first", "magnitude", 2.0),))
    top = max(1.15 * float(magnitudes.max()), 1e-6)
    if len(frequencies) <= 130:
        return Plot(x, Axis("|X|", 0.0, top), (Stems(frequencies, magnitudes, "first", "magnitude"),))
    return Plot(x, Axis("|X|", 0.0, top), (Line(frequencies, magnitudes, "first", "magnitude", 2.0),))


def _phases(frequencies: Doubles, bins: Complex, high: float) -> Plot:
    """Only of bins that have something in them."""
    magnitudes = np.abs(bins)
    strong = magnitudes > max(float(magnitudes.max()), 1e-12) * 10 ** (FAINTEST_DB / 20)
    ticks = ((-180.0, "\N{MINUS SIGN}180"), (-90.0, "\N{MINUS SIGN}90"), (0.0, "0"), (90.0, "90"), (180.0, "180"))
    dots = Dots(frequencies[strong], np.degrees(np.angle(bins[strong])), "second", "phase of what is not too weak")
    return Plot(
        frequency_axis("linear", 0.0, high),
        Axis("phase (°)", -195.0, 195.0, ticks),
        (Mark(0.0, "", "faint", True), dots),
    )
