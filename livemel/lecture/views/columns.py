"""How a spectrogram comes about: one frame after the other becomes a column."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Axis, Figure, Line, Mark, Plot, Raster, Region
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Sound
from livemel.lecture.views.axes import frequency_axis, time_axis
from livemel.lecture.views.frames import transformed, windowed

LOW_DB, HIGH_DB = -90.0, -10.0


def columns(
    *,
    sound: Sound,
    number: Annotated[float, Range(0.0, 4096.0)] = 0.0,
    n_fft: Annotated[int, Range(64, 8192, "samples")] = 1024,
    hop: Annotated[int, Range(1, 8192, "samples")] = 512,
    high: Hertz = 8000.0,
) -> Figure:
    """Frame `number`: the wave with its window, its spectrum in dB, and all the columns up to it."""
    count = max(1, 1 + (len(sound.samples) - n_fft) // hop)
    frame = min(int(number), count - 1)
    at = frame * hop / sound.rate
    times, _, weights = windowed(sound, at, n_fft, "hann")
    frequencies, bins = transformed(sound, at, n_fft, "hann")
    seen = frequencies <= high
    x = time_axis(0.0, sound.seconds)
    limit = 1.08 * float(np.abs(sound.samples).max())
    all_times = np.arange(len(sound.samples)) / sound.rate
    step = max(1, len(all_times) // 3000)
    window = Region(float(times[0]), float(times[-1]), -limit, limit, "accent")
    wave = Plot(
        x,
        Axis("amplitude", -limit, limit),
        (
            window,
            Line(all_times[::step], sound.samples[::step].astype(float), "first"),
            Line(times, weights * limit, "second", "window", 2.0),
        ),
        cursor=True,
    )
    levels = 20 * np.log10(np.maximum(np.abs(bins[seen]), 1e-6))
    spectrum = Plot(
        Axis("level (dB)", LOW_DB, 0.0),
        frequency_axis("linear", 0.0, high),
        (Line(levels, frequencies[seen], "first", "", 2.0),),
        f"frame {frame}: {n_fft} samples from {at * 1000:.0f} ms",
    )
    whole = sound.keep(("columns", n_fft, hop), lambda: _levels(sound, count, n_fft, hop))
    picture = np.where(np.arange(count)[:, None] <= frame, whole[:, seen], np.nan).T
    half = n_fft / 2 / sound.rate
    left = half - hop / 2 / sound.rate
    raster = Raster(
        picture, LOW_DB, HIGH_DB, left, left + count * hop / sound.rate, 0.0, float(frequencies[seen][-1]), bar="dB"
    )
    made = Plot(
        x,
        frequency_axis("linear", 0.0, high),
        (raster, Mark(at + half, "", "accent")),
        f"{frame + 1} of {count} columns",
        cursor=True,
    )
    return Figure(((wave,), (spectrum, made)), (1.0, 2.0))


def _levels(sound: Sound, count: int, n_fft: int, hop: int) -> np.ndarray:
    """DB, shape (count, bins)."""
    return np.stack(
        [
            20 * np.log10(np.maximum(np.abs(transformed(sound, k * hop / sound.rate, n_fft, "hann")[1]), 1e-6))
            for k in range(count)
        ]
    )
