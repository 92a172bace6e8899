"""`livemel monitor`: a microphone watched without a window, for days."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TextIO, cast

from rich.console import Console

from livemel.commands.listening import check_writable, config_of
from livemel.commands.signals import Signals
from livemel.commands.warnings import warn, warning
from livemel.config import Config
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.errors import LivemelError
from livemel.monitor.assembly import Assembly, assemble
from livemel.monitor.held import Held
from livemel.monitor.outputs.output import Output
from livemel.monitor.outputs.text import JsonLines, PlainLines
from livemel.monitor.snapshot import Status
from livemel.monitor.station import BEAT_SECONDS, Together
from livemel.monitor.terminal import PICTURES_PER_SECOND, PictureView, View, loop, status_of
from livemel.monitor.terminal import live as live_screen
from livemel.runtime.report import ProcessUse, run_report

UNHURRIED_SECONDS = 0.2
"""Of sound at a time: nobody waits for a picture, and the processor has less to do."""
PAUSE_SECONDS = 0.1
NAMED = ("folder", "rules", "events", "metrics", "mqtt")
"""Options that are settings of the monitor too."""


def run(args: argparse.Namespace) -> int:
    """Watch until it is ended; SIGHUP begins anew with the settings as they are then."""
    signals = Signals(lambda: _config(args))
    check_writable(args.stats)
    run = _Run(args, signals, time.monotonic() + args.duration if args.duration is not None else None, ProcessUse())
    good = signals.config
    while True:
        try:
            monitor = run.assembled(signals.config)
        except LivemelError as error:
            if signals.config is good:
                raise
            warn(f"the settings stay as they were: {error}")
            signals.config = good
            continue
        good = signals.config
        run.watch(monitor)
        if not signals.is_reloading:
            signals.raise_interrupt()
            return 0


class _Run:
    """One or more monitors, one after the other.

    Parameters
    ----------
    args
        Of the command line.
    signals
        What others ask.
    end
        Monotonic time at which it ends by itself; None: never.
    use
        Of the whole run.
    """

    def __init__(self, args: argparse.Namespace, signals: Signals, end: float | None, use: ProcessUse) -> None:
        self._args, self._signals, self._end, self._use = args, signals, end, use
        self._console = Console()
        self._shows = self._console.is_terminal and not self._console.is_dumb_terminal and not args.json

    def assembled(self, config: Config) -> Assembly:
        self._held = Held()
        told: list[Output] = []
        if not self._shows:
            told = [(JsonLines if self._args.json else PlainLines)(sys.stdout)]
        err = cast(TextIO, self._held) if self._shows else sys.stderr
        monitor = assemble(config, told, self._shows, err, lambda text: print(warning(text), file=err))
        _introduce(config, monitor)
        return monitor

    def watch(self, monitor: Assembly) -> None:
        errors: list[str] = []
        why = "its time is over"
        try:
            monitor.session.longest_pause_seconds = PAUSE_SECONDS
            monitor.session.wanted_at = time.monotonic() + BEAT_SECONDS
            monitor.session.start()
            with self._signals as signals:
                signals.is_reloading = False
                self._look(monitor)
                why = "new settings" if signals.is_reloading else signals.why or why
        except BaseException as error:
            why = str(error) or type(error).__name__
            errors += [why] if isinstance(error, LivemelError) else []
            raise
        finally:
            monitor.close(why)
            self._held.pour(sys.stderr)
            self._write_stats(monitor, errors)

    def _look(self, monitor: Assembly) -> None:
        signals, session = self._signals, monitor.session
        duration = None if self._end is None else self._end - time.monotonic()
        if not self._shows:
            loop(session, monitor.feed, monitor.station, signals.wait(signals.sleep), duration, BEAT_SECONDS)
            return
        from livemel.monitor.keys import Keys

        with live_screen(self._console) as screen, Keys() as keys:
            picture = PictureView(session, signals.config, screen, partial(_status, monitor, self._held))
            view: View = Together(picture, monitor.station)
            loop(session, monitor.feed, view, signals.wait(keys.wait), duration, 1.0 / PICTURES_PER_SECOND)

    def _write_stats(self, monitor: Assembly, errors: list[str]) -> None:
        if self._args.stats:
            report = run_report(monitor.session, monitor.feed.columns_dropped, self._use, errors)
            report |= {"reports": monitor.station.reports, "events": monitor.watchers.told}
            Path(self._args.stats).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def _status(monitor: Assembly, held: Held) -> Status:
    """What is said around the picture: the state that all outputs tell, its cause, trouble, and what was said last."""
    status, newest = status_of(monitor.session), monitor.station.newest
    if newest is None:
        return status
    words = "; ".join(each for each in (newest.detail, newest.trouble, held.newest) if each)
    return replace(status, state=newest.state, detail=words)


def _config(args: argparse.Namespace) -> Config:
    """Options are settings too, and stronger than those of a file."""
    named = {f"monitor.{name}": getattr(args, name) for name in NAMED}
    asked = {"monitor.clips": args.clips, "monitor.keep_audio": args.audio, "monitor.lsl": args.lsl}
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
