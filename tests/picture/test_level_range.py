"""The range of levels: however it is moved, it stays a range."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.picture.level_range import LIMIT, Part, moved_range, step_of

ranges = st.tuples(st.floats(-390, 389), st.floats(0.5, 300)).map(lambda pair: (pair[0], min(390.0, sum(pair))))


@given(ranges, st.sampled_from(Part), st.floats(-2000, 2000), st.booleans())
def test_it_stays_a_range_within_the_settings(levels, part, change, fine):
    low, high = moved_range(levels, part, change, fine)

    assert -LIMIT - 1e-6 <= low < high <= LIMIT + 1e-6


@given(ranges, st.floats(-2000, 2000), st.booleans())
def test_the_whole_range_keeps_its_span(levels, change, fine):
    low, high = moved_range(levels, Part.BOTH, change, fine)

    assert high - low == pytest.approx(levels[1] - levels[0], abs=1e-5)


@given(ranges, st.floats(-2000, 2000))
def test_the_other_end_stays(levels, change):
    assert moved_range(levels, Part.LOWER, change)[1] == levels[1]
    assert moved_range(levels, Part.UPPER, change)[0] == levels[0]


@pytest.mark.parametrize(("span", "step"), [(100.0, 1.0), (30.0, 1.0), (10.0, 1.0), (4.0, 0.1), (0.02, 0.001)])
def test_a_narrow_range_moves_in_small_steps(span, step):
    assert step_of((-span, 0.0)) == pytest.approx(step)
