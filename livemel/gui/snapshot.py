"""Snapshot: what is to be seen as a labelled PNG, drawn by the same hands as `livemel render`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from livemel import __version__
from livemel.config import Config, to_toml
from livemel.gui.live_picture import LivePicture
from livemel.picture.axis import MelAxis
from livemel.picture.captions import change_name, frequency_name, parameters, unfed_name
from livemel.picture.chart import Chart, draw_chart, plot_size, save_chart
from livemel.picture.colormaps import Colours, lookup_table
from livemel.picture.plot import plot_image
from livemel.picture.pooling import pooled_columns
from livemel.picture.reference import level_title
from livemel.picture.seen import Change, seen_levels

WIDTH, HEIGHT = 1600, 900


def save_snapshot(live: LivePicture, config: Config, path: Path) -> None:
    """Write the part of the history that the window shows to `path`. Raises OSError."""
    source, display = live.session.source, live.display
    rate = source.sample_rate
    taken = datetime.now().astimezone() - timedelta(seconds=live.age_of_edge)
    chart = Chart(
        title=source.name,
        subtitle=f"{taken:%Y-%m-%d %H:%M:%S %Z}",
        axis=MelAxis(config.mel, live.session.analysis_rate),
        frequency_name=frequency_name(config),
        begin=-display.seconds,
        seconds=display.seconds,
        zero="then" if live.frozen else "now",
        db_min=display.db_min,
        db_max=display.db_max,
        level_name=level_title(config),
        colormap=display.colormap,
        theme=display.theme,
        gaps="lost" if live.waiting or live.session.stats.gaps else "",
        unfed=unfed_name(live.is_unfed),
        footer=(*parameters(config, rate, __version__), *_finality(live)),
        metadata={
            "livemel:version": __version__,
            "livemel:sample_rate": str(rate),
            "livemel:analysis_rate": str(live.session.analysis_rate),
            "livemel:config": to_toml(replace(config, display=display)),
        },
    )
    image = _image(live, config, *plot_size(WIDTH, HEIGHT))
    save_chart(chart, draw_chart(chart, image, WIDTH, HEIGHT), path)


def _finality(live: LivePicture) -> tuple[str, ...]:
    return () if live.seen is None else (change_name(Change.NOTHING, live.display.seconds, live.config),)


def _image(live: LivePicture, config: Config, width: int, height: int) -> Colours:
    display = live.display
    samples_per_pixel = display.seconds * live.session.source.sample_rate / width
    first = round(live.right_edge / samples_per_pixel) - width
    levels, is_gap = pooled_columns(live.history, first, width, samples_per_pixel)
    seen = seen_levels(config)
    if seen is not None:
        seen.refresh(live.history, first * samples_per_pixel, (first + width) * samples_per_pixel)
        levels = seen.finalised(levels)
    if live.waiting:
        is_gap[max(0, round(live.history.end_sample / samples_per_pixel) - first) :] = True
    table = lookup_table(display.colormap)
    return plot_image(levels, is_gap, height, table, display.db_min, display.db_max, live.is_unfed)
