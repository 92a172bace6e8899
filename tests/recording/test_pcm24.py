"""24 bits: what a converter of 24 bits gives goes through bit by bit."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from livemel.recording.pcm24 import STEPS, packed, whole_steps

steps = st.lists(st.integers(-STEPS, STEPS - 1), min_size=1)


@given(steps)
def test_multiples_of_a_step_stay_what_they_are(numbers):
    samples = (np.array(numbers) / STEPS).astype(np.float32)

    whole, clipped = whole_steps(samples)

    assert whole.tolist() == numbers
    assert clipped == 0


@given(steps)
def test_packed_steps_are_three_bytes_each_the_lowest_first(numbers):
    data = packed(np.array(numbers, np.int32))

    read = [int.from_bytes(data[at : at + 3], "little", signed=True) for at in range(0, len(data), 3)]
    assert read == numbers


def test_what_is_louder_than_full_scale_is_cut_to_it_and_counted():
    samples = np.array([1.0, -1.0, 1.5, -1.5, 3e38, -np.inf, 0.5], np.float32)

    whole, clipped = whole_steps(samples)

    top, bottom = STEPS - 1, -STEPS
    assert whole.tolist() == [top, bottom, top, bottom, top, bottom, STEPS // 2]
    assert clipped == 5


def test_what_is_not_a_number_is_silence():
    whole, clipped = whole_steps(np.array([np.nan, 0.25], np.float32))

    assert whole.tolist() == [0, STEPS // 4]
    assert clipped == 0
