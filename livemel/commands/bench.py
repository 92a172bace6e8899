"""`livemel bench`: the speed of engine and picture on this machine, beside the libraries that are installed."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

from livemel.bench.plan import Plan
from livemel.bench.recipes import OFFLINE
from livemel.bench.report import Report
from livemel.bench.table import lines
from livemel.errors import LivemelError

ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
        "NUMBA_NUM_THREADS",
    ),
    "1",
)
"""Read by libraries when they are loaded, which numpy is by now: hence another process."""


SHORTEST_SECONDS, LONGEST_SECONDS = 0.1, 600.0
"""Of sound: a few frames at least, and what other libraries hold in memory at once at most."""


def run(args: argparse.Namespace) -> int:
    """Measure, then print a table or JSON."""
    report = measured(plan_of(args))
    print(json.dumps(report.as_dict(), indent=2) if args.json else "\n".join(lines(report)))
    return 0


def plan_of(args: argparse.Namespace) -> Plan:
    """What the arguments ask for.

    Raises
    ------
    LivemelError
        If the sound is too short or too long.
    """
    if not SHORTEST_SECONDS <= args.seconds <= LONGEST_SECONDS:
        allowed = f"{SHORTEST_SECONDS:g}..{LONGEST_SECONDS:g}"
        raise LivemelError(f"--seconds must be {allowed} for the benches, got {args.seconds:g}")
    usual = Plan()
    return Plan(
        offline=tuple((key, args.seconds) for key in OFFLINE),
        rounds=args.rounds,
        live_rounds=args.rounds,
        pictures=min(usual.pictures, 60 * args.rounds),
        peers=not args.alone,
    )


def command_of(plan: Plan) -> list[str]:
    """The program that measures."""
    return [sys.executable, "-m", "livemel.commands.bench_run", plan.to_json()]


def measured(plan: Plan) -> Report:
    """Carry out a plan in a process of its own, which has one thread.

    Raises
    ------
    LivemelError
        If that process fails.
    """
    done = subprocess.run(
        command_of(plan),
        env={**os.environ, **ONE_THREAD},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C comes to this process alone, which then ends that one without a word of it
    )
    if done.returncode:
        raise LivemelError(f"the measurement ended with {done.returncode}; what it said is above")
    return Report.from_dict(json.loads(done.stdout))
