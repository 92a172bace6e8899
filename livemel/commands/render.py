"""`livemel render`: a labelled picture of a sound file, no screen needed."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from dataclasses import replace
from datetime import datetime

from livemel import __version__
from livemel.audio.files import FileSource
from livemel.commands.frame_store import FrameStore
from livemel.commands.listening import check_writable, config_of
from livemel.commands.warnings import channel_warning, warn
from livemel.commands.whole_file import run_through
from livemel.config import Config, to_toml
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.dsp.finalize import Finalizer
from livemel.errors import LivemelError
from livemel.files import written_whole
from livemel.picture.axis import MelAxis
from livemel.picture.captions import frequency_name, parameters, unfed_name
from livemel.picture.colormaps import lookup_table
from livemel.picture.film import Film
from livemel.picture.printed.chart import Chart, draw_chart, encoded_chart, plot_size
from livemel.picture.printed.layout import SMALLEST
from livemel.picture.printed.plot import plot_image
from livemel.picture.reference import level_title
from livemel.picture.seen import Change, finalised, what_may_change
from livemel.picture.shown import shown_config
from livemel.picture.ticks import clock_label
from livemel.picture.unfed import IsUnfed, unfed_bands
from livemel.runtime.feed import Columns, Event, Gap, Sink
from livemel.runtime.session import Session

LARGEST = 8192
"""Pixels, either way."""


def run(args: argparse.Namespace) -> int:
    """Draw the file."""
    check_picture(args.output, args.width, args.height)
    config = _config_of_a_file(config_of(args), args.input)
    source = FileSource(config.source, paced=False)
    with closing(source):
        source.open()
        sinks: list[Sink] = []
        session = Session(source, config, sinks, kernel="scipy")
        film = Film(plot_size(args.width, args.height)[0], source.length, config.mel.n_mels, session.hop_length)
        sinks.append(_FilmSink(film))
        warn(empty_bands_warning(config, source.sample_rate))
        warn(rate_warning(config, source.sample_rate))
        warn(channel_warning(config.source, source.channels, source.name))
        finalizer = _finalizer_after(session, sinks, source, config, args.output)
        film.levels = finalised(film.levels, finalizer)
    if source.missing:
        film.add_gap(source.length - source.missing, source.missing)
        warn(source.detail)
    _write(args, config, source, film, session)
    return 0


def check_picture(path: str, width: int, height: int) -> None:
    """Refuse what is no PNG, or too small or large, before the work."""
    if not path.lower().endswith(".png"):
        raise LivemelError(f"cannot write {path}: the picture is a PNG; end its name in .png")
    if not (SMALLEST[0] <= width <= LARGEST and SMALLEST[1] <= height <= LARGEST):
        raise LivemelError(
            f"--width must be {SMALLEST[0]}..{LARGEST} and --height {SMALLEST[1]}..{LARGEST} pixels, "
            f"got {width} and {height}"
        )
    check_writable(path)


def _config_of_a_file(config: Config, path: str) -> Config:
    return shown_config(replace(config, source=replace(config.source, kind="file", path=path)))


def _finalizer_after(session: Session, sinks: list[Sink], source: FileSource, config: Config, output: str) -> Finalizer:
    """Run through the file; all frames are kept only where a level depends on all of them.

    What a finalizer does to a level rises with the level, so it can be done to the largest of each pixel.
    """
    task = f"drawing {source.name}"
    if what_may_change(config) is Change.NOTHING:
        run_through(session, source, task)
        return Finalizer()
    with closing(FrameStore(output)) as store:
        sinks.append(store)
        run_through(session, source, task)
        return Finalizer.of(store.blocks, config)


class _FilmSink:
    """Brings a session's events to the film."""

    def __init__(self, film: Film) -> None:
        self._film = film

    def consume(self, event: Event) -> None:
        if isinstance(event, Columns):
            self._film.add_columns(event.first_centre, event.levels)
        elif isinstance(event, Gap):
            self._film.add_gap(event.at_sample, event.lost)


def _write(args: argparse.Namespace, config: Config, source: FileSource, film: Film, session: Session) -> None:
    display = config.display
    height = plot_size(args.width, args.height)[1]
    table = lookup_table(display.colormap)
    is_unfed = unfed_bands(config, session.analysis_rate)
    image = plot_image(film.levels, film.is_gap, height, table, display.db_min, display.db_max, is_unfed)
    chart = _chart(config, source, session, args.input, is_unfed)
    picture = draw_chart(chart, image, args.width, args.height)
    with written_whole(args.output) as file:
        file.write(encoded_chart(chart, picture))


def _chart(config: Config, source: FileSource, session: Session, path: str, is_unfed: IsUnfed | None) -> Chart:
    display, rate = config.display, source.sample_rate
    seconds = source.length / rate
    lost = session.stats.samples_lost + source.missing
    return Chart(
        title=source.name,
        subtitle=f"{_duration(seconds)}, file of {datetime.fromtimestamp(os.path.getmtime(path)):%Y-%m-%d %H:%M}",
        axis=MelAxis(config.mel, session.analysis_rate),
        frequency_name=frequency_name(config),
        begin=0.0,
        seconds=seconds,
        db_min=display.db_min,
        db_max=display.db_max,
        level_name=level_title(config),
        colormap=display.colormap,
        theme=display.theme,
        gaps=f"no sound here ({_duration(lost / rate)} in all)" if lost else "",
        unfed=unfed_name(is_unfed),
        footer=parameters(config, rate, __version__),
        metadata={
            "Software": f"livemel {__version__}",
            "livemel:version": __version__,
            "livemel:sample_rate": str(rate),
            "livemel:analysis_rate": str(session.analysis_rate),
            "livemel:config": to_toml(config),
        },
    )


def _duration(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds < 60 else clock_label(round(seconds))
