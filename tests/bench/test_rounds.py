"""Contenders take turns."""

import pytest

from livemel.bench import rounds
from livemel.bench.contender import Name, Timed, ratio
from livemel.bench.rounds import time_in_turn


def timed(library="someone", seconds=()):
    return Timed(Name(library=library, version="1"), seconds=list(seconds))


@pytest.fixture
def clock(monkeypatch):
    """Stands still but for what tasks take."""

    class Clock:
        seconds = 0.0

        def __call__(self):
            return self.seconds

    clock = Clock()
    monkeypatch.setattr(rounds, "perf_counter", clock)
    return clock


def test_every_round_each_has_its_turn_and_another_one_begins():
    ran, steps = [], []
    tasks = [(timed(name), lambda name=name: ran.append(name)) for name in "abc"]

    time_in_turn(tasks, 4, lambda: steps.append(None))

    assert "".join(ran) == "abcbcacababc"
    assert len(steps) == 12
    assert [len(each.seconds) for each, _ in tasks] == [4, 4, 4]


def test_a_time_is_that_of_one_unit(clock):
    one = timed()

    def task():
        clock.seconds += 6.0

    time_in_turn([(one, task)], 2, lambda: None, units=3)

    assert one.seconds == [2.0, 2.0]


def test_nobody_to_time_is_no_error():
    time_in_turn([], 3, lambda: None)


def test_a_ratio_is_of_times_of_the_same_round():
    slow_machine = 100.0
    ours, theirs = timed(seconds=[1.0, slow_machine, 1.0]), timed(seconds=[3.0, 2 * slow_machine, 4.0])

    found = ratio(theirs, ours)

    assert (found.smallest, found.median, found.largest) == (2.0, 3.0, 4.0)


def test_times_of_different_rounds_are_not_compared():
    with pytest.raises(ValueError, match="shorter"):
        ratio(timed(seconds=[1.0, 2.0]), timed(seconds=[1.0]))
