"""The wave of a sound, from seconds down to single samples."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Axis, Figure, Layer, Line, Plot, Stems, figure_of
from livemel.lecture.parameters import Range, Seconds
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.views.axes import time_axis

MOST_STEMS = 160
"""More samples than this are drawn as a curve, or as the extremes of every pixel."""
COLUMNS = 1600
"""Extremes of so many pieces stand for more samples than that."""
BOLD = 2.5
"""Of curves with room around them."""

Start = Annotated[float, Range(0.0, 600.0, "s")]


def wave(
    *,
    sound: Sound,
    start: Start = 0.0,
    seconds: Annotated[float, Range(0.0001, 60.0, "s")] = 1.0,
    zoom: Annotated[float, Range(0.0, 8.0)] = 0.0,
    high: Annotated[float, Range(0.0, 1.0)] = 0.0,
    title: str = "",
) -> Figure:
    """Samples. `zoom` shows a tenth of `seconds` for every 1; `high` is the largest amplitude; 0: as it is."""
    shown = seconds / 10.0**zoom
    limit = high or _limit([sound])
    layers = _layers(sound, start, shown, "first", "")
    return figure_of(
        Plot(time_axis(start, start + shown), Axis("amplitude", -limit, limit), layers, title, cursor=True)
    )


def waves(
    *,
    sounds: list[Sound],
    labels: list[str],
    start: Start = 0.0,
    seconds: Seconds = 0.02,
    title: str = "",
    beside: bool = False,
) -> Figure:
    """Several sounds on the same axes, one below the other or beside each other."""
    limit = _limit([each.between(start, seconds) for each in sounds])
    plots = []
    for number, sound in enumerate(sounds):
        role = ("first", "second", "third", "fourth")[number % 4]
        layers = _layers(sound, start, seconds, role, "")
        named = labels[number] if number < len(labels) else ""
        plots.append(
            Plot(time_axis(start, start + seconds), Axis("amplitude", -limit, limit), layers, named, cursor=True)
        )
    return Figure((tuple(plots),)) if beside else figure_of(*plots)


def sample_points(
    *,
    sound: Sound,
    samples: Sound,
    start: Start = 0.0,
    seconds: Annotated[float, Range(0.0001, 1.0, "s")] = 0.005,
    join: bool = True,
    title: str = "",
) -> Figure:
    """A wave, and what is left of it where it is read less often: the points, and the wave that goes through them."""
    limit = _limit([sound.between(start, seconds)])
    times, values = _points(sound, start, seconds)
    layers: list[Layer] = [Line(times, values, "first", "the sound", 2.0)]
    places, points = _points(samples, start, seconds)
    if join:
        layers.append(Line(*_through(samples, start, seconds), "second", "what the samples say", 2.0, dashed=True))
    layers.append(Stems(places, points, "second", "samples"))
    return figure_of(Plot(time_axis(start, start + seconds), Axis("amplitude", -limit, limit), tuple(layers), title))


def _layers(sound: Sound, start: float, seconds: float, role: str, label: str) -> tuple[Layer, ...]:
    count = round(seconds * sound.rate)
    times, values = _points(sound, start, seconds)
    if count <= MOST_STEMS:
        return (Line(times, values, "faint"), Stems(times, values, role, label))
    if len(values) <= 2 * COLUMNS:
        return (Line(times, values, role, label, BOLD if len(values) <= COLUMNS else 1.0),)
    return (Line(*_extremes(times, values), role, label),)


def outline(sound: Sound, start: float, seconds: float) -> tuple[Doubles, Doubles]:
    """A curve of a stretch in at most so many points that it is painted at once; no peak is lost."""
    times, values = _points(sound, start, seconds)
    return (times, values) if len(values) <= 2 * COLUMNS else _extremes(times, values)


def _points(sound: Sound, start: float, seconds: float) -> tuple[Doubles, Doubles]:
    """Times and values of the samples in a stretch."""
    first = max(0, int(np.ceil(start * sound.rate - 1e-6)))
    last = min(len(sound.samples), int((start + seconds) * sound.rate + 1e-6) + 1)
    return np.arange(first, last) / sound.rate, sound.samples[first:last].astype(np.float64)


def _extremes(times: Doubles, values: Doubles) -> tuple[Doubles, Doubles]:
    """A curve from the lowest to the highest of every piece: peaks are not lost."""
    first = np.linspace(0, len(values), COLUMNS, endpoint=False).astype(int)
    ends = np.stack([np.minimum.reduceat(values, first), np.maximum.reduceat(values, first)], axis=1).ravel()
    return np.repeat(times[first], 2), ends


def _through(samples: Sound, start: float, seconds: float) -> tuple[Doubles, Doubles]:
    """The band-limited wave through samples, by their Fourier series over a stretch around what is shown."""
    fine = 16
    series = np.fft.rfft(samples.samples.astype(np.float64))
    count = len(samples.samples)
    values = np.fft.irfft(series, fine * count) * fine
    times = np.arange(len(values)) / (fine * samples.rate)
    shown = (times >= start) & (times <= start + seconds)
    return times[shown], values[shown]


def _limit(sounds: list[Sound]) -> float:
    highest = max(float(np.abs(sound.samples).max()) for sound in sounds)
    return max(1.08 * highest, 1e-4)
