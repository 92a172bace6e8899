"""Benches of the monitor: an accelerated day, and what one live microphone takes of a core."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from figures import Figure, at_least, at_most, exactly
from mic_wiring import Wiring
from room import Room
from virtual_microphone import VirtualMicrophone

PROGRAM = Path(__file__).with_name("monitor_day.py")
RULES = """
[[rules]]
name = "loud"
measure = "laeq"
above = -10

[[rules]]
name = "new"
measure = "novelty"
above = 20
"""
WARM_SECONDS, RATE = 6.0, 48000


def monitor_day(args: argparse.Namespace) -> list[Figure]:
    """A day of noise, unpaced and never stored, through metering, rules, mel archive and retention."""
    command = [sys.executable, str(PROGRAM), str(args.hours), "noise,level=-30", "thirds" if args.thirds else "plain"]
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    memory = found["memory_mb"]
    return [
        Figure("hours", found["hours"]),
        Figure("times faster than it sounds", 3600 * found["hours"] / found["elapsed_s"]),
        exactly("readings and rows that were dropped", found["dropped"], 0),
        exactly("outputs in trouble", len(found["trouble"]), 0),
        Figure("memory after the first ten minutes, MB", memory[0]),
        at_most("memory that it grew by, MB", max(memory) - memory[0], 10.0),
        at_most("archive, MB a day", found["archive_mb_a_day"], 30.0),
        at_most("archive that is left, MB", found["left_mb"], 10.0 + found["archive_mb_a_day"] / 24),
        Figure("files that retention deleted", found["deleted"]),
        Figure("events", found["events"]),
    ]


def monitor(args: argparse.Namespace) -> list[Figure]:
    """One microphone at 48 kHz with levels, rules, mel archive and metrics, and with third octaves too."""
    plain, thirds = (_share(args.seconds, more) for more in ([], ["--set", "monitor.third_octaves=true"]))
    return [
        at_most("of a core, %", 100 * plain, 3.0),
        at_most("with third octaves, %", 100 * thirds, 5.0),
        at_least("seconds that were measured", args.seconds, 1.0),
    ]


def _share(seconds: float, more: list[str]) -> float:
    """Of a core, of the process alone."""
    noise = np.random.default_rng(0).normal(scale=0.05, size=RATE * 5).astype(np.float32)
    with (
        TemporaryDirectory(prefix="livemel-bench-") as place,
        VirtualMicrophone(Path(place) / "state", Wiring()) as mic,
    ):
        rules = Path(place) / "rules.toml"
        rules.write_text(RULES)
        command = [sys.executable, "-m", "livemel", "monitor", "--folder", f"{place}/kept", "--rules", str(rules)]
        with Room(mic, noise, None):
            process = subprocess.Popen(
                [*command, "--metrics", "0", *more],
                env={**os.environ, **mic.environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                time.sleep(WARM_SECONDS)
                before = _cpu_seconds(process.pid)
                time.sleep(seconds)
                return (_cpu_seconds(process.pid) - before) / seconds
            finally:
                process.terminate()
                process.wait()


def _cpu_seconds(pid: int) -> float:
    told = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
