"""Film: the same pooling as the window's, in memory that does not grow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.picture.film import Film
from livemel.picture.history import NOTHING, History
from livemel.picture.pooling import slots_of_pixels

HOP = 100


def seeded(columns, n_mels=3):
    return np.random.default_rng(columns).normal(size=(columns, n_mels)).astype(np.float32)


@given(columns=st.integers(1, 300), pixels=st.integers(1, 80), pieces=st.lists(st.integers(0, 300), max_size=4))
def test_levels_that_come_in_pieces_are_pooled_as_the_window_pools_them(columns, pixels, pieces):
    levels, samples = seeded(columns), (columns - 1) * HOP + 1
    film = Film(pixels, samples, 3, HOP)
    history = History(columns + 1, 3, HOP)
    for first, part in zip([0, *sorted(pieces)], np.split(levels, sorted(pieces)), strict=True):
        film.add_columns(first * HOP, part)
    history.add_columns(0, levels)

    expected = history.loudest(*slots_of_pixels(0, pixels, samples / pixels, history.hop_length))[0]
    came = np.isfinite(expected)
    np.testing.assert_array_equal(film.levels[came], expected[came])


@given(
    columns=st.integers(1, 300),
    pixels=st.integers(1, 80),
    pieces=st.lists(st.integers(0, 300), max_size=4),
    hop=st.floats(2.0, 700.0),
)
def test_hops_that_are_not_whole_are_pooled_as_the_window_pools_them(columns, pixels, pieces, hop):
    levels, samples = seeded(columns), int((columns - 1) * hop) + 1
    film, history = Film(pixels, samples, 3, hop), History(columns + 1, 3, hop)
    for first, part in zip([0, *sorted(pieces)], np.split(levels, sorted(pieces)), strict=True):
        film.add_columns(first * hop, part)
    history.add_columns(0.0, levels)
    expected = history.loudest(*slots_of_pixels(0, pixels, samples / pixels, history.hop_length))[0]
    came = np.isfinite(expected)

    np.testing.assert_array_equal(film.levels[came], expected[came])
    assert np.isin(film.levels, levels).all()


@given(columns=st.integers(1, 300), pixels=st.integers(1, 80), rest=st.integers(0, HOP - 2))
def test_no_pixel_is_left_without_a_level_and_none_is_made_up(columns, pixels, rest):
    levels = seeded(columns)
    film = Film(pixels, (columns - 1) * HOP + 1 + rest, 3, HOP)
    film.add_columns(0, levels)

    assert np.isin(film.levels, levels).all()


def test_a_single_loud_column_of_a_long_run_is_not_lost():
    levels = np.full((100_000, 2), -90.0, np.float32)
    levels[70_123] = -10.0
    film = Film(10, 100_000 * HOP, 2, HOP)
    film.add_columns(0, levels)

    assert film.levels[:, 0].tolist() == [-90.0] * 7 + [-10.0] + [-90.0] * 2


@pytest.mark.parametrize(
    ("at_sample", "lost", "touched"), [(0, 1000, [0]), (2000, 1500, [2, 3]), (9999, 1, [9]), (950, 100, [0, 1])]
)
def test_a_gap_marks_the_pixels_it_touches(at_sample, lost, touched):
    film = Film(10, 10_000, 2, HOP)
    film.add_gap(at_sample, lost)

    assert np.flatnonzero(film.is_gap).tolist() == touched
    assert np.all(film.levels == NOTHING)
