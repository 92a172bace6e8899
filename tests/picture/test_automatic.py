"""Automatic range: robust, round, and never too narrow."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.picture.automatic import LEAST_SPAN, automatic_range


@given(st.lists(st.floats(-395, 395, width=32), min_size=1, max_size=50))
def test_both_ends_are_multiples_of_5_and_at_least_30_apart(levels):
    low, high = automatic_range(np.array(levels, np.float32))

    assert low % 5 == high % 5 == 0
    assert high - low >= LEAST_SPAN
    assert -400 <= low < high <= 400


def test_a_single_click_does_not_brighten_the_range():
    levels = np.full((1000, 128), -70.0, np.float32)
    levels[3, :100] = 0.0

    assert automatic_range(levels) == (-100.0, -70.0)


def test_what_is_not_finite_does_not_count():
    levels = np.array([-np.inf, np.nan, -60.0, -20.0], np.float32)

    assert automatic_range(levels) == automatic_range(levels[2:])


@pytest.mark.parametrize("levels", [np.empty(0), np.full(9, -np.inf), np.full(3, np.nan)], ids=["none", "-inf", "nan"])
def test_without_a_level_there_is_no_range(levels):
    assert automatic_range(levels.astype(np.float32)) is None
