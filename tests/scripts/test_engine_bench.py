"""`scripts/bench engine` holds what was measured against the goals."""

from argparse import Namespace
from importlib import import_module
from pathlib import Path

import pytest

from livemel.bench.comparison import Comparison
from livemel.bench.contender import Agreement, Name, Timed
from livemel.bench.recipes import LIVE, OFFLINE
from livemel.bench.report import Report

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts" / "bench_lib"


@pytest.fixture
def engine_bench(monkeypatch):
    monkeypatch.syspath_prepend(SCRIPTS)
    return import_module("engine_bench")


def timed(library, seconds, kernel="", precision="", agrees=True):
    name = Name(library=library, version="1", kernel=kernel, precision=precision)
    return Timed(name, agreement=Agreement(0.0, "dB", (2, 2), agrees), seconds=[seconds, 2 * seconds])


def comparison(key, seconds, *contenders, live=False, unmeasured=()):
    return Comparison(
        title=key,
        key=key,
        sample_rate=48000,
        seconds_of_sound=seconds,
        is_live=live,
        timed=[timed("livemel", 1.0, "scipy", "exact"), *contenders],
        unmeasured=dict(unmeasured),
    )


def held(engine_bench, goal, *comparisons):
    return engine_bench._held(Report("1", {}, list(comparisons), None), goal)


def test_offline_the_goal_is_how_many_times_faster_than_the_fastest(engine_bench):
    goal = engine_bench.Goal("decibels", "short", "scipy", "exact", "", 2.5)
    others = comparison("decibels", 600.0, timed("b", 1.0)), comparison("kaldi", 30.0, timed("b", 1.0))

    def figure(*peers):
        return held(engine_bench, goal, *others, comparison("decibels", 30.0, *peers))

    met, missed = figure(timed("a", 4.0), timed("b", 3.0)), figure(timed("a", 4.0), timed("b", 2.0))
    assert (met.measured, met.met, missed.measured, missed.met) == (3.0, True, 2.0, False)
    assert "livemel exact scipy, times faster than b (3.00..3.00)" in met.what


def test_live_the_goal_is_the_share_of_the_time(engine_bench):
    goal = engine_bench.Goal("kaldi", "live", "scipy", "exact", "b", 0.5)
    offline = comparison("kaldi", 600.0, timed("b", 1.0))

    met = held(engine_bench, goal, offline, comparison("kaldi", 0.01, timed("b", 2.0), live=True))
    missed = held(engine_bench, goal, offline, comparison("kaldi", 0.01, timed("b", 1.6), live=True))

    assert (met.measured, met.met, missed.measured, missed.met) == (0.5, True, 0.625, False)


@pytest.mark.parametrize("peers", [[], [timed("b", 9.0, agrees=False)], [timed("c", 9.0)]], ids=len)
def test_a_peer_that_was_not_measured_or_computes_something_else_is_a_goal_missed(engine_bench, peers):
    goal = engine_bench.Goal("decibels", "short", "scipy", "exact", "b", 2.0)

    figure = held(engine_bench, goal, comparison("decibels", 30.0, *peers))

    assert not figure.met
    assert figure.measured == "one of them was not measured"


def test_every_goal_is_held_and_who_is_absent_is_a_goal_missed(engine_bench, monkeypatch):
    plans = []

    def measured(plan):
        plans.append(plan)
        comparisons = [comparison(key, seconds, unmeasured={"a": "not installed"}) for key, seconds in plan.offline]
        comparisons += [comparison(key, 0.01, live=True) for key in plan.live]
        return Report("1", {}, comparisons, None)

    monkeypatch.setattr(engine_bench, "measured", measured)
    figures = engine_bench.engine(Namespace(rounds=3, live_rounds=4))

    [plan] = plans
    assert (plan.rounds, plan.live_rounds, plan.peers) == (3, 4, True)
    assert {key for key, _ in plan.offline} == set(OFFLINE)
    assert set(plan.live) == set(LIVE)
    missed = [figure for figure in figures if not figure.met]
    assert sum("beside" in figure.what for figure in missed) == len(engine_bench.GOALS)
    assert sum(figure.measured == "not installed" for figure in missed) == len(plan.offline)
