"""`livemel wall`: all rooms that tell a broker, on one screen."""

from __future__ import annotations

import argparse
import json
import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live

from livemel.commands.listening import config_of
from livemel.monitor.keys import Keys
from livemel.monitor.outputs.making import broker_of
from livemel.monitor.report import utc_text
from livemel.monitor.terminal import QUIT
from livemel.monitor.wall.screen import wall_table

if TYPE_CHECKING:
    from livemel.config.sections import MonitorConfig
    from livemel.monitor.wall.listener import Listener

BEAT_SECONDS = 1.0


def run(args: argparse.Namespace) -> int:
    """Show or tell them until it is ended."""
    config = config_of(args)
    listener = _listener(replace(config.monitor, mqtt=args.broker))
    end = time.monotonic() + args.duration if args.duration else float("inf")
    console = Console()
    try:
        if args.json or not console.is_terminal:
            _tell(listener, end)
        else:
            _show(listener, end, console)
    finally:
        listener.close()
    return 0


def _listener(monitor: MonitorConfig) -> Listener:
    """Paho is imported where it is needed, and its absence is told by `broker_of` before."""
    broker = broker_of(monitor, os.environ)
    from livemel.monitor.wall.listener import Listener

    return Listener(broker)


def _tell(listener: Listener, end: float) -> None:
    while time.monotonic() < end:
        time.sleep(min(BEAT_SECONDS, max(0.0, end - time.monotonic())))
        told = {"utc": utc_text(time.time()), "trouble": listener.trouble, "rooms": listener.rooms()}
        print(json.dumps(told, ensure_ascii=False), flush=True)


def _show(listener: Listener, end: float, console: Console) -> None:
    with Live(console=console, screen=True, auto_refresh=False) as live, Keys() as keys:
        while time.monotonic() < end:
            clock = utc_text(time.time())[:19].replace("T", " ")
            live.update(wall_table(listener.rooms(), listener.strips(), f"{clock} UTC", listener.trouble), refresh=True)
            if keys.wait(BEAT_SECONDS) in QUIT:
                return
