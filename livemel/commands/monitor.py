"""`livemel monitor`: a microphone watched without a window, for days."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from livemel.commands.listening import check_writable, config_of
from livemel.commands.reloading import Reloading
from livemel.commands.warnings import warn
from livemel.config import Config
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.errors import LivemelError
from livemel.monitor.assembly import Assembly, assemble
from livemel.monitor.outputs.output import Output
from livemel.monitor.outputs.text import JsonLines, PlainLines
from livemel.monitor.station import BEAT_SECONDS, Together
from livemel.monitor.terminal import PICTURES_PER_SECOND, PictureView, View, loop, sleep
from livemel.monitor.terminal import live as live_screen
from livemel.runtime.report import ProcessUse, run_report

UNHURRIED_SECONDS = 0.2
"""Of sound at a time: nobody waits for a picture, and the processor has less to do."""
PAUSE_SECONDS = 0.1
NAMED = ("folder", "rules", "events", "metrics", "mqtt")
"""Options that are settings of the monitor too."""


def run(args: argparse.Namespace) -> int:
    """Watch until it is ended; SIGHUP begins anew with the settings as they are then."""
    reloading = Reloading(lambda: _config(args))
    check_writable(args.stats)
    end = time.monotonic() + args.duration if args.duration is not None else None
    use = ProcessUse()
    while True:
        reloading.is_due = False
        _run_once(args, reloading, end, use)
        if not reloading.is_due:
            return 0


def _run_once(args: argparse.Namespace, reloading: Reloading, end: float | None, use: ProcessUse) -> None:
    console, errors = Console(), []
    shows = console.is_terminal and not console.is_dumb_terminal and not args.json
    told: list[Output] = [] if shows else [(JsonLines if args.json else PlainLines)(sys.stdout)]
    monitor = assemble(reloading.config, told, shows, sys.stderr, warn)
    try:
        _introduce(reloading.config, monitor)
        monitor.session.longest_pause_seconds = PAUSE_SECONDS
        monitor.session.wanted_at = time.monotonic() + BEAT_SECONDS
        monitor.session.start()
        _watch(reloading, monitor, console if shows else None, None if end is None else end - time.monotonic())
    except LivemelError as error:
        errors.append(str(error))
        raise
    finally:
        monitor.close()
        if args.stats:
            report = run_report(monitor.session, monitor.feed.columns_dropped, use, errors)
            report |= {"reports": monitor.station.reports, "events": monitor.watchers.told}
            Path(args.stats).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def _config(args: argparse.Namespace) -> Config:
    """Options are settings too, and stronger than those of a file."""
    named = {f"monitor.{name}": getattr(args, name) for name in NAMED}
    asked = {"monitor.clips": args.clips, "monitor.keep_audio": args.audio}
    overrides = [f"{name}={value}" for name, value in named.items() if value]
    overrides += [f"{name}=true" for name, value in asked.items() if value]
    config = config_of(argparse.Namespace(**{**vars(args), "overrides": [*args.overrides, *overrides]}))
    if config.source.latency_seconds == 0:
        config = replace(config, source=replace(config.source, latency_seconds=UNHURRIED_SECONDS))
    return config


def _introduce(config: Config, monitor: Assembly) -> None:
    """What is listened to, and what is kept of it."""
    source = monitor.session.source
    warn(empty_bands_warning(config, source.sample_rate))
    warn(rate_warning(config, source.sample_rate))
    print(f"livemel: {source.name}, {source.sample_rate} Hz; {monitor.keeping.words}", file=sys.stderr)


def _watch(reloading: Reloading, monitor: Assembly, console: Console | None, duration: float | None) -> None:
    if console is None:
        loop(monitor.session, monitor.feed, monitor.station, reloading.wait(sleep), duration, BEAT_SECONDS)
        return
    from livemel.monitor.keys import Keys

    with live_screen(console) as screen, Keys() as keys:
        view: View = Together(PictureView(monitor.session, reloading.config, screen), monitor.station)
        loop(monitor.session, monitor.feed, view, reloading.wait(keys.wait), duration, 1.0 / PICTURES_PER_SECOND)
