"""`livemel day`: a day of a mel archive as one labelled picture."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from livemel import __version__
from livemel.commands.render import check_picture
from livemel.commands.warnings import warn
from livemel.config.sections import MelConfig
from livemel.errors import LivemelError
from livemel.files import written_whole
from livemel.monitor.keeping.days import Day, day_of
from livemel.monitor.keeping.mel_folder import DAY_SECONDS, days_of, mel_files
from livemel.picture.axis import MelAxis
from livemel.picture.colormaps import lookup_table
from livemel.picture.printed.chart import Chart, draw_chart, encoded_chart, plot_size
from livemel.picture.printed.plot import plot_image

COLORMAP, THEME = "viridis", "light"
LOW_DB, HIGH_DB = -110.0, -20.0
DAYS_TOLD = 10


def run(args: argparse.Namespace) -> int:
    """Draw it."""
    check_picture(args.output, args.width, args.height)
    paths = mel_files(Path(args.archive))
    wanted = _date(args.date, days_of(paths))
    width, height = plot_size(args.width, args.height)
    day = day_of(paths, wanted, width)
    for sentence in day.left_out:
        warn(sentence)
    image = plot_image(day.levels, day.is_gap, height, lookup_table(COLORMAP), LOW_DB, HIGH_DB)
    chart = _chart(day)
    with written_whole(args.output) as file:
        file.write(encoded_chart(chart, draw_chart(chart, image, args.width, args.height)))
    return 0


def _date(text: str | None, days: list[date]) -> date:
    """The one that was named, or the last."""
    if text is None:
        return days[-1]
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        told = ", ".join(map(str, days[-DAYS_TOLD:]))
        raise LivemelError(f"--date must be a day such as 2026-11-29, got {text!r}; the archive has {told}") from error


def _chart(day: Day) -> Chart:
    head = day.head
    mel = MelConfig(n_mels=head.n_mels, scale=head.scale, fmin=head.fmin, fmax=head.fmax)
    unknown = DAY_SECONDS - day.known_seconds
    return Chart(
        title=f"{head.node}: {head.source}",
        subtitle=f"{day.date}, UTC",
        axis=MelAxis(mel, head.sample_rate),
        frequency_name="frequency (Hz)",
        begin=0.0,
        seconds=float(DAY_SECONDS),
        zero="0:00:00",
        db_min=LOW_DB,
        db_max=HIGH_DB,
        level_name="highest level (dBFS)",
        colormap=COLORMAP,
        theme=THEME,
        gaps=f"nothing is known ({unknown / 3600:.1f} h)" if day.is_gap.any() else "",
        footer=(f"{len(head.frequencies)} bands of {head.n_mels} mel bands ({head.scale})", f"livemel {__version__}"),
        metadata={"Software": f"livemel {__version__}"},
    )
