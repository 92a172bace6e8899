"""SeenLevels: what `finalize` makes of what is seen, and what of it may still change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel.config import load_config
from livemel.dsp.finalize import finalize
from livemel.picture.colormaps import colormap_names, is_uniform, lookup_table
from livemel.picture.colours import packed, unpacked
from livemel.picture.hatch import GROUND, LINE
from livemel.picture.history import NOTHING, History
from livemel.picture.pooling import pooled_columns
from livemel.picture.seen import (
    MAY_CHANGE,
    SHORTEST_PERIOD_SECONDS,
    Change,
    SeenLevels,
    seen_levels,
    what_may_change,
)

HOP = 10
N_MELS = 4
WHISPER = ("level.compression=log10", "level.finalize=whisper")
TOP_DB = ("level.compression=db", "level.top_db=80")
MAXIMUM = ("level.compression=db", "level.reference=max")
PER_FEATURE = ("level.compression=ln", "level.finalize=per_feature")
KINDS = {
    WHISPER: Change.FLOOR,
    TOP_DB: Change.FLOOR,
    MAXIMUM: Change.EVERYTHING,
    (*MAXIMUM, "level.top_db=80"): Change.EVERYTHING,
    PER_FEATURE: Change.EVERYTHING,
    (): Change.NOTHING,
    ("level.compression=ln",): Change.NOTHING,
    ("level.compression=pcen",): Change.NOTHING,
    ("level.compression=ln", "level.top_db=80"): Change.NOTHING,
}
FINALISING = [kind for kind, change in KINDS.items() if change is not Change.NOTHING]


def config_of(kind):
    return load_config(overrides=[f"mel.n_mels={N_MELS}", *kind])


def filled(columns=200, seed=0):
    """A history of levels that span what any of the kinds cuts off."""
    levels = np.random.default_rng(seed).uniform(-150, 0, (columns, N_MELS)).astype(np.float32)
    history = History(1000, N_MELS, HOP)
    history.add_columns(0, levels)
    return history, levels


@pytest.mark.parametrize(("kind", "change"), KINDS.items(), ids=str)
def test_what_may_change_follows_from_how_it_is_finalised(kind, change):
    assert what_may_change(config_of(kind)) is change
    assert (seen_levels(config_of(kind)) is None) is (change is Change.NOTHING)


@settings(deadline=None)
@given(kind=st.sampled_from(FINALISING), first=st.integers(0, 150), count=st.integers(1, 50))
def test_what_is_seen_is_finalised_as_if_it_were_the_whole_clip(kind, first, count):
    history, levels = filled()
    seen = SeenLevels(config_of(kind))
    seen.refresh(history, first * HOP, (first + count) * HOP)
    clip = levels[first : first + count]

    assert np.array_equal(seen.finalised(clip), finalize(clip, config_of(kind)))


@settings(deadline=None)
@given(kind=st.sampled_from(FINALISING), pixels=st.integers(1, 60), seed=st.integers(0, 99))
def test_pooling_and_finalising_is_finalising_and_pooling(kind, pixels, seed):
    history, levels = filled(seed=seed)
    seen = SeenLevels(config_of(kind))
    seen.refresh(history, 0, 200 * HOP)
    finalised = History(1000, N_MELS, HOP)
    finalised.add_columns(0, finalize(levels, config_of(kind)))
    pooled, expected = (pooled_columns(each, 0, pixels, 200 * HOP / pixels)[0] for each in (history, finalised))

    assert np.array_equal(seen.finalised(pooled), expected)


@pytest.mark.parametrize("kind", FINALISING, ids=str)
def test_columns_amid_a_gap_and_those_that_never_came_do_not_count(kind):
    history, levels = filled(100)
    history.add_gap(20 * HOP, 30 * HOP)
    history.add_columns(150 * HOP, levels[:50])
    seen = SeenLevels(config_of(kind))
    seen.refresh(history, -500, 5000)
    clip = np.concatenate([levels[:20], levels[50:], levels[:50]])

    assert np.array_equal(seen.finalised(clip), finalize(clip, config_of(kind)))


@pytest.mark.parametrize("kind", FINALISING, ids=str)
@pytest.mark.filterwarnings("error")
def test_where_there_is_nothing_nothing_is_finalised(kind):
    nothing = np.full((3, N_MELS), NOTHING, np.float32)
    seen = SeenLevels(config_of(kind))
    before = seen.finalised(nothing)
    seen.refresh(History(10, N_MELS, HOP), 0, 100)
    empty = seen.finalised(nothing)
    seen.refresh(filled()[0], 0, 100)

    assert (before == NOTHING).all()
    assert (empty == NOTHING).all()
    assert (seen.finalised(nothing) == NOTHING).all()


@pytest.mark.parametrize("kind", FINALISING, ids=str)
def test_a_look_tells_whether_the_numbers_are_others(kind):
    history, _ = filled()
    seen = SeenLevels(config_of(kind))
    told = [seen.refresh(history, 0, 500) for _ in range(3)]
    history.add_columns(10 * HOP, np.full((1, N_MELS), 5.0, np.float32))

    assert (*told, seen.refresh(history, 0, 500)) == (True, False, False, True)


def test_only_cells_at_the_floor_are_marked_and_nothing_that_never_came():
    history = History(10, N_MELS, HOP)
    levels = np.array([[0.0, -7.9, -8.0, -30.0], [NOTHING] * 4], np.float32)
    history.add_columns(0, levels)
    seen = SeenLevels(config_of(WHISPER))
    seen.refresh(history, 0, 20)
    indices = seen.indices(levels, -2.0, 2.0)

    assert (indices == 0).tolist() == [[False, False, True, True], [False] * 4]
    assert indices[1].tolist() == [1] * 4


@pytest.mark.parametrize("kind", [MAXIMUM, PER_FEATURE], ids=str)
def test_where_everything_may_change_no_cell_is_marked(kind):
    table = packed(lookup_table("magma"))
    seen = SeenLevels(config_of(kind))

    assert np.array_equal(seen.table(table), table)


def test_what_will_not_change_any_more_is_not_marked():
    history, levels = filled()
    seen = SeenLevels(config_of(WHISPER))
    seen.refresh(history, 0, 2000)
    marked = (seen.indices(levels, -2.0, 2.0) == 0).sum(), int(seen.table(packed(lookup_table("magma")))[0])
    seen.settle()
    table = packed(lookup_table("magma"))

    assert marked == ((levels <= levels.max() - 8).sum(), int(MAY_CHANGE))
    assert np.array_equal(seen.table(table), table)


def test_a_long_range_is_looked_through_less_often():
    seen = SeenLevels(config_of(WHISPER))
    first = seen.is_due(0.0, 10.0)
    seen.refresh(filled()[0], 0, 100, 50.0)
    soon, later = 50.0 + 0.9 * SHORTEST_PERIOD_SECONDS, 50.0 + 1.1 * SHORTEST_PERIOD_SECONDS

    assert first
    assert [seen.is_due(now, seconds) for now in (soon, later) for seconds in (10.0, 600.0)] == [
        False,
        False,
        True,
        False,
    ]


# Simulation of colour-blind eyes: Machado, Oliveira and Fernandes, IEEE TVCG 15, 2009, of severity 1.0.
EYES = {
    "all colours": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array([[0.4125, 0.3576, 0.1804], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]])
CLEARLY_DIFFERENT = 12.0
"""Of CIE 1976's colour differences, of which 2.3 are just noticeable."""


def lab(rgb, eyes):
    shares = rgb / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    xyz = np.clip(linear @ np.array(eyes).T, 0, 1) @ TO_XYZ.T / TO_XYZ.sum(axis=1)
    curved = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = np.moveaxis(curved, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("colormap", [name for name in colormap_names() if is_uniform(name)])
def test_the_mark_looks_like_no_level_and_no_gap_to_any_eye(colormap, eyes):
    others = np.concatenate([lookup_table(colormap), unpacked(np.array([LINE, GROUND]))])
    distances = np.linalg.norm(lab(others, EYES[eyes]) - lab(unpacked(np.array([MAY_CHANGE])), EYES[eyes]), axis=1)

    assert distances.min() >= CLEARLY_DIFFERENT
