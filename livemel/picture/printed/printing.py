"""A saved view as a chart: what stands in the picture, and what stands around it."""

from __future__ import annotations

import numpy as np

from livemel.config import Config
from livemel.picture.axis import MelAxis
from livemel.picture.captions import change_name, frequency_name, parameters, unfed_name
from livemel.picture.colormaps import Colours, lookup_table
from livemel.picture.colours import colour_indices, unpacked
from livemel.picture.hatch import hatched_columns
from livemel.picture.pooling import Rows, pooled_columns
from livemel.picture.printed.chart import Chart, Mark, draw_chart, encoded_chart, plot_size
from livemel.picture.printed.embedded import view_chunks, view_texts
from livemel.picture.printed.saved_view import SavedView
from livemel.picture.reference import level_title
from livemel.picture.seen import Change, seen_levels
from livemel.picture.unfed import dotted_columns, unfed_bands

WIDTH, HEIGHT = 1600, 900
"""Pixels of a picture of a view."""
MOST_WIDTH = 30_000
"""Pixels; more than most programs open."""


def printed_view(view: SavedView, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """A labelled PNG, `width` x `height` pixels, that livemel can show again.

    Raises
    ------
    ValueError
        If the view has no levels, or the size leaves no room for the text.
    """
    chart = view_chart(view)
    return encoded_chart(chart, draw_chart(chart, view_image(view, *plot_size(width, height)), width, height))


def full_width(view: SavedView) -> int:
    """Pixels of a chart in which every slot has a column of its own, at most MOST_WIDTH."""
    slots = round(view.seconds * view.sample_rate / view.levels.hop_length) if view.levels is not None else 0
    beside = WIDTH - plot_size(WIDTH, HEIGHT)[0]
    return min(MOST_WIDTH, max(WIDTH, slots + beside))


def view_chart(view: SavedView) -> Chart:
    """What stands around the levels of `view`."""
    config, display = view.config, view.config.display
    return Chart(
        title=view.source,
        subtitle=f"0 s = {view.started.astimezone():%Y-%m-%d %H:%M:%S %Z}",
        axis=MelAxis(config.mel, view.analysis_rate).part(view.low, view.high),
        frequency_name=frequency_name(config),
        begin=view.begin,
        seconds=view.seconds,
        db_min=display.db_min,
        db_max=display.db_max,
        level_name=level_title(config),
        colormap=display.colormap,
        theme=display.theme,
        gaps="lost" if view.gaps else "",
        unfed=unfed_name(unfed_bands(config, view.analysis_rate)),
        marks=tuple(Mark(each.seconds, each.hz, each.name) for each in view.markers),
        footer=(*parameters(config, view.sample_rate, view.version), *_finality(config, view.seconds)),
        metadata=view_texts(view),
        chunks=view_chunks(view),
    )


def _finality(config: Config, seconds: float) -> tuple[str, ...]:
    return () if seen_levels(config) is None else (change_name(Change.NOTHING, round(seconds, 3), config),)


def view_image(view: SavedView, width: int, height: int) -> Colours:
    """The levels of `view` as RGB, shape (height, width, 3), uint8. Raises ValueError if it has none."""
    config, display, history = view.config, view.config.display, view.history()
    samples_per_pixel = view.seconds * view.sample_rate / width
    first = round(view.begin * view.sample_rate / samples_per_pixel)
    levels, is_gap = pooled_columns(history, first, width, samples_per_pixel)
    seen = seen_levels(config)
    if seen is not None:
        seen.refresh(history, first * samples_per_pixel, (first + width) * samples_per_pixel)
        levels = seen.finalised(levels)
    rows = Rows(history.n_mels, height, view.low, view.high)
    columns = lookup_table(display.colormap)[rows.of(colour_indices(levels, display.db_min, display.db_max))]
    is_unfed = unfed_bands(config, view.analysis_rate)
    if is_unfed is not None:
        unfed = rows.that_show_only(is_unfed)
        columns[unfed] = unpacked(dotted_columns(np.arange(width), unfed)).transpose(1, 0, 2)
    columns[:, is_gap] = unpacked(hatched_columns(np.flatnonzero(is_gap), height)).transpose(1, 0, 2)
    return np.ascontiguousarray(columns)
