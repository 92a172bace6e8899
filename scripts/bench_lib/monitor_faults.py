"""Benches of the monitor's faults: what it listens to, tells or runs on goes, again and again."""

from __future__ import annotations

import argparse

from experiments.monitor_broker import kill_broker
from experiments.monitor_daemon import kill_daemon, kill_daemon_for_good
from experiments.monitor_moved import take_away_and_bring_back
from experiments.monitor_stopped import Stop, stop_monitors
from experiments.moving import OTHER, WIRING
from figures import Figure, at_least, at_most, exactly, told
from heard import heard

TRUE_LENGTH_SECONDS = 0.05
BACK_SECONDS = 3.0
MOST_GROWN_MB = 10.0
RESTART_SECONDS = 3.0
SMALL_RING = ("--set", "source.ring_seconds=1")


def monitor_broker(args: argparse.Namespace) -> list[Figure]:
    """The MQTT broker killed, and stopped, while 20 rules fire."""
    figures = []
    for is_crash, how in ((True, "killed"), (False, "stopped")):
        with heard() as (mic, home):
            seen = kill_broker(mic, home, args.seconds, args.times, is_crash)
        figures += [
            Figure(f"{how}: times", args.times),
            Figure(f"{how}: events in the log", seen.logged),
            at_least(f"{how}: of these while it was away", seen.told_while_away, 1),
            exactly(f"{how}: events that the reader never got", seen.missing, 0),
            exactly(f"{how}: events that the log does not know", seen.strangers, 0),
            exactly(f"{how}: events out of order", seen.out_of_order, 0),
            Figure(f"{how}: events repeated at once", seen.repeated_at_once),
            exactly(f"{how}: events repeated later", seen.repeated_later, 0),
            told(f"{how}: told as", seen.troubles, "MQTT", "trying again"),
            at_most(f"{how}: caught up after its return, s, most", seen.caught_up_after, 35.0),
            exactly(f"{how}: exit code", seen.exit_code, 0),
        ]
    return figures


def monitor_daemon(args: argparse.Namespace) -> list[Figure]:
    """The sound daemon killed for 3 s, again and again, while all sound is kept; then for good."""
    with heard() as (mic, home):
        seen = kill_daemon(mic, home, args.times)
    with heard() as (mic, home):
        gone = kill_daemon_for_good(mic, home, RESTART_SECONDS)
    first, last = seen.each[0], seen.each[-1]
    return [
        Figure("times", len(seen.each)),
        told("states", (one.state for one in seen.each), "lost"),
        told("the reports say", (one.detail for one in seen.each), "is lost; trying again"),
        at_most("told after, s, most", max(one.told_after for one in seen.each), BACK_SECONDS),
        at_most("well again after its return, s, most", max(one.resumed_after for one in seen.each), BACK_SECONDS),
        exactly("gaps each time, most", max(one.gaps for one in seen.each), 1),
        at_most("counted gap off the missing sound, s, most", seen.misplaced, TRUE_LENGTH_SECONDS),
        exactly("samples lost in the recording and not in the reports", abs(seen.recorded_lost - seen.lost), 0),
        exactly("samples in the recording that were never sounded", seen.strangers, 0),
        exactly("samples in it that do not follow the one before", seen.breaks, 0),
        at_most("mel archive shorter than what was heard, s", seen.heard_seconds - seen.mel_seconds, 1.0 + args.times),
        exactly("files that are broken or unfinished", len(seen.broken) + len(seen.unfinished), 0),
        at_most("growth in threads", last.threads - first.threads, 0),
        at_most("growth in open files", last.open_files - first.open_files, 0),
        at_most("growth in memory, MB", last.memory_mb - first.memory_mb, MOST_GROWN_MB),
        exactly("exit code", seen.exit_code, 0),
        exactly("gone for good: exit code", gone.exit_code, 75),
        at_most("gone for good: ended after, s", gone.after, RESTART_SECONDS + 7.0),
        exactly("gone for good: files broken or unfinished", len(gone.broken) + len(gone.unfinished), 0),
    ]


def monitor_moved(args: argparse.Namespace) -> list[Figure]:
    """The chosen microphone unloaded: the server moves the monitor's stream to another one."""
    moves = []
    for _ in range(args.times):
        with heard(WIRING) as (mic, home):
            moves.append(take_away_and_bring_back(mic, home))
    return [
        Figure("times", len(moves)),
        told("state and fault", (f"{one.state} {one.fault}" for one in moves), "lost moved"),
        told("the reports say", (one.detail for one in moves), f"moved the stream to {OTHER}"),
        at_most("told after, s, most", max(one.told_after for one in moves), BACK_SECONDS),
        at_most("well again after its return, s, most", max(one.resumed_after for one in moves), BACK_SECONDS),
        exactly("samples of the other one in the recordings", sum(one.strangers for one in moves), 0),
        at_most("levels off the chosen one's, dB, most", max(one.level_off for one in moves), 0.1),
        exactly("gaps each time, most", max(one.gaps for one in moves), 1),
        at_most("counted gap off the missing sound, s, most", max(one.misplaced for one in moves), TRUE_LENGTH_SECONDS),
    ]


def monitor_stopped(args: argparse.Namespace) -> list[Figure]:
    """The processor taken away for 5 s, with the usual ring and with one of 1 s."""
    usual, small = [], []
    for _ in range(args.times):
        with heard() as (mic, home):
            stops = stop_monitors(mic, home, args.seconds, (), SMALL_RING)
        usual.append(stops[0])
        small.append(stops[1])
    return [
        Figure("times", len(usual)),
        exactly("usual ring: samples lost", sum(one.lost for one in usual), 0),
        exactly("usual ring: seconds that no report told", sum(one.missing_seconds for one in usual), 0),
        *_recorded("usual ring", usual),
        at_least("1 s ring: samples lost, least", min(one.lost for one in small), 1),
        *_recorded("1 s ring", small),
    ]


def _recorded(name: str, stops: list[Stop]) -> list[Figure]:
    return [
        exactly(f"{name}: lost and not counted, samples", sum(abs(one.recorded_lost - one.lost) for one in stops), 0),
        exactly(f"{name}: gap off what was missed, samples, most", max(one.misplaced for one in stops), 0),
        exactly(f"{name}: samples changed or out of order", sum(one.changed + one.breaks for one in stops), 0),
        at_most(f"{name}: a live report after, s, most", max(one.live_after for one in stops), BACK_SECONDS),
        exactly(f"{name}: broken files", sum(len(one.broken) for one in stops), 0),
    ]
