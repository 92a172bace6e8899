"""One spectrogram on axes that turn into each other."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from scipy.fft import rfft

from livemel.dsp.scales import hz_to_mel
from livemel.dsp.windows import cosine_window
from livemel.lecture.figure import Axis, Figure, Plot, Raster, figure_of
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.views.axes import LINEAR_STEPS_HZ, LOWEST_LOG_HZ, TITLES, hz_text, spaced, time_axis
from livemel.lecture.views.spectrograms import COLUMNS, Decibels, Floats, Length

ROWS = 480
FINENESS = 2049
"""Frequencies at which heights are computed."""
NAMED_HZ = (100, 200, 500, 1000, 2000, 4000, 8000, 16000)


def morph(
    *,
    sound: Sound,
    place: Annotated[float, Range(0.0, 16.0)] = 0.0,
    through: list[str],
    n_fft: Length = 4096,
    high: Hertz = 8000.0,
    low_db: Decibels = -90.0,
    high_db: Decibels = -10.0,
    title: str = "",
) -> Figure:
    """The bins of a sound: `place` 0 is the axis that `through` names first, 1 the second, and so on.

    Between two, the heights of all frequencies go in straight lines from one to the other. A row shows the strongest
    of its bins.
    """
    high = min(high, sound.rate / 2)
    levels, spacing = _bins(sound, n_fft, high)
    first = min(int(place), len(through) - 1)
    second = min(first + 1, len(through) - 1)
    share = place - first if second > first else 0.0
    hz, of_first, of_second = sound.keep(
        ("heights", through[first], through[second], high), lambda: _heights(through[first], through[second], high)
    )
    heights = (1 - share) * of_first + share * of_second
    borders = np.interp(np.arange(ROWS) / ROWS, heights, hz)
    starts = np.clip(np.round(borders / spacing).astype(int), 0, len(levels) - 1)
    picture = np.maximum.reduceat(levels, starts, axis=0)
    named = _round_hz(high) if set(through) == {"linear"} else NAMED_HZ
    ticks = spaced(tuple((float(np.interp(at, hz, heights)), hz_text(at)) for at in named if at <= high))
    raster = Raster(picture, low_db, high_db, 0.0, sound.seconds, 0.0, 1.0, bar="dB")
    title = title or TITLES[through[first] if share < 0.5 else through[second]]
    axis = Axis("frequency (Hz)", 0.0, 1.0, ticks)
    return figure_of(Plot(time_axis(0.0, sound.seconds), axis, (raster,), title, cursor=True))


def _bins(sound: Sound, n_fft: int, high: float) -> tuple[Floats, float]:
    """DB of every bin up to `high`, shape (bins, frames), and Hz from one to the next; a full-scale sine reads 0."""

    def compute() -> Floats:
        hop = min(n_fft, max(1, round(len(sound.samples) / COLUMNS)))
        bins = int(high / sound.rate * n_fft) + 1
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(sound.samples, n_fft // 2), n_fft)[::hop]
        window = cosine_window("hann", n_fft, symmetric=False).astype(np.float32)
        spectra = rfft(windows * window, axis=1)[:, :bins] * np.float32(2 / window.sum())
        powers = np.square(spectra.real) + np.square(spectra.imag)
        return np.ascontiguousarray(10 * np.log10(np.maximum(powers, np.float32(1e-12))).T)

    return sound.keep(("bins", n_fft, high), compute), sound.rate / n_fft


def _heights(first: str, second: str, high: float) -> tuple[Doubles, Doubles, Doubles]:
    """Hz, and what they are on two scales, each from 0 to 1."""
    hz = np.linspace(0.0, high, FINENESS)
    return hz, _relative(hz, first, high), _relative(hz, second, high)


def _relative(hz: Doubles, scale: str, high: float) -> Doubles:
    lowest = LOWEST_LOG_HZ if scale == "log" else 0.0
    ends = hz_to_mel([lowest, high], scale)
    shares = (hz_to_mel(np.maximum(hz, lowest), scale) - ends[0]) / (ends[1] - ends[0])
    return np.asarray(np.clip(shares, 0.0, 1.0), np.float64)


def _round_hz(high: float) -> tuple[int, ...]:
    step = next((step for step in LINEAR_STEPS_HZ if high / step <= 8), LINEAR_STEPS_HZ[-1])
    return tuple(range(0, int(high) + 1, step))
