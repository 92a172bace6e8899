"""The picture of a clip: its mel spectrogram with axes, time counted from the event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livemel import __version__
from livemel.config import Config
from livemel.monitor.report import utc_text
from livemel.monitor.rules.rule import Event
from livemel.picture.axis import MelAxis
from livemel.picture.captions import frequency_name, parameters
from livemel.picture.colormaps import lookup_table
from livemel.picture.printed.chart import Chart, draw_chart, encoded_chart, plot_size
from livemel.picture.printed.plot import plot_image
from livemel.picture.reference import level_title

WIDTH, HEIGHT = 1280, 640


def clip_picture(
    event: Event, levels: NDArray[np.float32], config: Config, sample_rate: int, samples: int, begun_utc: float
) -> bytes:
    """PNG of frames, shape (frames, n_mels), that cover so many samples."""
    display = config.display
    width, height = plot_size(WIDTH, HEIGHT)
    columns = levels[np.minimum(np.arange(width) * len(levels) // width, len(levels) - 1)]
    is_gap = np.zeros(width, np.bool_)
    image = plot_image(columns, is_gap, height, lookup_table(display.colormap), display.db_min, display.db_max)
    rate = config.stft.sample_rate or sample_rate
    chart = Chart(
        title=f"{event.rule}: {event.source}",
        subtitle=utc_text(begun_utc),
        axis=MelAxis(config.mel, rate),
        frequency_name=frequency_name(config),
        begin=begun_utc - event.utc,
        seconds=samples / sample_rate,
        zero="event",
        db_min=display.db_min,
        db_max=display.db_max,
        level_name=level_title(config),
        colormap=display.colormap,
        theme="light",
        footer=parameters(config, sample_rate, __version__),
        metadata={"Software": f"livemel {__version__}"},
    )
    return encoded_chart(chart, draw_chart(chart, image, WIDTH, HEIGHT))
