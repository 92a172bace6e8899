"""Raster: a pixel that was drawn piece by piece is the pixel that would be drawn at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel.config import load_config
from livemel.dsp.finalize import finalize
from livemel.picture.colours import packed
from livemel.picture.hatch import GROUND, LINE
from livemel.picture.history import History
from livemel.picture.pooling import pooled_columns, pooled_rows
from livemel.picture.raster import HELD_HOPS, Raster
from livemel.picture.seen import MAY_CHANGE, SeenLevels
from livemel.picture.unfed import dotted_columns

HOP = 10
N_MELS = 3
WIDTH, HEIGHT = 40, 6
TABLE = packed(np.random.default_rng(1).integers(0, 256, (256, 3), np.uint8))
DARKEST = TABLE[0]


def painted(history, samples_per_pixel, height=HEIGHT, width=WIDTH):
    raster = Raster(width, height, samples_per_pixel, history)
    raster.set_colours(TABLE, -80.0, 0.0)
    return raster


def in_order(raster):
    """The picture as it is seen, the oldest column at the left."""
    width = raster.pixels.shape[1]
    return raster.pixels[:, np.arange(raster.right - width, raster.right) % width]


def at_once(raster, history, waiting):
    """The same picture drawn by one that has seen nothing before."""
    height, width = raster.pixels.shape
    fresh = painted(history, raster.samples_per_pixel, height, width)
    fresh.right = raster.right
    fresh.redraw(waiting)
    return in_order(fresh)


def levels(count, seed):
    return np.random.default_rng(seed).uniform(-90, 10, (count, N_MELS)).astype(np.float32)


ACTIONS = st.lists(
    st.tuples(st.just("columns"), st.integers(-12, 4), st.integers(1, 30))
    | st.tuples(st.just("gap"), st.integers(-8 * HOP, 6 * HOP), st.integers(1, 12 * HOP))
    | st.tuples(st.just("advance"), st.integers(-3, 70), st.booleans())
    | st.tuples(st.just("look"), st.just(0), st.just(0)),
    max_size=20,
)
"""Columns in slots and gaps in samples, so far from where the last one ended; steps of the right edge in pixels."""


HOPS = st.just(HOP) | st.floats(5.0, 20.0)
WIDTHS = st.floats(3.0, 90.0) | st.floats(90.0, 900.0)
"""Samples to a pixel: few slots, and so many that they are taken in blocks."""


@settings(deadline=None, max_examples=300)
@given(actions=ACTIONS, samples_per_pixel=WIDTHS, height=st.integers(1, 9), hop=HOPS)
def test_a_picture_drawn_piece_by_piece_is_the_picture_drawn_at_once(actions, samples_per_pixel, height, hop):
    history = History(10_000, N_MELS, hop)
    raster = painted(history, samples_per_pixel, height)
    waiting = False
    for number, (kind, where, count) in enumerate([*actions, ("look", 0, 0)]):
        if kind == "columns":
            history.add_columns(max(0, history.end + where) * hop, levels(count, number))
        elif kind == "gap":
            history.add_gap(max(0, int(history.end_sample) + where), count)
        else:
            waiting = count if kind == "advance" else waiting
            raster.advance(raster.right + where, waiting)
            assert np.array_equal(in_order(raster), at_once(raster, history, waiting))


@settings(deadline=None)
@given(slots=st.integers(1, 300), samples_per_pixel=WIDTHS)
def test_no_pixel_is_empty_up_to_the_newest_column(slots, samples_per_pixel):
    history = History(10_000, N_MELS, HOP)
    raster = painted(history, samples_per_pixel, 4)
    history.add_columns(0, np.zeros((slots, N_MELS), np.float32))
    raster.advance(raster.right_at((slots - 1) * HOP), False)
    heard = in_order(raster)[:, -min(raster.right, WIDTH) :]

    assert (heard == TABLE[-1]).all()


def scrolled(history, samples_per_pixel, right):
    raster = painted(history, samples_per_pixel)
    raster.advance(right, waiting=False)
    return raster


def test_a_step_tells_how_far_the_picture_moved():
    raster = painted(History(1000, N_MELS, HOP), 10.0)

    assert [raster.advance(right, False) for right in (5, 5, 12, 10, 500)] == [5, 0, 7, -2, 490]


def test_a_step_draws_what_is_new_and_no_more():
    history = History(1000, N_MELS, HOP)
    history.add_columns(0, levels(500, 0))
    raster = scrolled(history, float(HOP), 100)
    raster.advance(103, waiting=False)

    assert raster.drawn == 3


def test_nothing_new_is_nothing_to_draw():
    history = History(1000, N_MELS, HOP)
    history.add_columns(0, levels(500, 0))
    raster = scrolled(history, float(HOP), 100)
    raster.advance(100, waiting=False)

    assert raster.drawn == 0


@pytest.mark.parametrize("samples_per_pixel", [4.0, 10.0, 37.0])
def test_late_columns_are_drawn_at_their_own_place_and_nothing_else_moves(samples_per_pixel):
    history = History(1000, N_MELS, HOP)
    known = 60
    history.add_columns(0, levels(known, 0))
    right = int((known + 10) * HOP / samples_per_pixel)
    raster = scrolled(history, samples_per_pixel, right)
    before = in_order(raster).copy()
    history.add_columns(known * HOP, levels(10, 1))
    moved = raster.advance(right, waiting=False)
    after = in_order(raster)
    ends = (np.arange(right - WIDTH, right) + 1) * samples_per_pixel
    earlier = ends <= (known - 1) * HOP

    assert moved == 0
    assert np.array_equal(before[:, earlier], after[:, earlier])
    assert np.array_equal(after, at_once(raster, history, False))
    assert (before[:, ~earlier] != after[:, ~earlier]).any()


def test_a_late_block_in_the_middle_changes_no_later_column():
    history = History(1000, N_MELS, HOP)
    history.add_columns(0, levels(50, 0))
    history.add_columns(60 * HOP, levels(40, 1))
    raster = scrolled(history, float(HOP), 95)
    before = in_order(raster).copy()
    history.add_columns(70 * HOP, levels(5, 2))
    raster.advance(95, waiting=False)
    changed = (before != in_order(raster)).any(axis=0)

    assert (95 - WIDTH + np.flatnonzero(changed)).tolist() == [70, 71, 72, 73, 74]


def hatched(column):
    return set(np.unique(column).tolist()) <= {int(LINE), int(GROUND)}


@pytest.mark.parametrize("samples_per_pixel", [3.0, 10.0, 80.0])
@pytest.mark.parametrize("lost", [1, 5, 100])
def test_a_gap_is_hatched_however_short(samples_per_pixel, lost):
    history = History(1000, N_MELS, HOP)
    history.add_columns(0, levels(500, 0))
    at_sample = 1003
    history.add_gap(at_sample, lost)
    right = int(at_sample / samples_per_pixel) + 5
    picture = in_order(scrolled(history, samples_per_pixel, right))
    columns = [hatched(picture[:, column]) for column in range(WIDTH)]
    first = int(at_sample / samples_per_pixel) - (right - WIDTH)

    assert columns[first]
    assert 1 <= sum(columns) <= 2 + (lost + HOP) / samples_per_pixel


def test_the_hatching_moves_with_the_picture():
    history = History(1000, N_MELS, HOP)
    history.add_gap(0, 900 * HOP)
    raster = scrolled(history, float(HOP), 100)
    before = in_order(raster).copy()
    raster.advance(107, waiting=False)

    assert np.array_equal(in_order(raster)[:, :-7], before[:, 7:])


def test_what_will_not_come_is_hatched():
    history = History(1000, N_MELS, HOP)
    history.add_columns(0, levels(50, 0))
    raster = painted(history, float(HOP))
    raster.advance(70, waiting=True)
    columns = [hatched(column) for column in in_order(raster).T]

    assert columns == [False] * (WIDTH - 20) + [True] * 20


def test_the_newest_column_stands_for_the_next_few():
    history = History(1000, N_MELS, HOP)
    history.add_columns(0, levels(50, 0))
    picture = in_order(scrolled(history, float(HOP), 70)).T
    newest = picture[49 - 70]

    assert [np.array_equal(column, newest) for column in picture[-21:]] == [True] * (1 + HELD_HOPS) + [False] * (
        20 - HELD_HOPS
    )
    assert (picture[50 + HELD_HOPS - 70 :] == DARKEST).all()


def test_the_newest_column_is_the_one_that_holds_the_sample():
    raster = painted(History(1000, N_MELS, HOP), 4.0)

    assert [raster.right_at(sample) for sample in (0.0, 3.9, 4.0, -0.1)] == [1, 1, 2, 0]


@given(st.integers(1, 100_000), st.integers(100, 4000), st.sampled_from([0.1, 1.0, 10.0, 600.0]))
def test_a_column_begins_at_its_first_sample_however_the_seconds_are_rounded(column, width, seconds):
    samples_per_pixel = seconds * 48_000 / width
    raster = Raster(WIDTH, HEIGHT, samples_per_pixel, History(100, HEIGHT, HOP))
    begin = column * samples_per_pixel / 48_000
    for told in (begin, np.nextafter(begin, 0), begin - seconds + seconds):
        assert raster.right_at(told * 48_000) == column + 1


def test_before_anything_has_come_all_is_dark():
    raster = scrolled(History(1000, N_MELS, HOP), 4.0, 1)

    assert (raster.pixels == DARKEST).all()


def test_other_colours_are_drawn_with_a_redraw():
    history = History(1000, N_MELS, HOP)
    history.add_columns(0, levels(100, 0))
    raster = scrolled(history, float(HOP), 100)
    other = packed(np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1))
    raster.set_colours(other, -80.0, 0.0)
    raster.redraw(waiting=False)

    assert set(np.unique(raster.pixels)) <= set(other.tolist())


FLOOR = load_config(overrides=[f"mel.n_mels={N_MELS}", "level.compression=db", "level.top_db=40"])


@pytest.mark.parametrize("height", [HEIGHT, 2])
@pytest.mark.parametrize("samples_per_pixel", [4.0, 10.0, 37.0])
def test_a_pixel_is_marked_whose_levels_are_all_at_a_floor_that_may_move(samples_per_pixel, height):
    history = History(1000, N_MELS, HOP)
    history.add_columns(0, levels(500, 0))
    seen = SeenLevels(FLOOR)
    right = int(400 * HOP / samples_per_pixel)
    seen.refresh(history, 0, 500 * HOP)
    raster = Raster(WIDTH, height, samples_per_pixel, history, seen)
    raster.set_colours(TABLE, -80.0, 0.0)
    raster.advance(right, waiting=False)
    pooled, _ = pooled_columns(history, right - WIDTH, WIDTH, samples_per_pixel)
    floor = levels(500, 0).max() - 40

    assert np.array_equal(in_order(raster) == MAY_CHANGE, (pooled_rows(pooled, height) <= floor).T)
    assert (in_order(raster) == MAY_CHANGE).any()


def test_finalised_levels_are_drawn_as_those_levels_would_be():
    config = load_config(overrides=[f"mel.n_mels={N_MELS}", "level.finalize=per_feature"])
    history, finalised = History(1000, N_MELS, HOP), History(1000, N_MELS, HOP)
    history.add_columns(0, levels(WIDTH, 0))
    finalised.add_columns(0, finalize(levels(WIDTH, 0), config))
    seen = SeenLevels(config)
    seen.refresh(history, 0, WIDTH * HOP)
    pictures = []
    for raster in (Raster(WIDTH, HEIGHT, HOP, history, seen), Raster(WIDTH, HEIGHT, HOP, finalised)):
        raster.set_colours(TABLE, -2.0, 2.0)
        raster.advance(WIDTH, waiting=False)
        pictures.append(in_order(raster))

    assert np.array_equal(*pictures)


def test_a_redraw_is_new_from_the_first_column_to_the_last():
    history = History(1000, N_MELS, HOP)
    history.add_columns(0, levels(500, 0))
    raster = scrolled(history, float(HOP), 100)
    raster.advance(103, waiting=False)
    raster.redraw(waiting=False)

    assert raster.drawn == WIDTH


def test_the_ring_is_contiguous_as_a_screen_wants_it():
    assert painted(History(10, N_MELS, HOP), 4.0).pixels.flags.c_contiguous


UNFED = np.array([True, False, True])


@pytest.mark.parametrize("height", [2, 3, 9])
def test_rows_of_unfed_bands_are_dotted_and_move_with_the_picture(height):
    history = History(200, N_MELS, HOP)
    history.add_columns(0, levels(90, 3))
    raster = Raster(WIDTH, height, HOP, history, is_unfed=UNFED)
    raster.set_colours(TABLE, -80.0, 0.0)
    rows = {2: [1], 3: [0, 2], 9: [0, 1, 2, 6, 7, 8]}[height]
    for right in (50, 53, 80):
        raster.advance(right, False)
        fed = painted(history, HOP, height)
        fed.advance(right, False)
        expected = in_order(fed).copy()
        expected[rows] = dotted_columns(np.arange(right - WIDTH, right), np.array(rows, np.intp)).T

        np.testing.assert_array_equal(in_order(raster), expected)


def test_a_gap_is_hatched_through_unfed_bands_too():
    history = History(200, N_MELS, HOP)
    history.add_gap(0, 40 * HOP)
    raster = Raster(WIDTH, 9, HOP, history, is_unfed=UNFED)
    raster.set_colours(TABLE, -80.0, 0.0)
    raster.advance(40, False)

    assert set(np.unique(raster.pixels).tolist()) == {int(LINE), int(GROUND)}
