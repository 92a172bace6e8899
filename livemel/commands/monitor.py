"""`livemel monitor`: a microphone watched without a window, for days."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from livemel.audio.source import Source
from livemel.commands.listening import check_writable, config_of
from livemel.commands.warnings import warn
from livemel.config import Config
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.dsp.filterbank import band_centres
from livemel.errors import LivemelError
from livemel.monitor.calibration import read_calibrations
from livemel.monitor.metering.metering import Metering
from livemel.monitor.outputs.event_log import EventLog
from livemel.monitor.outputs.making import make_outputs
from livemel.monitor.outputs.output import Output
from livemel.monitor.outputs.text import JsonLines, PlainLines
from livemel.monitor.rules.rules_file import read_rules
from livemel.monitor.rules.watchers import Watchers
from livemel.monitor.station import BEAT_SECONDS, Station, Together
from livemel.monitor.terminal import PICTURES_PER_SECOND, PictureView, View, loop, sleep
from livemel.monitor.terminal import live as live_screen
from livemel.runtime.feed import FEED_COLUMNS, Feed, Sink
from livemel.runtime.health.doctor import Health
from livemel.runtime.opening import Opening
from livemel.runtime.report import ProcessUse, run_report
from livemel.runtime.session import Session


def run(args: argparse.Namespace) -> int:
    """Watch until it is ended."""
    config = _config(args)
    check_writable(args.stats)
    rules = read_rules(Path(config.monitor.rules)) if config.monitor.rules else []
    console = Console()
    shows = console.is_terminal and not console.is_dumb_terminal and not args.json
    feed, made = Feed(FEED_COLUMNS), _Made()
    use, errors = ProcessUse(), []
    with Opening(config, lambda source: made.sinks(source, config, feed if shows else None)).session() as session:
        warn(empty_bands_warning(config, session.source.sample_rate))
        warn(rate_warning(config, session.source.sample_rate))
        outputs, keepers = make_outputs(config.monitor, made.metering.nominal_thirds_hz, sys.stderr)
        watchers = Watchers(rules, band_centres(config.mel, session.analysis_rate), keepers)
        told: list[Output] = [] if shows else [(JsonLines if args.json else PlainLines)(sys.stdout)]
        station = Station(
            session, made.metering, made.health, [*told, *outputs, watchers], db_spl_offset=_offset(session), say=warn
        )
        session.start()
        try:
            _watch(session, feed, config, station, console if shows else None, args.duration)
        except LivemelError as error:
            errors.append(str(error))
            raise
        finally:
            station.close()
            for keeper in keepers:
                if isinstance(keeper, EventLog):
                    keeper.close()
            if args.stats:
                report = run_report(session, feed.columns_dropped, use, errors)
                report |= {"reports": station.reports, "events": watchers.told}
                Path(args.stats).write_text(json.dumps(report, indent=2) + "\n")
    return 0


def _config(args: argparse.Namespace) -> Config:
    """--rules and the like are settings too."""
    named = {name: getattr(args, name) for name in ("rules", "events", "metrics", "mqtt")}
    args.overrides = [*args.overrides, *(f"monitor.{name}={value}" for name, value in named.items() if value)]
    return config_of(args)


def _offset(session: Session) -> float | None:
    """Of the microphone's calibration, if it has one."""
    calibration = read_calibrations().get(session.source.name) if session.source.kind == "mic" else None
    return calibration.offset_db if calibration is not None else None


class _Made:
    """The sinks of the session, known once its source is open."""

    metering: Metering
    health: Health

    def sinks(self, source: Source, config: Config, feed: Feed | None) -> list[Sink]:
        self.metering = Metering(source.sample_rate, config.monitor.third_octaves)
        self.health = Health(source)
        return [self.metering, self.health, *([feed] if feed is not None else [])]


def _watch(
    session: Session, feed: Feed, config: Config, station: Station, console: Console | None, duration: float | None
) -> None:
    if console is None:
        loop(session, feed, station, sleep, duration, BEAT_SECONDS)
        return
    from livemel.monitor.keys import Keys

    with live_screen(console) as live, Keys() as keys:
        view: View = Together(PictureView(session, config, live), station)
        loop(session, feed, view, keys.wait, duration, 1.0 / PICTURES_PER_SECOND)
