"""`livemel monitor`: a microphone watched without a window, for days."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import TextIO, cast

from rich.console import Console

from livemel.commands.listening import check_writable, config_of, write_stats
from livemel.commands.signals import Asked, EndWanted, Signals
from livemel.commands.warnings import warning
from livemel.config import Config
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.errors import LivemelError
from livemel.monitor.assembly import Assembly, assemble
from livemel.monitor.forgiving import Forgiving
from livemel.monitor.held import Held
from livemel.monitor.outputs.output import Output
from livemel.monitor.outputs.text import Lines, json_line, line_of
from livemel.monitor.snapshot import Status
from livemel.monitor.state import NEW_SETTINGS, State
from livemel.monitor.station import BEAT_SECONDS, Together
from livemel.monitor.terminal import PICTURES_PER_SECOND, PictureView, View, loop, status_of
from livemel.monitor.terminal import live as live_screen
from livemel.runtime.report import ProcessUse, run_report
from livemel.runtime.session import Session

UNHURRIED_SECONDS = 0.2
"""Of sound at a time: nobody waits for a picture, and the processor has less to do."""
PAUSE_SECONDS = 0.1
NAMED = ("folder", "rules", "events", "metrics", "mqtt")
"""Options that are settings of the monitor too."""


def run(args: argparse.Namespace) -> int:
    """Watch until it is ended; SIGHUP begins anew with the settings as they are then."""
    check_writable(args.stats)
    end = time.monotonic() + args.duration if args.duration is not None else None
    watching = _Run(args, end, ProcessUse())
    with Signals(lambda: _config(args), watching.warn) as signals:
        try:
            good = signals.asked
            while True:
                monitor, good = _begun(watching, signals, good)
                watching.watch(monitor, signals)
                if signals.why or not signals.is_reloading:
                    break
        except EndWanted:
            pass
        signals.raise_interrupt()
    return 0


def _begun(watching: _Run, signals: Signals, good: Asked) -> tuple[Assembly, Asked]:
    """A monitor as it is asked for, or as it was where it cannot begin so; and as what it has begun."""
    try:
        return watching.assembled(signals.asked, signals.raise_end), signals.asked
    except LivemelError as error:
        if signals.asked is good:
            raise
        watching.warn(f"the settings stay as they were: {error}")
        signals.asked = good
        return watching.assembled(good, signals.raise_end), good


class _Run:
    """One or more monitors, one after the other.

    Parameters
    ----------
    args
        Of the command line.
    end
        Monotonic time at which it ends by itself; None: never.
    use
        Of the whole run.
    """

    def __init__(self, args: argparse.Namespace, end: float | None, use: ProcessUse) -> None:
        self._args, self._end, self._use = args, end, use
        self._err = Forgiving(sys.stderr, "standard error")
        self._held, self._said = Held(), Held()
        self._console = Console()
        self._shows = self._console.is_terminal and not self._console.is_dumb_terminal and not args.json

    def assembled(self, asked: Asked, meanwhile: Callable[[], None]) -> Assembly:
        """Everything open."""
        err = self._held if self._shows else self._err
        told: list[Output] = [self._err]
        if not self._shows:
            told.append(Lines(sys.stdout, json_line if self._args.json else line_of))
        monitor = assemble(
            asked.config,
            asked.rules,
            told,
            self._shows,
            cast(TextIO, err),
            self.warn,
            meanwhile,
        )
        self._introduce(asked.config, monitor)
        return monitor

    def warn(self, sentence: str) -> None:
        """On standard error, if it can be written; where a picture has the terminal, after it."""
        if sentence:
            print(warning(sentence), file=self._said if self._shows else self._err)

    def _introduce(self, config: Config, monitor: Assembly) -> None:
        """What is listened to, and what is kept of it."""
        source = monitor.session.source
        self.warn(empty_bands_warning(config, source.sample_rate))
        self.warn(rate_warning(config, source.sample_rate))
        print(f"livemel: {source.name}, {source.sample_rate} Hz; {monitor.keeping.words}", file=self._err)

    def watch(self, monitor: Assembly, signals: Signals) -> None:
        """Until it ends; everything is closed then."""
        errors: list[str] = []
        session, why = monitor.session, ""
        try:
            session.longest_pause_seconds = PAUSE_SECONDS
            session.wanted_at = time.monotonic() + BEAT_SECONDS
            session.start()
            signals.is_reloading = False
            self._look(monitor, signals)
            why = NEW_SETTINGS if signals.is_reloading else signals.why or self._why_ended(session)
        except BaseException as error:
            why = str(error) or type(error).__name__
            errors += [why] if isinstance(error, LivemelError) else []
            raise
        finally:
            with ExitStack() as steps:  # the last first
                steps.callback(self._write_stats, monitor, errors)
                for held in (self._held, self._said):
                    steps.callback(held.pour, cast(TextIO, self._err))
                monitor.close(why)

    def _why_ended(self, session: Session) -> str:
        if session.finished:
            return f"{session.source.name} has ended"
        is_over = self._end is not None and time.monotonic() >= self._end
        return "its time is over" if is_over else "ended by a key"

    def _look(self, monitor: Assembly, signals: Signals) -> None:
        session = monitor.session
        duration = None if self._end is None else self._end - time.monotonic()
        if not self._shows:
            loop(session, monitor.feed, monitor.station, signals.wait(signals.sleep), duration, BEAT_SECONDS)
            return
        from livemel.monitor.keys import Keys

        with live_screen(self._console) as screen, Keys() as keys:
            picture = PictureView(session, signals.asked.config, screen, partial(_status, monitor, self._held))
            view: View = Together(picture, monitor.station)
            loop(session, monitor.feed, view, signals.wait(keys.wait), duration, 1.0 / PICTURES_PER_SECOND)

    def _write_stats(self, monitor: Assembly, errors: list[str]) -> None:
        if self._args.stats:
            report = run_report(monitor.session, monitor.feed.columns_dropped, self._use, errors)
            write_stats(
                self._args.stats, report | {"reports": monitor.station.reports, "events": monitor.watchers.told}
            )


def _status(monitor: Assembly, held: Held) -> Status:
    """What is said around the picture: the state that all outputs tell, its cause, what was said last, and trouble."""
    status, newest = status_of(monitor.session), monitor.station.newest
    if newest is None:
        return replace(status, state=State.STARTING.value)
    words = "; ".join(each for each in (newest.detail, held.newest, newest.trouble) if each)
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
