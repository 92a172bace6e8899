"""Benches of the whole window, on a screen made of software."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from figures import Figure, at_least, at_most, exactly
from screen import Screen

PROGRAM = Path(__file__).with_name("window_run.py")
FULL_SECONDS = 620.0
"""Long enough ago for ten minutes of history."""
SOAK_EVERY_SECONDS = 10.0
VIEWS = [10.0, 60.0, 600.0]


def panels(args: argparse.Namespace) -> list[Figure]:
    """What a picture and a second cost with the panels of the window closed and open."""
    found = _measured("panels", (args.width, args.height), width=args.width, height=args.height, seconds=args.seconds)
    figures = []
    for name, cost in found.items():
        is_goal = name == "panels open"
        p95, cpu = f"{name}: paint, ms p95", f"{name}: of a core"
        figures += [
            Figure(f"{name}: paint, ms p50", cost["paint_p50"]),
            at_most(p95, cost["paint_p95"], 3.0) if is_goal else Figure(p95, cost["paint_p95"]),
            Figure(f"{name}: paint, ms most", cost["paint_max"]),
            Figure(f"{name}: a beat's own CPU time, ms p95", cost["work_p95"]),
            at_most(cpu, cost["cpu"], 0.25) if is_goal else Figure(cpu, cost["cpu"]),
            at_least(f"{name}: pictures per second", cost["pictures_per_s"], 58.0),
            Figure(f"{name}: memory, MB", cost["rss_mb"]),
        ]
    return figures


def zoom(args: argparse.Namespace) -> list[Figure]:
    """The wheel turns once a picture, with ten minutes of history and all panels open."""
    figures = []
    for width, height in ((1280, 800), (1920, 1080)):
        found = _measured(
            "zoom", (width, height), past=FULL_SECONDS, width=width, height=height, pictures=args.pictures
        )
        what = f"{width} x {height}: wheel and picture, ms"
        p95 = f"{what} p95"
        figures += [
            Figure(f"{what} p50", found["picture_p50"]),
            at_most(p95, found["picture_p95"], 3.0) if width == 1280 else Figure(p95, found["picture_p95"]),
            Figure(f"{what} most", found["picture_max"]),
            Figure(f"{width} x {height}: own CPU time of both, ms p95", found["work_p95"]),
            exactly(f"{width} x {height}: samples lost", found["lost"], 0),
        ]
    return figures


def switch(args: argparse.Namespace) -> list[Figure]:
    """Another scale, preset or resolution: how soon what is seen is there, with ten minutes of sound."""
    found = _measured("switch", past=FULL_SECONDS, views=VIEWS)
    slowest = sorted(found["ms"].items(), key=lambda item: -item[1])
    return [
        *(Figure(f"{what}, ms", taken) for what, taken in (found["ms"].items() if args.every else slowest[:5])),
        *(at_most(f"{view:g} s seen: slowest, ms", _slowest(found["ms"], f"{view:g} s: "), 200.0) for view in VIEWS),
        exactly("samples lost", found["lost"], 0),
        exactly("columns dropped", found["dropped"], 0),
    ]


def _slowest(taken: dict[str, float], prefix: str) -> float:
    return max(each for what, each in taken.items() if what.startswith(prefix))


def memory(args: argparse.Namespace) -> list[Figure]:
    """Ten minutes of history, with the sound and without."""
    with_sound = _measured("memory", past=FULL_SECONDS)
    without = _measured("memory", past=FULL_SECONDS, sound=1.0)
    return [
        Figure("when the window has opened, MB", with_sound["begun"]),
        at_most("with 10 min of history, MB", without["full"], 170.0),
        Figure("of that the history's arrays, MB", with_sound["history"]),
        at_most("with 10 min of history and sound, MB", with_sound["full"], 300.0),
        Figure("of that the sound's arrays, MB", with_sound["sound"]),
    ]


def soak(args: argparse.Namespace) -> list[Figure]:
    """The window for an hour: memory once the history is full."""
    with tempfile.NamedTemporaryFile(prefix="livemel-soak-", suffix=".log", delete=False) as log:
        print(f"memory as it goes: {log.name}", file=sys.stderr)
    found = _measured(
        "soak",
        past=FULL_SECONDS if args.history is None else args.history + 5,
        history=args.history,
        seconds=args.seconds,
        every=SOAK_EVERY_SECONDS,
        log=log.name,
    )
    rss = np.array(found["rss_mb"])
    part = max(1, len(rss) // 20)
    return [
        Figure("measured for, s", args.seconds),
        Figure("memory at the beginning, MB", float(np.median(rss[:part]))),
        Figure("memory most, MB", float(rss.max())),
        at_most("growth, from the first twentieth to the last, MB", _growth(rss, part), 1.0),
        exactly("samples lost", found["lost"], 0),
        at_most("paint, ms p95", found["paint_p95"], 3.0),
        at_most("of a core", found["cpu"], 0.25),
        at_least("pictures per second", found["pictures_per_s"], 58.0),
    ]


def _growth(rss: np.ndarray, part: int) -> float:
    return float(np.median(rss[-part:]) - np.median(rss[:part]))


def _measured(
    scene: str,
    size: tuple[int, int] = (1280, 800),
    past: float = 0.0,
    history: float | None = None,
    sound: float | None = None,
    **options: Any,
) -> Any:
    """What a scene of `window_scenes` gives, in a window of its own that remembers nothing."""
    words = {"scene": scene, "options": options, "past": past, "history": history, "sound": sound}
    with tempfile.TemporaryDirectory(prefix="livemel-bench-") as home, Screen(*size) as screen:
        environment = {**os.environ, **screen.environment, "HOME": home, "XDG_CONFIG_HOME": f"{home}/.config"}
        environment.pop("WAYLAND_DISPLAY", None)
        command = [sys.executable, str(PROGRAM), json.dumps(words)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise RuntimeError(f"the window ended with {done.returncode}")
    return json.loads(done.stdout)
