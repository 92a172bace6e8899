"""A clock is judged by the messages that were delayed least."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.monitor.wall.skew import OFF_SECONDS, RECENT, RIGHT_SECONDS, Skew

DELAYS = st.lists(st.floats(0.0, 30.0), min_size=1, max_size=RECENT)


@given(ahead=st.floats(-1e6, 1e6), delays=DELAYS)
def test_it_is_the_true_one_less_the_shortest_delay(ahead, delays):
    skew = Skew()
    for second, delay in enumerate(delays):
        skew.note(second + ahead, second + delay)

    assert skew.seconds == pytest.approx(ahead - min(delays), abs=1e-6)


@given(delays=st.lists(st.floats(0.0, 60.0), max_size=RECENT - 1))
def test_a_right_clock_is_believed_however_late_its_messages_come_after_one_that_was_in_time(delays):
    skew = Skew()
    for second, delay in enumerate([0.3, *delays]):
        skew.note(float(second), second + delay)

        assert skew.on_our_clock(float(second)) == second


@given(ahead=st.floats(2 * OFF_SECONDS, 1e6), sign=st.sampled_from([-1, 1]), delay=st.floats(0.0, 1.0))
def test_what_a_wrong_clock_says_is_placed_where_it_arrived(ahead, sign, delay):
    skew = Skew()
    skew.note(sign * ahead, delay)

    assert skew.on_our_clock(sign * ahead) == pytest.approx(delay, abs=1e-6)


def test_a_clock_that_was_set_is_believed_after_as_many_messages_as_are_looked_at():
    skew = Skew()
    for second in range(20):
        skew.note(second + 37.0, second + 0.1)
    for second in range(20, 20 + RECENT):
        skew.note(second, second + 0.1)

    assert not skew.is_off
    assert skew.seconds == pytest.approx(-0.1)


def test_a_clock_at_the_limit_is_not_now_wrong_and_now_right():
    skew = Skew()
    found = []
    for second in range(100):
        skew.note(second + OFF_SECONDS + (0.3 if second < 20 else -0.3), float(second))
        found.append(skew.is_off)

    assert RIGHT_SECONDS < OFF_SECONDS - 0.3
    assert all(found)
