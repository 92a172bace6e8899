"""A station tells every second once, also those in which nothing came, and says what its outputs cannot do."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from reports import RATE, reading

from livemel.audio.source import SampleClock
from livemel.monitor.station import Station
from livemel.runtime.health.doctor import Condition, Verdict


class Kept:
    trouble = ""

    def __init__(self):
        self.reports = []

    def take(self, report):
        self.reports.append(report)

    def close(self):
        self.reports.append("closed")


@pytest.fixture
def parts():
    now = [100.0]
    stats = SimpleNamespace(samples_received=5, samples_lost=3, gaps=[1], gaps_not_listed=1)
    session = SimpleNamespace(
        source=SimpleNamespace(name="mic"), stats=stats, clock=SampleClock(0, 100.0, RATE), wanted_at=0.0
    )
    metering = SimpleNamespace(waiting=[])
    metering.drain = lambda: [metering.waiting.pop(0) for _ in list(metering.waiting)]
    health = SimpleNamespace(verdict=lambda: Verdict(Condition.DEAD, "exact zeros", fault="zeros"))
    output, said = Kept(), []
    station = Station(
        session, metering, health, [output], clock=lambda: 5000.0, monotonic=lambda: now[0], say=said.append
    )
    return SimpleNamespace(station=station, metering=metering, output=output, said=said, now=now)


def test_every_reading_is_told_with_state_losses_and_the_time_at_which_its_second_ended(parts):
    parts.metering.waiting = [reading(0), reading(1)]
    parts.now[0] = 102.5
    parts.station.show()
    first, second = parts.output.reports

    assert (first.state, first.detail, first.fault, first.samples_lost, first.gaps) == (
        "dead",
        "exact zeros",
        "zeros",
        3,
        2,
    )
    assert (first.utc, second.utc) == (5000.0 - 1.5, 5000.0 - 0.5)


def test_a_second_in_which_nothing_came_is_told_too(parts):
    parts.station.show()
    assert parts.output.reports == []
    parts.now[0] += 2.0
    parts.station.show()

    assert [report.reading for report in parts.output.reports] == [None]


def test_trouble_is_said_once_and_so_is_its_end(parts):
    for trouble in ("", "disk full", "disk full", "broker gone", ""):
        parts.output.trouble = trouble
        parts.station.show()

    assert parts.said == ["disk full", "broker gone", "all outputs work again"]
    parts.metering.waiting = [reading(0)]
    parts.output.trouble = "disk full"
    parts.station.show()
    parts.metering.waiting = [reading(1)]
    parts.station.show()
    assert parts.output.reports[-1].trouble == "disk full"
