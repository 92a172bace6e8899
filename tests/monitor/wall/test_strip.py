"""A frame stands in its second; a second without one is missing, and no other is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from livemel.monitor.wall.strip import BANDS, KEPT_SECONDS, STRIP_SECONDS, Strip, newest_end

BEGIN = 1_700_000_000
FRAME = np.full(BANDS, -50.0, np.float32)


def is_missing(strip, end):
    return np.isnan(strip.levels(end)[:, 0])


@given(
    phase=st.floats(0.0, 1.0),
    rate=st.floats(0.98, 1.02),
    late=st.lists(st.floats(-0.2, 0.2), min_size=STRIP_SECONDS, max_size=STRIP_SECONDS),
)
def test_a_frame_a_second_leaves_no_second_out_wherever_its_seconds_begin(phase, rate, late):
    strip = Strip()
    for number in range(STRIP_SECONDS):
        utc = BEGIN + phase + number * rate + late[number]
        strip.put(utc, FRAME, utc)
    end = int(utc)
    missing = is_missing(strip, end)

    assert not missing[-(STRIP_SECONDS - 4) :].any()


@given(phase=st.floats(0.0, 1.0), silence=st.integers(2, 60))
def test_a_pause_is_missing_with_its_length_within_a_second(phase, silence):
    strip = Strip()
    for number in [*range(20), *range(19 + silence, 30 + silence)]:
        utc = BEGIN + phase + number
        strip.put(utc, FRAME, utc)
    missing = is_missing(strip, int(utc) - 1)[-(silence + 20) :]

    assert abs(int(missing.sum()) - (silence - 1)) <= 1


@given(phase=st.floats(0.01, 0.99))
def test_what_was_heard_stands_in_the_second_in_which_most_of_it_was(phase):
    strip = Strip()
    strip.put(BEGIN + phase, FRAME, BEGIN + phase)
    (column,) = np.flatnonzero(~is_missing(strip, BEGIN + 10))

    assert BEGIN + 10 - STRIP_SECONDS + column == (BEGIN if phase >= 0.5 else BEGIN - 1)


def test_frames_that_come_in_a_heap_stand_in_their_own_seconds():
    strip = Strip()
    for number in range(10):
        strip.put(BEGIN + number + 0.7, FRAME + number, BEGIN + 12)
    levels = strip.levels(BEGIN + 10)[-10:, 0]

    np.testing.assert_array_equal(levels, -50.0 + np.arange(10))


def test_a_frame_from_long_ago_takes_no_other_ones_place():
    strip = Strip()
    strip.put(BEGIN + 0.7, FRAME, BEGIN)
    strip.put(BEGIN + 0.7 - KEPT_SECONDS, FRAME - 40, BEGIN)

    assert strip.levels(BEGIN + 1)[-1, 0] == -50.0


def test_what_was_told_once_is_not_overwritten():
    strip = Strip()
    strip.put(BEGIN + 0.7, FRAME, BEGIN)
    strip.put(BEGIN + 0.7, FRAME - 40, BEGIN)

    assert strip.levels(BEGIN + 1)[-1, 0] == -50.0


@given(now=st.floats(0.0, 1.0), phase=st.floats(0.0, 1.0))
def test_the_newest_second_that_is_shown_has_been_told_by_every_room_that_is_well(now, phase):
    strip = Strip()
    for number in range(-200, 2):
        utc = BEGIN + phase + number
        if utc + 1.4 <= BEGIN + now:  # the way to the wall
            strip.put(utc, FRAME, utc)

    assert not is_missing(strip, newest_end(BEGIN + now)).any()
