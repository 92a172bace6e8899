"""Two clients of one name are recognised by how soon and how often a broker drops them; nothing else is."""

from __future__ import annotations

import pytest

from livemel.monitor.outputs.rivalry import Rivalry


class Clock:
    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def rivalry(clock):
    return Rivalry(clock)


def connections(rivalry, clock, *lasted):
    for seconds in lasted:
        rivalry.connected()
        clock.seconds += seconds
        rivalry.lost()
        clock.seconds += 1.0


def test_three_short_connections_one_after_the_other_are_a_rivals_work(rivalry, clock):
    connections(rivalry, clock, 1.5, 1.5)
    assert not rivalry.is_on()
    connections(rivalry, clock, 1.5)
    assert rivalry.is_on()


def test_it_is_told_through_the_next_connections_until_one_lasts(rivalry, clock):
    connections(rivalry, clock, 1.0, 1.0, 1.0)
    rivalry.connected()
    assert rivalry.is_on()
    clock.seconds += 11.0
    assert not rivalry.is_on()
    rivalry.lost()
    assert not rivalry.is_on()


def test_a_long_connection_between_short_ones_is_none(rivalry, clock):
    connections(rivalry, clock, 1.0, 1.0, 60.0, 1.0, 1.0)

    assert not rivalry.is_on()


def test_a_broker_that_is_away_in_between_is_none(rivalry, clock):
    for _ in range(5):
        connections(rivalry, clock, 1.0)
        rivalry.failed()

    assert not rivalry.is_on()


def test_a_broker_that_was_never_there_is_none(rivalry):
    for _ in range(5):
        rivalry.lost()

    assert not rivalry.is_on()
