"""Strips: one scale for all rooms, the highest band at the top, what is missing told apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.picture.wall.strips import Scale, missing, stretches, strip_pixels

SCALE = Scale(low=-100.0, high=0.0, colormap="magma")
TABLE = packed(lookup_table("magma"))


def test_the_same_level_has_the_same_colour_in_every_room():
    levels = np.full((2, 5, 40), -50.0, np.float32)
    levels[1, 2] = 0.0
    pixels = strip_pixels(levels, SCALE, 40)

    assert pixels.shape == (2, 40, 5)
    assert set(pixels[0].ravel()) == {TABLE[128]}
    assert set(pixels[1, :, 2]) == {TABLE[255]}


@pytest.mark.parametrize("rows", [1, 7, 39, 40, 500])
def test_a_loud_band_is_seen_however_few_rows_there_are_and_high_ones_stand_above(rows):
    levels = np.full((3, 40), -100.0, np.float32)
    levels[1, 39] = 0.0
    pixels = strip_pixels(levels, SCALE, rows)

    assert pixels.shape == (min(rows, 40), 3)
    assert pixels[0].tolist() == [TABLE[0], TABLE[255], TABLE[0]]


@given(st.lists(st.booleans(), max_size=40))
def test_stretches_cover_what_is_marked_and_nothing_else(marked):
    marked = np.array(marked, bool)
    found = np.zeros(len(marked), int)
    for begin, end in stretches(marked):
        assert begin < end
        found[begin:end] += 1

    np.testing.assert_array_equal(found, marked)


def test_what_is_missing_is_no_level_and_nothing_is_missing_before_anybody_listened():
    levels = np.full((6, 40), -200.0, np.float32)
    levels[[0, 1, 4]] = np.nan

    assert missing(levels, unheard=1).tolist() == [False, True, False, False, True, False]
