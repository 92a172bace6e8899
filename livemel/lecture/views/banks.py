"""Mel bands over FFT bins: all of them, one after the other, and one under the microscope."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.config import MelConfig
from livemel.dsp.filterbank import band_edges, mel_filterbank
from livemel.lecture.figure import Axis, Bars, Figure, Layer, Line, Plot, Stems, Table, figure_of
from livemel.lecture.framing import transformed
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.views.axes import frequency_axis, hz_text

Bands = Annotated[int, Range(2, 256, "bands")]
Length = Annotated[int, Range(64, 8192, "samples")]
Rate = Annotated[int, Range(1000, 96000, "Hz")]
Scale = Literal["slaney", "htk", "bark", "erb", "linear"]
ROLES = ("first", "second", "third", "fourth")


def bank(
    *,
    n_mels: Bands = 40,
    n_fft: Length = 512,
    rate: Rate = 16000,
    scale: Scale = "slaney",
    norm: Literal["none", "slaney"] = "none",
    low: Hertz = 0.0,
    high: Hertz = 8000.0,
    bins: bool = True,
) -> Figure:
    """The triangles, and the bins that they weigh as dots on them where there is room."""
    mel = MelConfig(n_mels=n_mels, scale=scale, norm=norm)
    weights = mel_filterbank(mel, rate, n_fft).astype(np.float64)
    edges = band_edges(mel, rate)
    tops = 2.0 / (edges[2:] - edges[:-2]) if norm == "slaney" else np.ones(n_mels)
    frequencies = np.fft.rfftfreq(n_fft, 1 / rate)
    seen = (frequencies >= low) & (frequencies <= high)
    layers: list[Layer] = [
        Line(edges[band : band + 3], np.array([0.0, tops[band], 0.0]), ROLES[band % 2], "", 1.5)
        for band in range(n_mels)
    ]
    if bins and seen.sum() <= 130:
        layers += [
            Stems(frequencies[seen & (weights[band] > 0)], weights[band, seen & (weights[band] > 0)], ROLES[band % 2])
            for band in range(n_mels)
        ]
    y = Axis("weight", 0.0, 1.15 * float(tops.max()))
    return figure_of(
        Plot(frequency_axis("linear", low, high), y, tuple(layers), f"{n_mels} bands over {n_fft // 2 + 1} bins")
    )


def grouping(
    *,
    sound: Sound,
    done: Annotated[float, Range(0.0, 256.0)] = 0.0,
    at: Annotated[float, Range(0.0, 600.0, "s")] = 0.5,
    n_mels: Bands = 40,
    n_fft: Length = 1024,
    scale: Scale = "slaney",
    high: Hertz = 8000.0,
) -> Figure:
    """Bins above, bands below: the first `done` bands have been added up, the last of them is marked in the bins."""
    high = min(high, sound.rate / 2)
    frequencies, complex_bins = transformed(sound, at, n_fft, "hann")
    powers = np.abs(complex_bins) ** 2
    mel = MelConfig(n_mels=n_mels, scale=scale, norm="none", fmax=high)
    weights = mel_filterbank(mel, sound.rate, n_fft).astype(np.float64)
    edges = band_edges(mel, sound.rate)
    count = min(int(done), n_mels)
    levels = _db(powers)
    seen = frequencies <= high
    half = frequencies[1] / 2
    above: list[Layer] = [
        Bars(frequencies[seen] - half, frequencies[seen] + half, levels[seen], "faint", "bins", -120.0)
    ]
    if count:
        fed = weights[count - 1] > 0
        above.append(
            Bars(
                frequencies[fed] - half, frequencies[fed] + half, levels[fed], "first", f"bins of band {count}", -120.0
            )
        )
        triangle = -120 + 118 * np.array([0.0, 1.0, 0.0])
        above.append(Line(edges[count - 1 : count + 2], triangle, "second", "its triangle", 3.0))
    sums = _db(weights[:count] @ powers)
    numbers = np.arange(1, n_mels + 1)
    below: list[Layer] = [Bars(numbers[:count] - 0.45, numbers[:count] + 0.45, sums, "first", "", -120.0)]
    ticks = tuple((float(i), f"{i}") for i in numbers if i % max(1, n_mels // 8) == 0)
    return Figure(
        (
            (
                Plot(
                    frequency_axis("linear", 0.0, high),
                    Axis("level (dB)", -120.0, 0.0),
                    tuple(above),
                    f"{int(seen.sum())} bins",
                ),
            ),
            (
                Plot(
                    Axis("band", 0.4, n_mels + 0.6, ticks),
                    Axis("level (dB)", -120.0, 0.0),
                    tuple(below),
                    f"{count} of {n_mels} bands",
                ),
            ),
        )
    )


def band(
    *,
    sound: Sound,
    number: Annotated[float, Range(1.0, 256.0)] = 1.0,
    at: Annotated[float, Range(0.0, 600.0, "s")] = 0.5,
    n_mels: Bands = 80,
    n_fft: Length = 400,
) -> Figure:
    """The microscope: the bins of band `number` (from 1), their weights, and what each adds now. Slaney's bands."""
    mel = MelConfig(n_mels=n_mels, norm="slaney")
    weights = mel_filterbank(mel, sound.rate, n_fft).astype(np.float64)
    edges = band_edges(mel, sound.rate)
    chosen = min(max(1, round(number)), n_mels) - 1
    frequencies, bins = transformed(sound, at, n_fft, "hann")
    powers = np.abs(bins) ** 2
    fed = np.flatnonzero(weights[chosen])
    low, high = float(edges[chosen]), float(edges[chosen + 2])
    margin = max((high - low) * 0.4, 2.5 * float(frequencies[1]))
    near = (frequencies >= low - margin) & (frequencies <= high + margin)
    top = 2.0 / (high - low)
    x = Axis("frequency (Hz)", max(0.0, low - margin), high + margin)
    triangle = Plot(
        x,
        Axis("weight (1/Hz)", 0.0, 1.25 * top),
        (
            Line(edges[chosen : chosen + 3], np.array([0.0, top, 0.0]), "second", "triangle", 3.0),
            Stems(frequencies[near], weights[chosen, near], "first", "weight of each bin"),
        ),
        f"band {chosen + 1} of {n_mels}: {hz_text(round(low))} to {hz_text(round(high))} Hz, {len(fed)} bins",
    )
    added = weights[chosen] * powers
    whole = max(float(added.sum()), 1e-30)
    half = float(frequencies[1]) * 0.35
    shares = Plot(
        x,
        Axis("part of the band (%)", 0.0, 105.0),
        (
            Bars(
                frequencies[near] - half,
                frequencies[near] + half,
                100 * added[near] / whole,
                "first",
                "what each bin adds",
            ),
        ),
    )
    strongest = fed[np.argsort(added[fed])[::-1][:4]] if len(fed) else fed
    rows = tuple(
        (
            f"{k}",
            f"{frequencies[k]:.0f} Hz",
            f"{100 * added[k] / whole:.0f} %",
        )
        for k in sorted(strongest)
    )
    numbers = Table(("bin", "frequency", "part"), rows, f"level {_text(10 * np.log10(whole))}")
    return Figure(((triangle,), (shares, numbers)), (1.0, 1.0))


def _db(powers: Doubles) -> Doubles:
    return np.asarray(10 * np.log10(np.maximum(powers, 1e-12)), np.float64)


def _text(level: float) -> str:
    return f"{level:.1f} dB".replace("-", "\N{MINUS SIGN}")
