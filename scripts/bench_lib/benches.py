"""The benches: each does an experiment of tests/e2e in its long form and holds what comes of it against the goals."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

import painting_run
from devices_bench import devices
from engine_bench import engine
from experiments.counting import count
from experiments.moving import OTHER, WIRING, take_away_and_bring_back
from experiments.sound_daemon import kill_and_return
from experiments.stopping import Stop, stop_and_go_on
from figures import Figure, at_least, at_most, exactly, told
from lecture_bench import lecture
from monitor_bench import monitor, monitor_day
from monitor_faults import monitor_broker, monitor_daemon, monitor_moved, monitor_stopped
from monitor_kept import monitor_disk, monitor_killed
from recording_bench import recording
from screen import Screen
from switches_bench import switches
from wall_bench import wall
from window_bench import memory, panels, soak, switch, zoom
from wired import wired

TRUE_LENGTH_SECONDS = 0.05
SHOWN_LENGTH_SECONDS = 0.3


def counter(args: argparse.Namespace) -> list[Figure]:
    """Numbered samples from the pipe to the session, with the window open and the other core busy."""
    with wired() as (mic, screen):
        counted = count(mic, screen, args.seconds)
    return [
        at_least("samples that reached the session", counted.samples, int(args.seconds * mic.wiring.rate)),
        exactly("of these not bit-exact", counted.changed, 0),
        exactly("of these out of order or out of place", counted.out_of_place, 0),
        exactly("samples_lost", counted.lost, 0),
        exactly("samples on only one side of the tap", counted.unaccounted, 0),
        at_least("pictures per second", counted.pictures_per_second, 58),
        Figure("paint_ms p95", counted.paint_ms_p95),
        Figure("capture_to_paint_ms p95", counted.capture_to_paint_ms_p95),
    ]


def daemon(args: argparse.Namespace) -> list[Figure]:
    """The sound daemon killed for 3 s, again and again."""
    with wired() as (mic, screen):
        returns = kill_and_return(mic, screen, args.times)
    first, *later = returns
    return [
        Figure("times", len(returns)),
        told("the window says", (one.notice for one in returns), "lost"),
        told("the gap's cause", (one.cause for one in returns), "device lost"),
        Figure("told after, s, most", max(one.named_after for one in returns)),
        at_most("resumed after the daemon's return, s, most", max(one.resumed_after for one in returns), 2),
        exactly("gaps each time, most", max(one.gaps for one in returns), 1),
        Figure(
            "sound missing by its own numbers, s, median", sorted(one.missing for one in returns)[len(returns) // 2]
        ),
        at_most(
            "counted gap off the missing sound, s, most",
            max(abs(one.counted - one.missing) for one in returns),
            TRUE_LENGTH_SECONDS,
        ),
        at_most(
            "gap on the screen off the missing sound, s, most",
            max(abs(one.shown - one.missing) for one in returns),
            SHOWN_LENGTH_SECONDS,
        ),
        at_most("longest time without a picture, s", max(one.frozen for one in returns), 0.5),
        at_most("growth in threads", max([0, *(one.threads - first.threads for one in later)]), 0),
        at_most("growth in open files", max([0, *(one.open_files - first.open_files for one in later)]), 0),
    ]


def moved(args: argparse.Namespace) -> list[Figure]:
    """The chosen microphone unloaded: the server moves the stream to another one."""
    moves = []
    for _ in range(args.times):
        with wired(WIRING) as (mic, screen):
            moves.append(take_away_and_bring_back(mic, screen))
    return [
        Figure("times", len(moves)),
        told("states", (" ".join(one.states) for one in moves), "live moved live"),
        told("the window says", (one.notice for one in moves), "moved", OTHER),
        told("the gap's cause", (one.cause for one in moves), "moved"),
        Figure("told after, s, most", max(one.told_after for one in moves)),
        exactly("samples of the other microphone", sum(one.strangers for one in moves), 0),
        at_most("back to the chosen one after its return, s, most", max(one.resumed_after for one in moves), 2),
        exactly("gaps each time, most", max(one.gaps for one in moves), 1),
        at_most(
            "counted gap off the missing sound, s, most",
            max(abs(one.counted - one.missing) for one in moves),
            TRUE_LENGTH_SECONDS,
        ),
        at_most(
            "gap on the screen off the missing sound, s, most",
            max(abs(one.shown - one.missing) for one in moves),
            SHOWN_LENGTH_SECONDS,
        ),
    ]


def stopped(args: argparse.Namespace) -> list[Figure]:
    """The processor taken away for 5 s, with the usual ring and with one of 1 s."""
    usual, small = [], []
    for _ in range(args.times):
        with wired() as (mic, screen):
            usual.append(stop_and_go_on(mic, screen))
            small.append(stop_and_go_on(mic, screen, "--set", "source.ring_seconds=1"))
    return [
        Figure("times", len(usual)),
        exactly("usual ring: samples_lost", sum(one.lost for one in usual), 0),
        exactly("usual ring: gap on the screen, s", sum(one.hatched for one in usual), 0),
        *_places("usual ring", usual),
        at_least("1 s ring: samples_lost, least", min(one.lost for one in small), 1),
        told("1 s ring: cause", (cause for one in small for _, cause in one.gaps), "ring full"),
        at_most(
            "1 s ring: gaps on the screen off the counted, s, most",
            max(abs(one.hatched - one.lost / mic.wiring.rate) for one in small),
            SHOWN_LENGTH_SECONDS,
        ),
        *_places("1 s ring", small),
    ]


def _places(name: str, stops: list[Stop]) -> list[Figure]:
    return [
        exactly(f"{name}: samples not bit-exact", sum(one.changed for one in stops), 0),
        exactly(f"{name}: samples not at their own time", sum(one.out_of_place for one in stops), 0),
        at_most(f"{name}: newest sample heard after, s, most", max(one.heard_live_after for one in stops), 0.5),
        at_most(f"{name}: newest column shown after, s, most", max(one.shown_live_after for one in stops), 0.5),
    ]


def painting(args: argparse.Namespace) -> list[Figure]:
    """A frame of 1920 x 1080, beside pyqtgraph's ImageItem.setImage."""
    figures = []
    with Screen(painting_run.WIDTH, 2 * painting_run.HEIGHT) as screen:
        for history_seconds, seconds_shown in ((10, 10), (600, 10), (600, 600)):
            times = _painted(screen, args.rounds, history_seconds, seconds_shown)
            what = f"{seconds_shown} s shown of {history_seconds} s"
            figures.append(at_most(f"{what}: livemel, ms p95", times["livemel"]["p95"], 1.5))
            figures.append(Figure(f"{what}: livemel, ms p50", times["livemel"]["p50"]))
            figures.append(Figure(f"{what}: livemel, own CPU time, ms p95", times["livemel"]["cpu_p95"]))
            figures.append(Figure(f"{what}: pyqtgraph, ms p95", times["pyqtgraph"]["p95"]))
            figures.append(Figure(f"{what}: pyqtgraph, ms p50", times["pyqtgraph"]["p50"]))
    return figures


def _painted(screen: Screen, rounds: int, history_seconds: float, seconds_shown: float) -> dict[str, dict[str, float]]:
    words = [sys.executable, painting_run.__file__, rounds, history_seconds, seconds_shown]
    environment = {**os.environ, **screen.environment}
    done = subprocess.run(list(map(str, words)), env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    times: dict[str, dict[str, float]] = json.loads(done.stdout)
    return times


BENCHES = {
    bench.__name__: bench
    for bench in (
        *(counter, daemon, moved, stopped, painting, recording, engine),
        *(panels, zoom, switch, memory, soak),
        *(switches, devices, lecture),
        *(monitor, monitor_day, wall),
        *(monitor_broker, monitor_daemon, monitor_disk, monitor_killed, monitor_moved, monitor_stopped),
    )
}
