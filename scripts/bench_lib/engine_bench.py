"""The engine's speed at full length, beside every other library that is installed, against the goals."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from figures import Figure, at_least, at_most

from livemel.bench.comparison import Comparison
from livemel.bench.contender import Timed, ratio
from livemel.bench.plan import Plan
from livemel.bench.report import Report
from livemel.commands.bench import measured

LENGTHS_SECONDS = {"long": 600.0, "short": 30.0}
RECIPES = ("decibels", "whisper", "kaldi")
KALDI_LISTS = "kaldi-native-fbank, list in"
"""Its faster way."""


@dataclass(frozen=True)
class Goal:
    """How one of livemel's ways must compare with a peer."""

    recipe: str
    length: str
    """Of the sound: "long", "short", or "live" for a hop at a time."""
    kernel: str
    """numba: an extra; scipy: the one that every installation has."""
    precision: str
    peer: str
    """Empty: the fastest."""
    bound: float
    """Offline at least this many times faster; live at most this share of the peer's time."""


GOALS = [
    Goal("decibels", "long", "numba", "exact", "librosa", 4.2),
    Goal("decibels", "long", "numba", "exact", "", 2.8),
    Goal("decibels", "long", "numba", "fast", "librosa", 6.0),
    Goal("decibels", "long", "numba", "fast", "", 4.2),
    Goal("decibels", "short", "numba", "exact", "", 1.0),
    Goal("whisper", "long", "numba", "exact", "openai-whisper", 2.7),
    Goal("kaldi", "long", "numba", "exact", KALDI_LISTS, 4.0),
    Goal("decibels", "live", "scipy", "exact", KALDI_LISTS, 0.8),
    Goal("decibels", "live", "numba", "exact", KALDI_LISTS, 0.5),
    Goal("kaldi", "live", "numba", "exact", KALDI_LISTS, 1.0),
]


def engine(args: argparse.Namespace) -> list[Figure]:
    """The engine offline and hop by hop, beside librosa, scipy, torch and the others where they are installed."""
    report = measured(
        Plan(
            offline=tuple((key, seconds) for seconds in LENGTHS_SECONDS.values() for key in RECIPES),
            rounds=args.rounds,
            live_rounds=args.live_rounds,
        )
    )
    return [*_measured(report), *_agreement(report), *_ratios(report), *map(partial(_held, report), GOALS)]


def _measured(report: Report) -> Iterator[Figure]:
    yield Figure("machine", ", ".join(f"{key} {value}" for key, value in report.machine.items()))
    for comparison in report.comparisons:
        for timed in comparison.timed:
            what = f"{_title(comparison)}: {timed.name}"
            if comparison.is_live:
                yield Figure(f"{what}, us per hop", 1e6 * timed.median_seconds)
            else:
                yield Figure(f"{what}, times real time", comparison.seconds_of_sound / timed.median_seconds)
    if painting := report.painting:
        yield Figure(f"picture of {painting.width} x {painting.height} scrolled, us, median", painting.median_us)
        yield Figure(f"picture of {painting.width} x {painting.height} scrolled, us, p95", painting.p95_us)


def _agreement(report: Report) -> Iterator[Figure]:
    """Equal things must have been compared."""
    for comparison in report.comparisons:
        for timed in comparison.timed:
            if agreement := timed.agreement:
                what = f"{_title(comparison)}: {timed.name}, largest difference, {agreement.unit}"
                goal = "agreement, as many frames"
                yield Figure(what, agreement.largest_difference, goal, agreement.agrees)
        for library, reason in comparison.unmeasured.items():
            yield Figure(f"{_title(comparison)}: {library}", reason, "to be measured", False)


def _ratios(report: Report) -> Iterator[Figure]:
    """Each of livemel's ways beside each peer, whatever the goals say."""
    for comparison in report.comparisons:
        for own in comparison.named("livemel"):
            for peer in comparison.peers:
                yield _compared(comparison, own, peer)


def _held(report: Report, goal: Goal) -> Figure:
    """What was measured against a goal."""
    comparison = _comparison(report, goal)
    ways = comparison.named("livemel", goal.kernel, goal.precision)
    peers = [peer for peer in comparison.peers if goal.peer in ("", peer.name.library)]
    if not ways or not peers:
        wanted = goal.peer or "any peer"
        what = f"{_title(comparison)}: livemel {goal.precision} {goal.kernel} beside {wanted}"
        return Figure(what, "one of them was not measured", f"{goal.bound:g}", False)
    fastest = min(peers, key=lambda peer: ratio(peer, ways[0]).median)
    figure = _compared(comparison, ways[0], fastest)
    hold = at_most if comparison.is_live else at_least
    return hold(f"GOAL {figure.what}", float(figure.measured), goal.bound)


def _comparison(report: Report, goal: Goal) -> Comparison:
    return next(
        comparison
        for comparison in report.comparisons
        if comparison.key == goal.recipe
        and (comparison.is_live or comparison.seconds_of_sound == LENGTHS_SECONDS.get(goal.length))
        and comparison.is_live == (goal.length == "live")
    )


def _compared(comparison: Comparison, own: Timed, peer: Timed) -> Figure:
    """Live the share of the peer's time, offline how many times faster; median, smallest and largest of the rounds."""
    if comparison.is_live:
        times, words = ratio(own, peer), "share of the time of"
    else:
        times, words = ratio(peer, own), "times faster than"
    title, ends = _title(comparison), f"{times.smallest:.2f}..{times.largest:.2f}"
    return Figure(f"{title}: {own.name}, {words} {peer.name} ({ends})", times.median)


def _title(comparison: Comparison) -> str:
    return f"{comparison.title}, {'live' if comparison.is_live else f'{comparison.seconds_of_sound:g} s'}"
