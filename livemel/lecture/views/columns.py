"""How a spectrogram comes about: one frame after the other becomes a column."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.dsp.windows import cosine_window
from livemel.lecture.figure import Axis, Figure, Line, Mark, Plot, Raster, Region
from livemel.lecture.framing import transformed, windowed
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.views.axes import frequency_axis, time_axis
from livemel.lecture.views.waves import outline

LOW_DB, HIGH_DB = -90.0, -10.0
FLOOR = 1e-6
"""An amplitude: -120 dB."""


def columns(
    *,
    sound: Sound,
    number: Annotated[float, Range(0.0, 4096.0)] = 0.0,
    n_fft: Annotated[int, Range(64, 8192, "samples")] = 1024,
    hop: Annotated[int, Range(1, 8192, "samples")] = 512,
    high: Hertz = 8000.0,
) -> Figure:
    """Frame `number`: the wave with its window, its spectrum in dB, and all the columns up to it."""
    whole = column_levels(sound, n_fft, hop)
    count = len(whole)
    frame = min(int(number), count - 1)
    at = frame * hop / sound.rate
    times, _, weights = windowed(sound, at, n_fft, "hann")
    frequencies, bins = transformed(sound, at, n_fft, "hann")
    seen = frequencies <= high
    x = time_axis(0.0, sound.seconds)
    limit, curve = sound.keep(
        ("outline",), lambda: (max(1.08 * float(np.abs(sound.samples).max()), 1e-4), outline(sound, 0.0, sound.seconds))
    )
    window = Region(float(times[0]), float(times[-1]), -limit, limit, "accent")
    wave = Plot(
        x,
        Axis("amplitude", -limit, limit),
        (window, Line(*curve, "first"), Line(times, weights * limit, "second", "window", 2.0)),
        cursor=True,
    )
    levels = 20 * np.log10(np.maximum(np.abs(bins[seen]), FLOOR))
    spectrum = Plot(
        Axis("level (dB)", LOW_DB, 0.0),
        frequency_axis("linear", 0.0, high),
        (Line(levels, frequencies[seen], "first", "", 2.0),),
        f"frame {frame}: {n_fft} samples from {at * 1000:.0f} ms",
    )
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


def column_levels(sound: Sound, n_fft: int, hop: int) -> Doubles:
    """DB of every bin in every whole frame, shape (frames, 1 + n_fft // 2); a full-scale sine reads 0."""

    def compute() -> Doubles:
        samples = sound.samples
        if len(samples) < n_fft:
            samples = np.pad(samples, (0, n_fft - len(samples)))
        frames = np.lib.stride_tricks.sliding_window_view(samples, n_fft)[::hop]
        weights = cosine_window("hann", n_fft, symmetric=False)
        magnitudes = np.abs(np.fft.rfft(frames * weights)) * 2 / float(weights.sum())
        return np.asarray(20 * np.log10(np.maximum(magnitudes, FLOOR)), np.float64)

    return sound.keep(("columns", n_fft, hop), compute)
