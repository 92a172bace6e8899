"""The scrolling picture, without a screen: what one step of it costs."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from time import perf_counter

import numpy as np

from livemel import Config, melspectrogram
from livemel.bench.rounds import Step
from livemel.bench.sound import speech_like
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.picture.history import History
from livemel.picture.raster import Raster

WIDTH, HEIGHT = 1920, 1080
SAMPLE_RATE = 48000
SECONDS_OF_SOUND = 4.0
"""Computed once, then shown again and again."""


@dataclass(frozen=True, kw_only=True)
class Painting:
    """Microseconds from new columns to coloured pixels; bringing these to a screen is not in it."""

    width: int
    height: int
    pictures_per_second: float
    pictures: int
    median_us: float
    p95_us: float


def paint(pictures: int, step: Step) -> Painting:
    """Scroll a picture of the default settings `pictures` times."""
    config = Config()
    display, hop_length = config.display, config.stft.hop_length
    levels = melspectrogram(speech_like(SECONDS_OF_SOUND, SAMPLE_RATE), config, SAMPLE_RATE)
    history = History(round(display.seconds * SAMPLE_RATE / hop_length), config.mel.n_mels, hop_length)
    raster = Raster(WIDTH, HEIGHT, display.seconds * SAMPLE_RATE / WIDTH, history)
    raster.set_colours(packed(lookup_table(display.colormap)), display.db_min, display.db_max)
    raster.redraw(waiting=False)
    durations = []
    for number in range(1, pictures + 1):
        edge = number * SAMPLE_RATE / display.fps
        begun = perf_counter()
        while history.end_sample < edge:
            history.add_columns(history.end_sample, levels[history.end % len(levels)][None])
        raster.advance(floor(edge / raster.samples_per_pixel) + 1, waiting=False)
        durations.append(1e6 * (perf_counter() - begun))
        step()
    median, p95 = np.quantile(durations, [0.5, 0.95])
    return Painting(
        width=WIDTH,
        height=HEIGHT,
        pictures_per_second=display.fps,
        pictures=pictures,
        median_us=float(median),
        p95_us=float(p95),
    )
