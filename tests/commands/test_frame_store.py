"""Frames and their times come back from disk as they were, however they came."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.commands import row_store
from livemel.commands.frame_store import FrameStore
from livemel.runtime.feed import Columns, Gap, Loudness

RATE = 48000


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    return str(tmp_path_factory.mktemp("store") / "out.npz")


def frames(count, seed=0):
    return np.random.default_rng(seed).standard_normal((count, 4)).astype(np.float32)


def times(store):
    return np.concatenate([*store.times(RATE), np.empty(0)])


@given(cuts=st.lists(st.integers(0, 50), max_size=8))
def test_it_does_not_matter_in_what_pieces_frames_come(output, cuts):
    whole = frames(50)
    hop = 512 * RATE / 22050  # of a resampled sound: no whole number, and rounded in every sum
    centre = 0.0
    with closing(FrameStore(output)) as store:
        for part in np.split(whole, sorted(cuts)):
            store.consume(Columns(centre, hop, part))
            centre += hop * len(part)

        assert store.frames == 50
        assert np.array_equal(np.concatenate(list(store.blocks())), whole)
        assert np.array_equal(times(store), hop * np.arange(50) / RATE)


def test_times_begin_anew_after_a_gap(output):
    with closing(FrameStore(output)) as store:
        store.consume(Columns(0, 480, frames(2)))
        store.consume(Loudness(0.5, 0.1, 960))
        store.consume(Gap(1000, 4000, "lost"))
        store.consume(Columns(5000, 480, frames(2)))

        assert np.array_equal(times(store), np.array([0, 480, 5000, 5480]) / RATE)


def test_frames_can_be_read_again_in_blocks(output, monkeypatch):
    monkeypatch.setattr(row_store, "BLOCK_VALUES", 12)
    with closing(FrameStore(output)) as store:
        store.consume(Columns(0, 480, frames(10)))

        assert [len(block) for block in store.blocks()] == [3, 3, 3, 1]
        assert np.array_equal(np.concatenate(list(store.blocks())), frames(10))
        assert [len(block) for block in store.times(RATE)] == [10]


def test_no_frame_is_no_block(output):
    with closing(FrameStore(output)) as store:
        assert list(store.blocks()) == []
        assert list(store.times(RATE)) == []
