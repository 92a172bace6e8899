"""What needs the whole clip is exactly what libraries do, whichever way the clip comes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel import finalize
from livemel.config import Config, LevelConfig
from livemel.dsp.finalize import Finalizer

WHISPER = LevelConfig(compression="log10", floor=1e-10, finalize="whisper")
PER_FEATURE = LevelConfig(compression="ln", finalize="per_feature")
TOP_DB = LevelConfig(top_db=80.0)
TOP_DB_OF_MAX = LevelConfig(top_db=80.0, reference="max")
MAX = LevelConfig(reference="max")
NONE = LevelConfig(finalize="none", top_db=80.0, reference="max")
KINDS = {
    "whisper": WHISPER,
    "per_feature": PER_FEATURE,
    "top_db": TOP_DB,
    "top_db of max": TOP_DB_OF_MAX,
    "max": MAX,
    "none": NONE,
}
every_kind = pytest.mark.parametrize("level", KINDS.values(), ids=KINDS.keys())


def with_level(level):
    return replace(Config(), level=level)


def clip(frames=700, channels=0, n_mels=6, seed=0):
    shape = (frames, channels, n_mels) if channels else (frames, n_mels)
    return np.random.default_rng(seed).uniform(-150, 10, shape).astype(np.float32)


@every_kind
@given(cuts=st.lists(st.integers(0, 700), max_size=12), channels=st.integers(0, 2), n_mels=st.sampled_from([1, 3]))
def test_it_does_not_matter_where_the_clip_is_cut(level, cuts, channels, n_mels):
    frames = clip(channels=channels, n_mels=n_mels)
    blocks = [block.copy() for block in np.split(frames, sorted(cuts))]
    finalizer = Finalizer.of(lambda: blocks, with_level(level))
    finalised = np.concatenate([finalizer.apply(block) for block in blocks])

    assert finalised.dtype == np.float32
    assert np.array_equal(finalised, finalize(frames, with_level(level)))


@every_kind
def test_the_frames_themselves_stay(level):
    frames = clip()
    finalize(frames, with_level(level))

    assert np.array_equal(frames, clip())


@every_kind
@pytest.mark.parametrize("shape", [(0, 4), (0, 2, 4)])
def test_nothing_stays_nothing(level, shape):
    assert finalize(np.empty(shape, np.float32), with_level(level)).shape == shape


def test_whisper_keeps_eight_decades_and_moves_them_to_one():
    frames = np.array([[2.0, -5.9], [-6.1, -10.0]], np.float32)
    expected = (np.maximum(frames, np.float32(-6.0)) + np.float32(4.0)) / np.float32(4.0)

    assert np.array_equal(finalize(frames, with_level(WHISPER)), expected)


def test_top_db_is_below_the_largest_of_all_channels():
    frames = np.array([[[0.0, -79.0], [-100.0, -200.0]]], np.float32)

    assert finalize(frames, with_level(TOP_DB)).tolist() == [[[0.0, -79.0], [-80.0, -80.0]]]


def test_the_largest_as_reference_reads_zero():
    frames = np.array([[-20.0, -30.0], [-150.0, -25.0]], np.float32)

    assert finalize(frames, with_level(MAX)).tolist() == [[0.0, -10.0], [-130.0, -5.0]]
    assert finalize(frames, with_level(TOP_DB_OF_MAX)).tolist() == [[0.0, -10.0], [-80.0, -5.0]]


@pytest.mark.parametrize("compression", ["log10", "ln", "none", "pcen"])
def test_top_db_leaves_alone_what_is_no_decibel(compression):
    level = replace(TOP_DB_OF_MAX, compression=compression)

    assert np.array_equal(finalize(clip(), with_level(level)), clip())


@pytest.mark.parametrize("channels", [0, 2])
def test_per_feature_gives_every_band_mean_zero_and_deviation_one(channels):
    finalised = finalize(clip(channels=channels), with_level(PER_FEATURE)).astype(np.float64)

    np.testing.assert_allclose(finalised.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(finalised.std(axis=0, ddof=1), 1, atol=1e-6)


def test_per_feature_is_nemos_formula():
    frames = clip(frames=5).astype(np.float64)
    expected = (frames - frames.mean(axis=0)) / (frames.std(axis=0, ddof=1) + 1e-5)

    np.testing.assert_allclose(finalize(clip(frames=5), with_level(PER_FEATURE)), expected, rtol=1e-6)


@pytest.mark.parametrize("frames", [1, 3, 1000])
def test_a_band_that_never_moves_is_zero(frames):
    still = np.full((frames, 2), np.float32(np.log(2.0**-24)))

    np.testing.assert_allclose(finalize(still, with_level(PER_FEATURE)), 0, atol=1e-9)


def reads(level):
    """How often the clip is read for its statistics."""
    times = []

    def blocks():
        times.append(1)
        return [clip()]

    Finalizer.of(blocks, with_level(level))
    return len(times)


def test_the_clip_is_read_no_more_often_than_its_statistics_need():
    expected = {"whisper": 1, "per_feature": 2, "top_db": 1, "top_db of max": 1, "max": 1, "none": 0}

    assert {name: reads(level) for name, level in KINDS.items()} == expected


def provisional(frames, level):
    return Finalizer.of(lambda: [frames], with_level(level)).provisional(frames)


@pytest.mark.parametrize("level", [WHISPER, TOP_DB], ids=["whisper", "top_db"])
def test_what_lies_at_the_floor_may_still_change(level):
    depth = 8.0 if level is WHISPER else 80.0
    frames = np.array([[0.0, 0.1 - depth, -depth, -0.1 - depth]], np.float32)

    assert provisional(frames, level).tolist() == [[False, False, True, True]]


@pytest.mark.parametrize("level", [MAX, TOP_DB_OF_MAX, PER_FEATURE], ids=["max", "top_db of max", "per_feature"])
def test_what_is_told_against_the_whole_clip_may_change_everywhere(level):
    assert provisional(clip(), level).all()


@pytest.mark.parametrize("level", [NONE, LevelConfig()], ids=["none", "nothing to be done"])
def test_what_is_not_finalised_stays(level):
    assert not provisional(clip(), level).any()


@pytest.mark.parametrize("level", [WHISPER, TOP_DB], ids=["whisper", "top_db"])
@given(louder=st.floats(0.01, 20), seed=st.integers(0, 99))
def test_a_level_that_is_not_provisional_changes_only_where_the_new_floor_reaches_it(level, louder, seed):
    frames = clip(frames=20, seed=seed) / np.float32(1 if level is TOP_DB else 10)
    later = np.concatenate([frames, np.full((1, 6), frames.max() + np.float32(louder), np.float32)])
    config = with_level(level)
    before, after = finalize(frames, config), finalize(later, config)[:-1]
    changed = before != after

    assert not (changed & ~provisional(frames, level) & (after > after.min())).any()
    assert changed[provisional(frames, level)].all()
