"""Counters and timings of a run."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.runtime.feed import Gap
from livemel.runtime.stats import MAX_GAPS_LISTED, RunStats, Timings


def timed(values, capacity=1000):
    timings = Timings(capacity)
    for value in values:
        timings.add(value)
    return timings


def test_without_a_duration_there_is_no_percentile():
    assert Timings().percentiles() == {"p50": None, "p95": None, "p99": None, "max": None}


def test_the_percentiles_of_a_hundred_and_one_are_those_numbers():
    shuffled = sorted(range(101), key=lambda number: number * 37 % 101)

    assert timed(shuffled).percentiles() == {"p50": 50.0, "p95": 95.0, "p99": 99.0, "max": 100.0}


@given(values=st.lists(st.floats(0, 1e4, width=32), min_size=1, max_size=50))
def test_percentiles_are_durations_that_were_noted_in_rising_order(values):
    found = list(timed(values).percentiles().values())

    assert found == sorted(found)
    assert set(found) <= {round(value, 3) for value in values}
    assert found[-1] == round(max(values), 3)


@given(values=st.lists(st.integers(0, 99), min_size=1, max_size=50))
def test_the_last_ones_count(values):
    assert timed(values, capacity=7).percentiles() == timed(values[-7:]).percentiles()


@given(values=st.lists(st.integers(0, 99), min_size=1, max_size=20))
def test_the_latest_is_the_last(values):
    timings = timed(values, capacity=7)

    assert (timings.latest, timings.count) == (values[-1], len(values))


def test_before_the_first_there_is_no_latest():
    assert Timings().latest is None


def test_gaps_are_counted_and_listed():
    stats = RunStats()
    stats.add_gap(Gap(10, 5, "dropped"))
    stats.add_gap(Gap(30, 7, "dropped"))

    assert stats.samples_lost == 12
    assert stats.as_dict()["gaps"] == [
        {"at_sample": 10, "lost": 5, "cause": "dropped"},
        {"at_sample": 30, "lost": 7, "cause": "dropped"},
    ]


def test_a_gap_that_goes_on_is_one():
    stats = RunStats()
    for at_sample in (0, 5, 10):
        stats.add_gap(Gap(at_sample, 5, "same"))

    assert stats.gaps == [Gap(0, 15, "same")]
    assert stats.samples_lost == 15


def test_a_list_that_has_become_long_does_not_grow_any_more():
    stats = RunStats()
    for at_sample in range(MAX_GAPS_LISTED + 3):
        stats.add_gap(Gap(10 * at_sample, 2, ""))

    assert (len(stats.gaps), stats.gaps_not_listed) == (MAX_GAPS_LISTED, 3)
    assert stats.samples_lost == 2 * (MAX_GAPS_LISTED + 3)


def test_everything_can_be_written_as_json():
    stats = RunStats(samples_received=3)
    stats.add_gap(Gap(1, 2, "dropped"))

    assert json.loads(json.dumps(stats.as_dict())) == stats.as_dict()


def test_two_runs_share_no_list():
    RunStats().add_gap(Gap(1, 2, ""))

    assert RunStats().gaps == []


@pytest.mark.parametrize("capacity", [1, 3])
def test_a_full_ring_is_read_whole(capacity):
    assert timed([5.0] * 3 * capacity, capacity).percentiles()["p50"] == 5.0


def test_the_newest_are_told_oldest_first_as_far_as_they_are_kept():
    timings = Timings(3)
    for milliseconds in (1, 2, 3, 4):
        timings.add(milliseconds)
    assert timings.newest(2).tolist() == [3, 4]
    assert timings.newest(9).tolist() == [2, 3, 4]
    assert timings.newest(0).tolist() == []
