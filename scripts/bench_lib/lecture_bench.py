"""Bench of the lecture: how soon its steps appear, and how smoothly its knobs run, on a screen made of software."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from figures import Figure, at_least, at_most, exactly
from screen import Screen

PROGRAM = Path(__file__).with_name("lecture_run.py")


def lecture(args: argparse.Namespace) -> list[Figure]:
    """Through every step of every scene at 1920x1080, each prepared while the one before is looked at."""
    del args  # there is nothing to choose
    with Screen(1920, 1080) as screen:
        run = subprocess.run(
            [sys.executable, str(PROGRAM)],
            env={**os.environ, **screen.environment},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    found = json.loads(run.stdout)
    times = sorted(milliseconds for _, milliseconds in found["steps"])
    slowest, most = max(found["steps"], key=lambda step: step[1])
    figures = [
        Figure("steps", len(times)),
        Figure("a step appears after, ms p50", times[len(times) // 2]),
        at_most(f"a step appears after, ms most ({slowest})", most, 100.0),
        exactly("failures in the background", len(found["failure"]), 0),
    ]
    for name, per_second, p95 in found["runs"]:
        figures += [
            at_least(f"{name}: pictures per second", per_second, 58.0),
            at_most(f"{name}: a picture, ms p95", p95, 16.7),
        ]
    return figures
