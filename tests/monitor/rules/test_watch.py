"""An event begins and ends once, when its rule says so, and not for every flicker."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from reports import report

from livemel.monitor.rules.rule import Rule
from livemel.monitor.rules.watch import Watch

FREQUENCIES = np.array([100.0, 200.0, 400.0, 800.0])


def watched(rule, *reports):
    watch = Watch(rule, FREQUENCIES)
    events = [watch.take(each) for each in reports]
    last = watch.end(reports[-1].seconds)
    return [event for event in [*events, last] if event is not None]


def levels(*values, **more):
    return [report(second, laeq=value, **more) for second, value in enumerate(values)]


def test_an_event_has_a_beginning_and_an_end_with_one_id_and_the_loudest_level():
    begin, end = watched(Rule(name="loud", measure="laeq", above=-30), *levels(-60, -29, -10, -20, -60, -60))

    assert (begin.phase, end.phase, begin.id) == ("begin", "end", end.id)
    assert (begin.utc, begin.sample, begin.value) == (1000.0 + 0, 8000, -29)
    assert (end.value, end.seconds) == (-10, 3.0)


def test_it_lasts_until_the_level_has_come_back_behind_the_hysteresis():
    rule = Rule(name="loud", measure="laeq", above=-30, hysteresis=5)

    assert len(watched(rule, *levels(-29, -34, -29, -34, -60))) == 2
    assert len(watched(rule, *levels(-29, -36, -29, -36, -60))) == 4


@pytest.mark.parametrize(("seconds", "found"), [(1, 4), (2, 2), (3, 0)])
def test_what_is_too_short_is_none(seconds, found):
    rule = Rule(name="loud", measure="laeq", above=-30, seconds=seconds)

    assert len(watched(rule, *levels(-60, -20, -60, -60, -60, -20, -20, -60, -60, -60))) == found


def test_in_the_cool_down_none_begins():
    rule = Rule(name="loud", measure="laeq", above=-30, cooldown=5)
    events = watched(rule, *levels(-20, -60, -20, -60, -20, -60, -60, -20, -60))

    assert [event.phase for event in events] == ["begin", "end", "begin", "end"]
    assert events[2].utc - events[1].utc >= 5


@pytest.mark.parametrize("step", [-86400.0, 86400.0])
def test_a_clock_that_is_set_neither_ends_nor_lengthens_an_event_or_its_cool_down(step):
    rule = Rule(name="loud", measure="laeq", above=-30, cooldown=5)
    before = levels(-20, -20, -60, -20, -60, -60, -60, -20, -20, -60)
    moved = [replace(each, utc=each.utc + step * (each.seconds >= 2)) for each in before]
    events = watched(rule, *moved)

    assert [(event.phase, event.seconds) for event in events] == [
        ("begin", 0.0), ("end", 2.0), ("begin", 0.0), ("end", 2.0)
    ]  # fmt: skip


def test_seconds_without_sound_that_come_less_often_count_as_what_they_last():
    rule = Rule(name="broken", measure="state", states=("lost",), seconds=6)
    lost = [replace(report(second, state="lost", heard=False), seconds=1.5 * second) for second in range(5)]

    assert [event.phase for event in watched(rule, *lost)] == ["begin", "end"]


def test_what_comes_late_ends_no_state_and_begins_nothing_before_the_end_of_what_has_ended():
    broken, loud = Rule(name="broken", measure="state", states=("dead",)), Rule(name="loud", measure="laeq", above=-30)
    before, nothing = levels(-20, -20), [report(second, heard=False, state="dead") for second in range(2, 6)]
    late, after = report(2, laeq=-20), levels(*[-20] * 10)[6:]

    assert [each.seconds for each in watched(broken, *before, *nothing, late, *after) if each.phase == "end"] == [4.0]
    assert watched(loud, *before, *nothing, report(1, laeq=-20))[2:] == []  # that time has been judged
    events = watched(loud, *before, *nothing, late, *after)
    assert [each.utc for each in events if each.phase == "begin"] == [999.0, 1001.0]
    assert events[1].utc + events[1].seconds <= events[2].utc


def test_silence_is_below():
    begin, end = watched(
        Rule(name="quiet", measure="rms", below=-70), report(0, rms=-60), report(1, rms=-80), report(2, rms=-90)
    )

    assert (begin.value, end.value) == (-80, -90)


def test_a_band_counts_alone():
    rule = Rule(name="hum", measure="band", above=-40, low_hz=150, high_hz=250)

    assert watched(rule, report(0, bands=(0.0, -60.0, 0.0, 0.0))) == []
    assert len(watched(rule, report(0, bands=(-90.0, -30.0, -90.0, -90.0)))) == 2


def test_a_tone_that_was_not_there_before_is_new_and_one_that_was_always_there_is_not():
    rule = Rule(name="tone", measure="novelty", above=20)
    hum = (-20.0, -80.0, -80.0, -80.0)
    before = [report(second, bands=hum) for second in range(60)]

    assert watched(rule, *before) == []
    begin, _ = watched(rule, *before, report(60, bands=(-20.0, -80.0, -40.0, -80.0)))
    assert begin.value == pytest.approx(40, abs=0.1)


def test_a_dead_or_lost_microphone_is_an_event_though_nothing_is_heard():
    rule = Rule(name="broken", measure="state", states=("dead", "lost"))
    dead = report(1, state="dead", detail="exact zeros")
    begin, end = watched(rule, report(0), dead, report(2, state="lost", heard=False), report(3))

    assert (begin.value, begin.detail) == ("dead", "exact zeros")
    assert (end.value, end.seconds) == ("lost", 2.0)


def test_a_second_without_sound_ends_what_needs_sound():
    begin, end = watched(Rule(name="loud", measure="laeq", above=-30), *levels(-20, -20), report(2, heard=False))

    assert (begin.phase, end.phase, end.seconds) == ("begin", "end", 2.0)
