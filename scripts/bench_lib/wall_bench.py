"""Bench of the wall: how many nodes one broker, one wall as JSON and one in a window carry on this machine."""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from broker import Broker
from figures import Figure, at_most, exactly
from screen import Screen

LOAD = Path(__file__).with_name("wall_load.py")
PATIENCE_SECONDS, SETTLE_SECONDS = 60.0, 3.0
SUBSCRIBED = "livemel-wall-"
LATE_AT_MOST = 0.5
"""Seconds by which the load may be behind: beyond, it is what limits."""


def wall(args: argparse.Namespace) -> list[Figure]:
    """Nodes that send a level and a frame a second each, to mosquitto, `wall --json` and `wall --window`."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # broker and load open some files for every node
    return [figure for count in args.nodes for figure in _figures(count, args.seconds)]


def _figures(count: int, seconds: float) -> list[Figure]:
    with TemporaryDirectory(prefix="livemel-wall-") as folder, ExitStack() as running:
        found = _Run(Path(folder), running).measure(count, seconds)
    name = f"{count} nodes"
    return [
        Figure(f"{name}: messages a second", found.messages / seconds),
        Figure(f"{name}: broker, % of a core", 100 * found.shares["broker"]),
        Figure(f"{name}: wall --json, % of a core", 100 * found.shares["json"]),
        Figure(f"{name}: wall --window, % of a core", 100 * found.shares["window"]),
        Figure(f"{name}: its X server, % of a core", 100 * found.shares["screen"]),
        Figure(f"{name}: its rows, ms p95", found.paint_ms),
        exactly(f"{name}: messages missing in wall --json", found.missing_json, 0),
        exactly(f"{name}: messages missing in wall --window", found.missing_window, 0),
        at_most(f"{name}: age of a room, s, most", found.age, 3.0),
        Figure(f"{name}: load, % of a core", 100 * found.load),
        at_most(f"{name}: load behind, s p95", found.late, LATE_AT_MOST),
    ]


@dataclass(frozen=True)
class _Found:
    messages: int
    shares: dict[str, float]
    paint_ms: float
    missing_json: int
    missing_window: int
    age: float
    load: float
    late: float


class _Run:
    """All processes of one measurement."""

    def __init__(self, folder: Path, running: ExitStack) -> None:
        self._folder, self._running = folder, running
        log = folder / "log"
        lines = ["allow_anonymous true", f"log_dest file {log}", "log_type subscribe"]
        self._broker = Broker(folder, lines).start()
        running.callback(self._broker.stop)
        self._screen = running.enter_context(Screen(1920, 1080))
        self._told, self._stats = folder / "told.jsonl", {name: folder / f"{name}.json" for name in ("json", "window")}
        out = running.enter_context(self._told.open("wb"))
        self._walls = {"json": self._wall("json", out), "window": self._wall("window", subprocess.DEVNULL)}
        _until(lambda: log.exists() and log.read_text().count(SUBSCRIBED) >= len(self._walls))

    def _wall(self, way: str, out: IO[bytes] | int) -> subprocess.Popen[bytes]:
        words = ["wall", f"127.0.0.1:{self._broker.port}", f"--{way}", "--stats", str(self._stats[way])]
        environment = {**os.environ, **self._screen.environment, "XDG_CONFIG_HOME": str(self._folder)}
        wall = subprocess.Popen([sys.executable, "-m", "livemel", *words], env=environment, stdout=out)
        self._running.callback(_end, wall)
        return wall

    def measure(self, count: int, seconds: float) -> _Found:
        """Let `count` nodes tell for so long."""
        words = [sys.executable, str(LOAD), str(self._broker.port), str(count), str(seconds)]
        load = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._running.callback(_end, load)
        assert load.stdin is not None
        assert load.stdout is not None
        load.stdout.readline()
        pids = {name: wall.pid for name, wall in self._walls.items()}
        pids |= {"broker": self._broker._process.pid, "screen": self._screen._process.pid}
        before, began = {name: _cpu_seconds(pid) for name, pid in pids.items()}, time.monotonic()
        load.stdin.write("go\n")
        load.stdin.flush()
        told = json.loads(load.stdout.readline())
        elapsed = time.monotonic() - began
        shares = {name: (_cpu_seconds(pid) - before[name]) / elapsed for name, pid in pids.items()}
        lines = self._lines()
        ages = [room["age_s"] or 0.0 for line in lines[-round(seconds) + 2 :] for room in line["rooms"]]
        self._settle(told["sent"])
        for wall in self._walls.values():
            _end(wall)
        counts = {name: json.loads(path.read_text()) for name, path in self._stats.items()}
        return _Found(
            messages=told["sent"],
            shares=shares,
            paint_ms=counts["window"]["rows_paint_ms"]["p95"],
            missing_json=told["sent"] - counts["json"]["messages"],
            missing_window=told["sent"] - counts["window"]["messages"],
            age=max(ages),
            load=told["cpu_share"],
            late=told["late_s"],
        )

    def _lines(self) -> list[dict[str, list[dict[str, float]]]]:
        return [json.loads(line) for line in self._told.read_text().splitlines(keepends=True) if line.endswith("\n")]

    def _settle(self, sent: int) -> None:
        """What is still on its way has a moment."""
        give_up = time.monotonic() + SETTLE_SECONDS
        while self._lines()[-1]["messages"] < sent and time.monotonic() < give_up:
            time.sleep(0.1)


def _end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait()


def _until(is_so: object) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not is_so():  # type: ignore[operator]
        if time.monotonic() > give_up:
            raise TimeoutError(f"not so within {PATIENCE_SECONDS:g} s")
        time.sleep(0.05)


def _cpu_seconds(pid: int) -> float:
    told = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
