"""Pictures of sound over time, as livemel's engine computes them."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config, LevelConfig, MelConfig, SourceConfig, StftConfig
from livemel.dsp.scales import hz_to_mel
from livemel.dsp.stream import melspectrogram
from livemel.lecture.figure import Figure, Plot, Raster, figure_of
from livemel.lecture.measures.formulas import ScaleName
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Sound, sound_of
from livemel.lecture.views.axes import LOWEST_LOG_HZ, frequency_axis, time_axis

Floats = NDArray[np.float32]
Length = Annotated[int, Range(64, 32768, "samples")]
Bands = Annotated[int, Range(4, 1024, "bands")]
Decibels = Annotated[float, Range(-200.0, 60.0, "dB")]

COLUMNS = 600
"""A picture has at most about so many."""


def spectrogram(
    *,
    sound: Sound,
    scale: ScaleName = "slaney",
    n_mels: Bands = 128,
    n_fft: Length = 2048,
    high: Hertz = 0.0,
    low_db: Decibels = -90.0,
    high_db: Decibels = -10.0,
    levels: Literal["db", "amplitude"] = "db",
    title: str = "",
) -> Figure:
    """Bands on a scale up to `high` (0: half the rate). A full-scale sine reads 0 dB, or 1 as an amplitude."""
    return figure_of(_plot(sound, scale, n_mels, n_fft, high, (low_db, high_db), levels, title))


def spectrograms(
    *,
    sounds: list[Sound],
    labels: list[str],
    scale: ScaleName = "slaney",
    n_mels: Bands = 128,
    n_fft: Length = 2048,
    high: Hertz = 0.0,
    low_db: Decibels = -90.0,
    high_db: Decibels = -10.0,
    beside: bool = True,
) -> Figure:
    """Several sounds, beside each other or one below the other, on one axis and one scale of colours."""
    high = high or max(sound.rate for sound in sounds) / 2
    titles = [*labels, *[""] * (len(sounds) - len(labels))]
    plots = tuple(
        _plot(sound, scale, n_mels, n_fft, high, (low_db, high_db), "db", title, sound is sounds[-1] or not beside)
        for sound, title in zip(sounds, titles, strict=False)
    )
    return Figure((plots,)) if beside else figure_of(*plots)


def warm_engine() -> None:
    """The first picture of a process loads what the engine needs; this way nobody waits for it."""
    spectrogram(sound=sound_of(np.zeros(4096), 16000))


def _plot(
    sound: Sound,
    scale: ScaleName,
    n_mels: int,
    n_fft: int,
    high: float,
    range_db: tuple[float, float],
    levels: str,
    title: str,
    has_bar: bool = True,
) -> Plot:
    """Dark above half the rate: there is nothing."""
    high = high or sound.rate / 2
    reached = min(high, sound.rate / 2)
    shown = band_levels(sound, scale, n_mels, n_fft, reached)
    low, top, unit = (*range_db, "dB") if levels == "db" else (0.0, 10.0 ** (range_db[1] / 20), "amplitude")
    picture = shown if levels == "db" else 10.0 ** (shown / 20)
    axis = frequency_axis(scale, 0.0, high)
    end = float(hz_to_mel(reached, scale))
    raster = Raster(picture.T, low, top, 0.0, sound.seconds, axis.low, end, bar=unit if has_bar else "")
    return Plot(time_axis(0.0, sound.seconds), axis, (raster,), title, cursor=True)


def band_levels(sound: Sound, scale: str, n_mels: int, n_fft: int, high: float) -> Floats:
    """DB of every band in every frame, shape (frames, n_mels)."""

    def compute() -> Floats:
        hop = max(1, min(n_fft, n_fft // 8, round(len(sound.samples) / COLUMNS)) or 1)
        hop = max(hop, round(len(sound.samples) / (2 * COLUMNS)))
        config = Config(
            source=SourceConfig(sample_rate=sound.rate),
            stft=StftConfig(n_fft=n_fft, hop_length=min(hop, n_fft)),
            mel=MelConfig(
                n_mels=n_mels, fmin=LOWEST_LOG_HZ if scale == "log" else 0.0, fmax=high, scale=scale, norm="sine"
            ),
            level=LevelConfig(compression="db", floor=1e-12),
        )
        return melspectrogram(sound.samples, config)

    return sound.keep(("bands", scale, n_mels, n_fft, high), compute)
