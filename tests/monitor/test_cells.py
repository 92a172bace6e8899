"""Cells: two pixels to a character, one run to a colour."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.monitor.cells import (
    GAP,
    GAP_STYLE,
    SHADES,
    UNFED,
    UNFED_STYLE,
    UPPER_HALF,
    block_rows,
    character_rows,
)
from livemel.picture.colormaps import lookup_table

NO_GAPS = np.zeros(3, bool)


def colours(segment):
    return tuple(segment.style.color.triplet), tuple(segment.style.bgcolor.triplet)


def test_a_block_shows_the_higher_band_above_the_lower():
    dark, bright = (tuple(lookup_table("magma")[index].tolist()) for index in (0, 255))
    indices = np.array([[0, 255], [0, 255], [255, 0]], np.uint8)
    (row,) = block_rows(indices, NO_GAPS, 1, "magma")

    assert [segment.text for segment in row] == [UPPER_HALF * 2, UPPER_HALF]
    assert [colours(segment) for segment in row] == [(bright, dark), (dark, bright)]


def test_a_gap_is_lines_and_not_a_colour():
    (row,) = block_rows(np.zeros((3, 2), np.uint8), np.array([False, True, True]), 1, "magma")

    assert (row[1].text, row[1].style) == (GAP * 2, GAP_STYLE)


def test_characters_grow_heavier_with_the_level():
    indices = np.array([[0], [128], [255]], np.uint8)
    rows = list(character_rows(indices, np.array([False, False, False]), 1))

    assert [segment.text for segment in rows[0]] == [" +@"]


def test_a_gap_is_strokes_where_there_is_no_colour():
    (row,) = character_rows(np.zeros((3, 1), np.uint8), np.array([True, False, True]), 1)

    assert row[0].text == "/ /"


@given(columns=st.integers(1, 50), rows=st.integers(1, 20), seed=st.integers(0, 99))
@pytest.mark.parametrize("draw", ["blocks", "characters"])
def test_every_row_has_a_character_for_every_column(draw, columns, rows, seed):
    indices = np.random.default_rng(seed).integers(0, 256, (columns, 16)).astype(np.uint8)
    is_gap = indices[:, 0] < 30
    if draw == "blocks":
        lines = list(block_rows(indices, is_gap, rows, "viridis"))
    else:
        lines = list(character_rows(indices, is_gap, rows))

    assert [sum(len(segment.text) for segment in line) for line in lines] == [columns] * rows


def test_few_shades_keep_the_lines_short():
    ramp = np.arange(256, dtype=np.uint8)[:, None]
    (row,) = block_rows(ramp, np.zeros(256, bool), 1, "gray")

    assert len(row) == SHADES


def test_bands_that_no_bin_feeds_are_dots_and_not_a_colour():
    is_unfed = np.array([True, True, False, False])
    upper, lower = block_rows(np.zeros((3, 4), np.uint8), np.array([False, False, True]), 2, "magma", is_unfed)

    assert [(segment.text, segment.style) for segment in lower] == [(UNFED * 2, UNFED_STYLE), (GAP, GAP_STYLE)]
    assert upper[0].text == UPPER_HALF * 2


@pytest.mark.parametrize("is_unfed", [[True, False], [False, True]], ids=["lower", "upper"])
def test_beside_half_a_character_that_no_bin_feeds_the_other_half_fills_it(is_unfed):
    fed = tuple(lookup_table("magma")[255].tolist())
    indices = np.where(is_unfed, 0, 255).astype(np.uint8)[None]
    (row,) = block_rows(indices, np.zeros(1, bool), 1, "magma", np.array(is_unfed))

    assert colours(row[0]) == (fed, fed)


def test_plain_characters_of_bands_that_no_bin_feeds_lie_low():
    upper, lower = character_rows(np.zeros((3, 2), np.uint8), NO_GAPS, 2, np.array([True, False]))

    assert (upper[0].text, lower[0].text) == ("   ", "___")
