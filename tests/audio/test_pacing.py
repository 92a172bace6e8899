"""Real time is kept, without a clock that ticks."""

from __future__ import annotations

import pytest

from livemel.audio import pacing
from livemel.audio.pacing import MOST_SECONDS_LATE, UNPACED_BLOCK, Pacer

RATE = 48000


class FakeClock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch):
    fake = FakeClock()
    monkeypatch.setattr(pacing, "monotonic", fake)
    return fake


def give_what_is_due(pacer):
    due = pacer.due()
    pacer.give(due)
    return due


def test_real_time_begins_with_the_first_question(clock):
    pacer = Pacer(RATE, paced=True)
    clock.seconds += 3.0

    assert give_what_is_due(pacer) == 0


def test_as_many_samples_are_due_as_time_has_passed(clock):
    pacer = Pacer(RATE, paced=True)
    pacer.due()
    total = 0
    for _ in range(1000):
        clock.seconds += 0.00731
        total += give_what_is_due(pacer)

    assert total == pytest.approx(7.31 * RATE, abs=1)


def test_a_reader_that_is_late_gets_what_it_missed(clock):
    pacer = Pacer(RATE, paced=True)
    pacer.due()
    clock.seconds += 5.0
    parts = [give_what_is_due(pacer) for _ in range(10)]

    assert sum(parts) == 5 * RATE
    assert max(parts) <= UNPACED_BLOCK


def test_a_reader_that_slept_goes_on_from_now(clock):
    pacer = Pacer(RATE, paced=True)
    pacer.due()
    clock.seconds += MOST_SECONDS_LATE + 1
    assert pacer.due() == 0
    clock.seconds += 0.5

    assert pacer.due() == RATE // 2


def test_a_slow_producer_is_not_hurried_after(clock):
    pacer = Pacer(RATE, paced=True)
    pacer.due()
    clock.seconds += 2.0
    pacer.give(100)
    pacer.starved()
    clock.seconds += 0.25

    assert pacer.due() == pytest.approx(RATE // 4, abs=1)


def test_the_clock_says_which_sample_is_due(clock):
    pacer = Pacer(RATE, paced=True)
    pacer.due()
    clock.seconds += 1.5

    assert pacer.clock().sample_at(clock.seconds) == pytest.approx(1.5 * RATE)


def test_the_clock_before_the_begin_stands_at_the_first_sample(clock):
    assert Pacer(RATE, paced=True).clock().sample_at(clock.seconds) == 0


def test_without_pace_as_much_as_fits_is_due():
    pacer = Pacer(RATE, paced=False, block=17)

    assert [give_what_is_due(pacer) for _ in range(3)] == [17, 17, 17]
    assert pacer.clock().sample == 51
