"""Levels to colours: the range is cut into 256 even steps, and nothing falls out of it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import colour_indices, marked_indices, packed, unpacked

LEVELS = arrays(np.float32, array_shapes(max_dims=3), elements=st.floats(width=32))


@given(levels=LEVELS)
def test_any_level_has_a_colour(levels):
    indices = colour_indices(levels, -100.0, 0.0)

    assert indices.dtype == np.uint8
    assert indices.shape == levels.shape


@given(levels=arrays(np.float32, 20, elements=st.floats(-300, 300, width=32)))
def test_a_louder_level_is_never_darker(levels):
    assert np.all(np.diff(colour_indices(np.sort(levels), -100.0, 0.0).astype(int)) >= 0)


def test_the_ends_and_the_middle_of_the_range():
    levels = np.array([-np.inf, -1000, -100, -50, 0, 1000, np.inf, np.nan], np.float32)

    assert colour_indices(levels, -100.0, 0.0).tolist() == [0, 0, 0, 128, 255, 255, 255, 0]


def test_every_colour_has_the_same_share_of_the_range():
    middles = (np.arange(256, dtype=np.float32) + 0.5) / 256 * 80 - 90

    assert colour_indices(middles, -90.0, -10.0).tolist() == list(range(256))


def test_the_levels_stay_as_they_were():
    levels = np.array([-np.inf, -20.0], np.float32)
    colour_indices(levels, -100.0, 0.0)

    assert levels.tolist() == [-np.inf, -20.0]


@given(levels=arrays(np.float32, 20, elements=st.floats(-300, 300, width=32)), marks=arrays(np.bool_, 20))
def test_the_lowest_index_is_that_of_marked_cells_alone(levels, marks):
    indices = marked_indices(levels, -100.0, 0.0, marks)

    assert np.array_equal(indices == 0, marks)
    assert np.array_equal(indices[~marks], np.maximum(colour_indices(levels, -100.0, 0.0), 1)[~marks])


def test_a_packed_colour_is_opaque_red_green_blue():
    assert packed(np.array([[0x12, 0x34, 0x56]], np.uint8)).tolist() == [0xFF123456]


def test_unpacking_undoes_packing():
    table = lookup_table("viridis")

    assert packed(table).dtype == np.uint32
    np.testing.assert_array_equal(unpacked(packed(table)), table)
