"""Sound that repeats bit for bit is found whatever its period, and one sample that differs is enough to tell."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from livemel.runtime.health.repeats import KEPT_SECONDS, LOOK_SECONDS, Repeats, exact_period

RATE = 8000
LENGTH = 2 * RATE
LONGEST = RATE // 2


def piece(period, seed):
    return np.random.default_rng(seed).standard_normal(period).astype(np.float32)


@given(st.integers(2, LONGEST), st.integers(0, 99))
def test_a_period_is_found_to_the_sample(period, seed):
    assert exact_period(np.resize(piece(period, seed), LENGTH), LONGEST) == period


@given(st.integers(2, LONGEST), st.integers(0, LENGTH - 1))
def test_one_sample_that_differs_is_no_repetition(period, place):
    signal = np.resize(piece(period, 1), LENGTH)
    signal[place] = np.nextafter(signal[place], np.float32(9))

    assert exact_period(signal, LONGEST) == 0


def test_a_piece_that_ends_with_silence_is_found_too():
    frozen = np.concatenate([piece(300, 1), np.zeros(200, np.float32)])

    assert exact_period(np.resize(frozen, LENGTH), LONGEST) == 500


def test_a_constant_and_noise_have_no_period():
    assert exact_period(np.zeros(LENGTH, np.float32), LONGEST) == 0
    assert exact_period(piece(LENGTH, 2), LONGEST) == 0


def test_a_longer_piece_than_half_a_second_is_music_that_loops():
    assert exact_period(np.resize(piece(LONGEST + 1, 3), LENGTH), LONGEST) == 0


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=8))
def test_what_is_found_does_not_depend_on_the_blocks(sizes):
    repeats = Repeats(RATE)
    signal = np.resize(piece(77, 4), round((KEPT_SECONDS + 2 * LOOK_SECONDS) * RATE))
    begin = 0
    for size in [*sizes, len(signal)]:
        repeats.take(signal[begin : begin + size])
        begin += size

    assert repeats.period_seconds == 77 / RATE
