"""The way from the worker to the disk is bounded, and tells what it could not take."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from telling import numbered

from livemel.recording.intake import MAX_ITEMS, Intake
from livemel.runtime.feed import Gap, Sound

CAPACITY = 100


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 60)), max_size=40))
def test_what_is_taken_and_what_is_told_as_missing_is_all_that_was_heard(steps):
    intake, position, taken = Intake(CAPACITY), 0, []
    for takes, count in steps:
        intake.consume(Sound(position, numbered(count, position)))
        position += count
        if takes:
            taken.append(intake.take())
    intake.end_here()
    while (item := intake.take()) is not None:
        taken.append(item)

    at, lost = 0, 0
    for item in taken:
        if item is None:
            continue
        assert item.at_sample == at
        if isinstance(item, Gap):
            lost += item.lost
            at += item.lost
        else:
            np.testing.assert_array_equal(item.samples, numbered(len(item.samples), at))
            at += len(item.samples)
    assert at == position
    assert lost == intake.samples_lost


def test_it_keeps_samples_of_its_own():
    intake, samples = Intake(CAPACITY), numbered(10)
    intake.consume(Sound(0, samples))
    samples[:] = 0

    np.testing.assert_array_equal(intake.take().samples, numbered(10))


def test_any_number_of_gaps_and_short_blocks_takes_bounded_room():
    intake = Intake(1 << 30)
    for at in range(0, 2 * MAX_ITEMS + 10, 2):
        intake.consume(Sound(at, np.zeros(1, np.float32)))
        intake.consume(Gap(at + 1, 1, "lost"))

    taken = 0
    while intake.take() is not None:
        taken += 1
    assert taken <= MAX_ITEMS + 1
    assert intake.samples_lost > 0


def test_what_nobody_takes_any_more_is_not_held():
    intake = Intake(CAPACITY)
    intake.consume(Sound(0, numbered(10)))
    intake.refuse()
    intake.consume(Sound(10, numbered(10)))

    assert intake.take() is None
