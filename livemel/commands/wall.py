"""`livemel wall`: all rooms that tell a broker, on one screen: in the terminal, in a window, or as JSON."""

from __future__ import annotations

import argparse
import json
import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.live import Live

from livemel.commands.display import why_no_display
from livemel.commands.listening import check_writable, write_stats
from livemel.commands.qt_check import check_qt
from livemel.config import Config, load_layers
from livemel.errors import LivemelError
from livemel.monitor.keys import Keys
from livemel.monitor.outputs.making import broker_of
from livemel.monitor.report import utc_text
from livemel.monitor.screen import drawing_for
from livemel.monitor.wall.screen import rows_that_fit, wall_lines
from livemel.monitor.wall.scrolling import pressed, scrolled
from livemel.picture.wall.strips import Scale

if TYPE_CHECKING:
    from livemel.monitor.wall.listener import Listener

BEAT_SECONDS = 1.0


def run(args: argparse.Namespace) -> int:
    """Show or tell them until it is ended."""
    config, origins = load_layers(args.config, args.overrides, os.environ)
    check_writable(args.stats)
    if args.window:
        _check_screen()
    listener = _listener(replace(config, monitor=replace(config.monitor, mqtt=args.broker)))
    stats: dict[str, Any] = {}
    try:
        if args.window:
            return _open(args, listener, config, scale_of(config, origins), stats)
        end = time.monotonic() + args.duration if args.duration else float("inf")
        console = Console()
        if args.json or not console.is_terminal or console.is_dumb_terminal:
            _tell(listener, end)
        else:
            _show(listener, end, console, scale_of(config, origins), args.broker)
    finally:
        listener.close()
        write_stats(args.stats, listener.counts() | stats)
    return 0


def scale_of(config: Config, origins: dict[str, str]) -> Scale:
    """The colours of the display; of its range only what was asked for, as a frame's bands are quieter than a room."""
    display = config.display
    if {"display.db_min", "display.db_max"} & origins.keys():
        return Scale(low=display.db_min, high=display.db_max, colormap=display.colormap)
    return Scale(colormap=display.colormap)


def _listener(config: Config) -> Listener:
    """Paho is imported where it is needed, and its absence is told by `broker_of` before."""
    broker = broker_of(config.monitor, os.environ)
    from livemel.monitor.wall.listener import Listener

    return Listener(broker)


def _check_screen() -> None:
    reason = why_no_display()
    if reason is not None:
        raise LivemelError(f"--window needs a screen, and {reason}; without it the wall is shown in the terminal")
    check_qt()


def _open(args: argparse.Namespace, listener: Listener, config: Config, scale: Scale, stats: dict[str, Any]) -> int:
    from livemel.gui.wall.run import WallProgram, run_wall

    display = config.display
    report = run_wall(
        WallProgram(
            look=listener.shown,
            scale=scale,
            broker=args.broker,
            theme=display.theme,
            text_scale=display.text_scale,
            duration=args.duration,
        )
    )
    stats |= report.stats
    return report.exit_code


def _tell(listener: Listener, end: float) -> None:
    while time.monotonic() < end:
        time.sleep(min(BEAT_SECONDS, max(0.0, end - time.monotonic())))
        told = {"utc": utc_text(time.time()), "trouble": listener.trouble, **listener.counts()}
        print(json.dumps(told | {"rooms": listener.rooms()}, ensure_ascii=False), flush=True)


def _show(listener: Listener, end: float, console: Console, scale: Scale, broker: str) -> None:
    first, key, drawing, shown, due = 0, "", drawing_for(console), listener.shown(), 0.0
    with Live(console=console, screen=True, auto_refresh=False) as live, Keys() as keys:
        while time.monotonic() < end:
            if time.monotonic() >= due:
                shown, due = listener.shown(), time.monotonic() + BEAT_SECONDS
            width, height = console.size
            first = scrolled(first, key, rows_that_fit(height), len(shown.rooms))
            live.update(wall_lines(shown, width, height, first, drawing, scale, broker), refresh=True)
            key = pressed(keys, max(0.0, min(due, end) - time.monotonic()))
            if key == "quit":
                return
