"""How much of every frequency a sound has."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.dsp.scales import hz_to_mel
from livemel.dsp.windows import cosine_window
from livemel.lecture.figure import Axis, Bars, Figure, Layer, Line, Mark, Plot, figure_of
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.views.axes import frequency_axis

ROLES = ("first", "second", "third", "fourth")
MOST_POINTS = 4096


def spectrum(
    *,
    sounds: list[Sound],
    labels: list[str],
    low: Hertz = 0.0,
    high: Hertz = 24000.0,
    floor: Annotated[float, Range(-200.0, 0.0, "dB")] = -120.0,
    top: Annotated[float, Range(-100.0, 20.0, "dB")] = 0.0,
    scale: Literal["linear", "log", "slaney", "htk", "erb", "bark"] = "linear",
    n_fft: Annotated[int, Range(64, 65536, "samples")] = 4096,
    marks: list[Hertz] = [],
    mark_labels: list[str] = [],
    nyquist: bool = False,
    same_time: bool = False,
    title: str = "",
) -> Figure:
    """Mean power of every bin in dB, a full-scale sine 0; Hann windows that half overlap. `nyquist` marks f_s/2.

    `same_time`: `n_fft` is for the first sound; frames of other rates last as long, so that bins are as wide and noise,
    of which a wider bin takes more, is as high.
    """
    layers: list[Layer] = []
    for number, sound in enumerate(sounds):
        length = max(16, round(n_fft * sound.rate / sounds[0].rate)) if same_time else n_fft
        frequencies, levels = _levels(sound, length)
        seen = (frequencies >= max(low, 1.0 if scale == "log" else 0.0)) & (frequencies <= high)
        heights = hz_to_mel(frequencies[seen], scale)
        label = labels[number] if number < len(labels) else ""
        layers.append(Line(heights, np.maximum(levels[seen], floor - 20), ROLES[number % 4], label, 2.0))
    for place, at in enumerate(marks):
        text = mark_labels[place] if place < len(mark_labels) else ""
        layers.append(Mark(float(hz_to_mel(at, scale)), text))
    if nyquist:
        half = sounds[-1].rate / 2
        layers.append(Mark(float(hz_to_mel(half, scale)), f"f_s/2 = {half:g} Hz", "problem"))
    return figure_of(Plot(frequency_axis(scale, low, high), Axis("level (dB)", floor, top), tuple(layers), title))


def _levels(sound: Sound, n_fft: int) -> tuple[Doubles, Doubles]:
    return sound.keep(("spectrum", n_fft), lambda: mean_levels(sound, n_fft))


def mean_levels(sound: Sound, n_fft: int) -> tuple[Doubles, Doubles]:
    """Hz and dB, shape (1 + n_fft / 2,) each: the mean of the powers of all frames; a full-scale sine reads 0."""
    samples = sound.samples.astype(np.float64)
    if len(samples) < n_fft:
        samples = np.pad(samples, (0, n_fft - len(samples)))
    window = cosine_window("hann", n_fft, symmetric=False)
    frames = np.lib.stride_tricks.sliding_window_view(samples, n_fft)[:: n_fft // 2]
    powers = np.mean(np.abs(np.fft.rfft(frames * window)) ** 2, axis=0) * (2 / window.sum()) ** 2
    frequencies: Doubles = np.fft.rfftfreq(n_fft, 1.0 / sound.rate).astype(np.float64)
    return frequencies, 10 * np.log10(np.maximum(powers, 1e-20))


def bars(
    *,
    values: list[float],
    labels: list[str],
    y: str = "amplitude",
    top: float = 1.0,
    x: str = "",
    title: str = "",
) -> Figure:
    """Columns from 0, such as the strengths of harmonics."""
    places = np.arange(1, len(values) + 1, dtype=np.float64)
    axis = Axis(
        x, 0.4, len(values) + 0.6, tuple((float(place), label) for place, label in zip(places, labels, strict=False))
    )
    columns = Bars(places - 0.35, places + 0.35, np.asarray(values, np.float64), "first")
    return figure_of(Plot(axis, Axis(y, 0.0, top), (columns,), title))
