"""Hatch: one endless pattern, whichever columns are asked for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from livemel.picture.hatch import GROUND, LINE, PERIOD_PX, hatched_columns


@given(first=st.integers(-10_000, 10_000), count=st.integers(0, 60), cut=st.integers(0, 60))
def test_a_pattern_drawn_in_pieces_has_no_seam(first, count, cut):
    columns = np.arange(first, first + count)
    pieces = [hatched_columns(part, 40) for part in np.split(columns, [min(cut, count)])]

    np.testing.assert_array_equal(np.concatenate(pieces), hatched_columns(columns, 40))


def test_every_column_and_every_row_shows_lines_and_ground():
    pattern = hatched_columns(np.arange(PERIOD_PX), PERIOD_PX)

    assert pattern.dtype == np.uint32
    for line in (*pattern, *pattern.T):
        assert set(line.tolist()) == {int(LINE), int(GROUND)}


def test_the_lines_are_diagonal():
    pattern = hatched_columns(np.arange(100, 150), 50)

    np.testing.assert_array_equal(pattern[1:, :-1], pattern[:-1, 1:])
