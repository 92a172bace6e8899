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
    metering = SimpleNamespace(waiting=[], opened=[])
    metering.heard_at = 100.0

    def close_if_quiet(now):
        is_quiet = now - metering.heard_at >= 1.0
        if is_quiet:
            metering.waiting.extend(metering.opened)
            metering.opened.clear()
        return is_quiet

    metering.close_if_quiet = close_if_quiet
    metering.drain = lambda: [metering.waiting.pop(0) for _ in list(metering.waiting)]
    health = SimpleNamespace(verdict=lambda: Verdict(Condition.DEAD, "exact zeros", fault="zeros"))
    output, said, disk, clock = Kept(), [], [""], [5000.0]
    station = Station(
        session,
        metering,
        health,
        [output],
        clock=lambda: clock[0],
        monotonic=lambda: now[0],
        say=said.append,
        disk=lambda: disk[0],
    )
    return SimpleNamespace(
        station=station, metering=metering, output=output, said=said, now=now, disk=disk, clock=clock, health=health
    )


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
    assert (first.seconds, second.seconds) == (1.0, 2.0)


def test_seconds_go_on_evenly_though_the_clock_is_set_and_nothing_comes(parts):
    parts.metering.waiting = [reading(0)]
    parts.now[0] = 101.0
    parts.station.show()
    parts.now[0], parts.clock[0] = 103.0, 17.0
    parts.station.show()

    assert [report.seconds for report in parts.output.reports] == [1.0, 3.0]
    assert parts.output.reports[1].utc == 17.0


def test_a_low_disk_is_the_state_unless_the_microphone_is_worse(parts):
    parts.disk[0] = "nearly full"
    for kind in (Condition.OK, Condition.SILENT, Condition.DEAD, Condition.LOST):
        parts.health.verdict = lambda kind=kind: Verdict(kind, "why", fault="word")
        parts.metering.waiting = [reading(0)]
        parts.station.show()

    assert [(each.state, each.detail, each.fault) for each in parts.output.reports] == [
        ("disk-low", "nearly full", "disk"),
        ("disk-low", "nearly full", "disk"),
        ("dead", "why", "word"),
        ("lost", "why", "word"),
    ]


def test_the_last_report_says_that_the_monitor_has_stopped_and_why(parts):
    parts.station.stop("ended by SIGTERM")
    parts.station.close()
    last, closed = parts.output.reports

    assert (last.state, last.detail, last.reading, closed) == ("stopped", "ended by SIGTERM", None, "closed")


def test_a_second_in_which_nothing_came_is_told_too(parts):
    parts.station.show()
    assert parts.output.reports == []
    parts.now[0] += 2.0
    parts.station.show()

    assert [report.reading for report in parts.output.reports] == [None]


def test_while_nothing_comes_every_second_is_told_and_first_of_all_what_was_heard_of_the_last(parts):
    parts.metering.waiting = [reading(0)]
    parts.now[0] = 101.0
    parts.station.show()
    parts.metering.opened, parts.metering.heard_at = [reading(1, heard=RATE // 2)], 101.5
    for second in range(2, 7):
        parts.now[0] = 100.0 + second
        parts.station.show()
    told = [report.reading.heard if report.reading else 0 for report in parts.output.reports]

    assert told == [RATE, RATE // 2, 0, 0, 0]
    assert [report.seconds for report in parts.output.reports] == sorted(r.seconds for r in parts.output.reports)


def test_trouble_is_said_once_and_so_is_its_end(parts):
    for trouble in ("", "disk full", "disk full", ""):
        parts.output.trouble = trouble
        parts.station.show()

    assert parts.said == ["disk full", "all outputs work again"]
    parts.metering.waiting = [reading(0)]
    parts.output.trouble = "disk full"
    parts.station.show()
    parts.metering.waiting = [reading(1)]
    parts.station.show()
    assert parts.output.reports[-1].trouble == "disk full"


def test_a_reader_that_has_gone_keeps_nobody_from_being_told_the_rest_and_that_it_has_stopped(parts):
    class Pipe(Kept):
        def take(self, report):
            raise BrokenPipeError

    last = Kept()
    station = Station(
        parts.station._session, parts.metering, parts.health, [Pipe(), last],
        clock=lambda: 5000.0, monotonic=lambda: parts.now[0],
    )  # fmt: skip
    parts.metering.waiting = [reading(0), reading(1)]
    parts.now[0] = 102.0
    with pytest.raises(BrokenPipeError):
        station.stop("ended")

    assert [report.state for report in last.reports] == ["dead", "dead", "stopped"]
