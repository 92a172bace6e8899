"""The sound of the last minutes: every sample where it belongs, what is missing as missing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.runtime.feed import Gap, Sound
from livemel.runtime.past.sound_store import BLOCK, SoundStore

RATE = 1000


def sound(count, begin=0):
    return ((np.arange(begin, begin + count) % 1009) / 1009 - 0.5).astype(np.float32)


def filled(*parts, seconds=4.0):
    """A store after parts: a number of samples, or a negative number of lost ones; and all that it heard."""
    store, position, all_heard, begins = SoundStore(seconds, RATE), 0, [], True
    for part in parts:
        if part < 0:
            store.consume(Gap(position, -part, "lost"))
            all_heard.append(np.full(-part, np.nan, np.float32))
        elif part > 0:
            store.consume(Sound(position, sound(part, position), begins))
            all_heard.append(sound(part, position))
        begins = part < 0
        position += abs(part)
    return store, np.concatenate(all_heard)


@given(st.lists(st.integers(-700, 700).filter(bool), min_size=1, max_size=40))
def test_what_is_held_is_read_as_it_was_heard(parts):
    store, heard = filled(*parts)

    assert store.end == len(heard)
    assert store.end - store.begin >= min(len(heard), 4 * RATE - BLOCK)
    np.testing.assert_array_equal(store.read(store.begin, store.end), heard[store.begin :])


@given(st.lists(st.integers(-700, 700).filter(bool), min_size=1, max_size=40), st.integers(1, 50))
def test_the_envelope_holds_the_extremes(parts, count):
    store, heard = filled(*parts)
    begin = -(-store.begin // BLOCK) * BLOCK
    bounds = np.linspace(begin, store.end, count + 1).astype(np.int64)
    lowest, highest, power = store.envelope(bounds)

    assert lowest.shape == highest.shape == power.shape == (count,)
    if bounds[0] < bounds[-1] and np.isfinite(heard[begin : store.end]).any():
        assert np.fmin.reduce(lowest) == np.fmin.reduce(heard[begin : store.end])
        assert np.fmax.reduce(highest) == np.fmax.reduce(heard[begin : store.end])


def test_what_is_not_held_is_no_number():
    store, _ = filled(6000)

    assert np.isnan(store.read(0, 100)).all()
    assert np.isnan(store.read(5990, 6010)[10:]).all()
    assert np.isfinite(store.read(5990, 6000)).all()


def test_a_gap_longer_than_the_store_leaves_nothing():
    store, _ = filled(500, -1_000_000, 10)

    assert np.isnan(store.read(store.begin, store.end - 10)).all()
    assert [(each.begin, each.end) for each in store.stretches(0, store.end)] == [(1_000_500, 1_000_510)]


def test_stretches_are_told_as_they_began():
    store, _ = filled(3000, -100, 3000)

    assert [(each.begin, each.end) for each in store.stretches(0, 9000)] == [(0, 3000), (3100, 6100)]
    assert [(each.begin, each.end) for each in store.stretches(3050, 5000)] == [(3100, 6100)]


def test_the_stretch_at_the_end_goes_on_until_a_gap():
    store, _ = filled(500)
    assert (store.stretch_at_end().begin, store.stretch_at_end().end) == (0, 500)

    store.consume(Gap(500, 10, "lost"))
    assert store.stretch_at_end() is None


def test_sound_that_does_not_continue_begins_a_stretch():
    store, _ = filled(500)
    store.consume(Sound(500, sound(100), begins=True))

    assert [(each.begin, each.end) for each in store.stretches(0, 600)] == [(0, 500), (500, 600)]


def test_a_store_may_begin_in_the_middle_of_a_run():
    store = SoundStore(4.0, RATE)
    store.consume(Sound(10_123, sound(1000), begins=True))

    assert (store.begin, store.end) == (10_123, 11_123)
    np.testing.assert_array_equal(store.read(10_123, 11_123), sound(1000))


def test_the_power_is_the_mean_square():
    store, _ = filled(2000)
    _, _, power = store.envelope(np.array([256, 512, 1024]))

    assert power == pytest.approx([np.mean(sound(256, 256) ** 2), np.mean(sound(512, 512) ** 2)], rel=1e-5)


def test_the_largest_numbers_have_infinite_power_and_no_warning():
    store = SoundStore(1.0, RATE)
    store.consume(Sound(0, np.full(2 * BLOCK, 1e30, np.float32)))

    assert np.isinf(store.envelope(np.array([0, BLOCK]))[2]).all()


def test_whoever_looks_while_it_is_written_sees_no_block_before_it_is_measured(monkeypatch):
    store = SoundStore(10.0, RATE)
    store._power[:] = -1.0  # as memory may be that nobody has written to
    seen = []
    measure = SoundStore._measure

    def look_then_measure(self, *args):
        seen.append(store.envelope(np.array([0, 4 * BLOCK, 8 * BLOCK]))[2])
        measure(self, *args)

    monkeypatch.setattr(SoundStore, "_measure", look_then_measure)
    store.consume(Sound(0, np.zeros(8 * BLOCK, np.float32)))

    assert np.isnan(seen[0]).all()
