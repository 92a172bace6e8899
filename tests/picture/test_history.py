"""History: each column where its samples belong, gaps as gaps, never more than there is room for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel.picture.history import BLOCKS, NOTHING, History, slot_of_centre, slots_of_gap

HOP = 10
N_MELS = 2
CAPACITY = 32


def column(value, count=1):
    return np.full((count, N_MELS), value, np.float32)


EVENTS = st.lists(
    st.tuples(st.just("columns"), st.integers(-5, 40), st.integers(1, 2 * CAPACITY))
    | st.tuples(st.just("scattered"), st.integers(-CAPACITY, 0), st.integers(1, 8))
    | st.tuples(st.just("gap"), st.integers(-60, 60), st.integers(1, 30 * HOP)),
    max_size=12,
)
"""Columns in slots and gaps in samples, each so far from where the last one ended; scattered ones are every third."""
EVERY = 3


class Oracle:
    """The same without a ring: everything is kept."""

    def __init__(self):
        self.levels, self.gaps, self.end = {}, set(), 0

    def add(self, kind, first, last, value):
        slots = range(first, last)
        if kind == "gap":
            self.gaps |= {slot for slot in slots if slot >= self.end - CAPACITY}
        else:
            self.levels |= {slot: value for slot in slots if slot >= self.end - CAPACITY}
        self.end = max(self.end, last)

    def scatter(self, slots, value):
        self.levels |= {slot: value for slot in slots if max(0, self.end - CAPACITY) <= slot < self.end}

    def loudest(self, first, last):
        return max((self.read(slot)[0] for slot in range(first, last)), default=NOTHING)

    def read(self, slot):
        held = max(0, self.end - CAPACITY) <= slot < self.end
        return (self.levels.get(slot, NOTHING), slot in self.gaps) if held else (NOTHING, False)


def played(events):
    """A history and its oracle after the same events."""
    history, oracle = History(CAPACITY, N_MELS, HOP), Oracle()
    for value, (kind, where, count) in enumerate(events):
        if kind == "columns":
            first = max(0, oracle.end + where)
            history.add_columns(first * HOP, column(value, count))
            oracle.add(kind, first, first + count, value)
        elif kind == "scattered":
            first = max(0, oracle.end + where)
            history.add_columns(first * HOP, column(value, count), EVERY)
            oracle.scatter(range(first, first + count * EVERY, EVERY), value)
        else:
            sample = max(0, oracle.end * HOP + where)
            history.add_gap(sample, count)
            oracle.add(kind, sample // HOP, -(-(sample + count) // HOP), value)
    return history, oracle


@settings(deadline=None)
@given(events=EVENTS)
def test_what_is_read_is_what_was_written_last(events):
    history, oracle = played(events)
    slots = np.arange(-3, oracle.end + 3)
    levels, is_gap = history.read(slots)

    assert list(zip(levels[:, 0], is_gap, strict=True)) == [oracle.read(slot) for slot in slots.tolist()]


@settings(deadline=None, max_examples=300)
@given(events=EVENTS, size=st.sampled_from([1, *BLOCKS]))
def test_blocks_that_are_held_whole_keep_the_loudest_of_their_slots(events, size):
    history, oracle = played(events)
    starts = np.arange(-(-history.begin // size), -(-history.end // size))
    levels = history.loudest(starts, starts + 1, size)[0][:, 0]

    assert levels.tolist() == [oracle.loudest(start * size, (start + 1) * size) for start in starts.tolist()]


@settings(deadline=None)
@given(events=EVENTS)
def test_never_more_is_held_than_there_is_room_for(events):
    history, oracle = played(events)

    assert history.end == oracle.end
    assert history.begin == max(0, oracle.end - CAPACITY)


@settings(deadline=None)
@given(events=EVENTS, data=st.data())
def test_the_first_change_since_the_last_look_is_told(events, data):
    history, _ = played(events)
    history.take_changed_from()
    slots = np.arange(history.begin, history.end + 200)
    before = history.read(slots)
    first = data.draw(st.integers(history.begin, history.end + 20))
    history.add_gap(first * HOP, 1) if data.draw(st.booleans()) else history.add_columns(first * HOP, column(99))
    after = history.read(slots)
    changed = [
        np.flatnonzero((old != new).reshape(len(slots), -1).any(axis=1)) for old, new in zip(before, after, strict=True)
    ]
    told = history.take_changed_from()
    still_held = [slots[index] for index in np.concatenate(changed) if slots[index] >= history.begin]

    assert told is not None
    assert all(slot >= told for slot in still_held)
    assert history.take_changed_from() is None


@pytest.mark.parametrize(("centre", "slot"), [(0, 0), (4, 0), (5, 1), (14, 1), (15, 2)])
def test_a_column_lies_in_the_slot_that_is_nearest_to_its_centre(centre, slot):
    history = History(CAPACITY, N_MELS, HOP)
    history.add_columns(centre, column(7))

    assert history.read(np.array([slot]))[0][0, 0] == 7


RATES = st.sampled_from([8000, 11025, 16000, 22050, 44100, 48000, 96000]) | st.integers(4000, 192_000)
TEN_MINUTES = 600


@st.composite
def runs(draw):
    """Samples of the source: the begin of a run, the centre of its first frame, the hop; and how many frames come."""
    source, analysis, hop_length = draw(RATES), draw(RATES), draw(st.integers(16, 4096))
    ratio = source / analysis
    hop = hop_length * ratio
    centre = draw(st.sampled_from([0, hop_length / 2, 80, 200]) | st.integers(0, 4096)) * ratio
    begin = draw(st.just(0) | st.integers(0, TEN_MINUTES * source))
    return begin, centre, hop, int(TEN_MINUTES * source / hop)


@settings(deadline=None)
@given(run=runs(), data=st.data())
def test_over_ten_minutes_at_any_ratio_of_rates_every_column_has_the_slot_after_the_last_one_s(run, data):
    begin, centre, hop, frames = run
    anywhere = data.draw(st.lists(st.integers(0, frames), max_size=50))
    first = slot_of_centre(begin + centre, hop)
    for frame in (0, 1, frames // 2, frames, *anywhere):
        here = begin + centre + frame * hop

        assert slot_of_centre(here, hop) == first + frame
        assert abs(here - (first + frame) * hop) <= hop * (0.5 + 1e-5)


@settings(deadline=None)
@given(rates=st.tuples(RATES, RATES), hop_length=st.integers(16, 2048), cuts=st.lists(st.integers(0, 500), max_size=6))
def test_columns_in_pieces_leave_no_slot_empty_and_fill_none_twice(rates, hop_length, cuts):
    hop = hop_length * rates[0] / rates[1]
    numbers = np.repeat(np.arange(500, dtype=np.float32)[:, None], N_MELS, axis=1)
    history = History(600, N_MELS, hop)
    for first, piece in zip([0, *sorted(cuts)], np.split(numbers, sorted(cuts)), strict=True):
        history.add_columns((hop_length // 2) * rates[0] / rates[1] + first * hop, piece)
    levels = history.read(np.arange(history.end - 500, history.end))[0]

    assert np.array_equal(levels, numbers)


@settings(deadline=None)
@given(hop=st.floats(0.1, 5000.0), at_sample=st.integers(0, 10**8), lost=st.integers(1, 10**6))
def test_a_gap_marks_the_slots_it_touches_and_one_at_least(hop, at_sample, lost):
    first, end = slots_of_gap(at_sample, lost, hop)

    assert end > first
    assert first * hop <= at_sample + 1e-6
    assert (end - 1) * hop <= at_sample + lost - 1 + 1e-6
    assert end * hop > at_sample + lost - 1 - 1e-6


@pytest.mark.parametrize(
    ("at_sample", "lost", "slots"), [(0, 1, [0]), (9, 1, [0]), (9, 2, [0, 1]), (10, 10, [1]), (25, 30, [2, 3, 4, 5])]
)
def test_a_gap_marks_every_slot_that_it_touches_however_short_it_is(at_sample, lost, slots):
    history = History(CAPACITY, N_MELS, HOP)
    history.add_columns(0, column(1, 10))
    history.add_gap(at_sample, lost)

    assert np.flatnonzero(history.read(np.arange(10))[1]).tolist() == slots


def test_columns_that_come_after_a_gap_leave_it_a_gap():
    history = History(CAPACITY, N_MELS, HOP)
    history.add_gap(0, 15)
    history.add_columns(10, column(1))

    assert history.read(np.arange(3))[1].tolist() == [True, True, False]


def test_what_comes_too_late_to_be_held_is_let_go():
    history = History(CAPACITY, N_MELS, HOP)
    history.add_columns(100 * HOP, column(1))
    history.add_columns(0, column(2))
    history.add_gap(0, 5)

    assert history.read(np.arange(101))[0][:, 0].tolist() == [NOTHING] * 100 + [1]
    assert not history.read(np.arange(101))[1].any()


def test_more_at_once_than_there_is_room_for_leaves_the_newest():
    history = History(CAPACITY, N_MELS, HOP)
    history.add_columns(0, np.repeat(np.arange(100, dtype=np.float32)[:, None], N_MELS, axis=1))

    assert history.read(np.arange(100 - CAPACITY, 100))[0][:, 0].tolist() == list(range(100 - CAPACITY, 100))


def test_slots_of_any_shape_can_be_read():
    history = History(CAPACITY, N_MELS, HOP)
    history.add_columns(0, column(1, 6))
    levels, is_gap = history.read(np.arange(6).reshape(2, 3))

    assert (levels.shape, is_gap.shape) == ((2, 3, N_MELS), (2, 3))


def test_the_newest_column_is_the_last_slot():
    history = History(CAPACITY, N_MELS, HOP)
    before = history.newest()
    history.add_columns(0, column(1, 5))
    history.add_columns(2 * HOP, column(9))

    assert (before.tolist(), history.newest().tolist()) == ([NOTHING] * N_MELS, [1] * N_MELS)


def test_up_to_which_sample_something_is_known():
    history = History(CAPACITY, N_MELS, HOP)
    history.add_columns(0, column(1, 5))

    assert (history.end_sample, history.n_mels) == (50, N_MELS)
