"""The curve of the sound: what is drawn piece by piece is what would be drawn at once, and it is the sound."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel.picture.hatch import GROUND, LINE
from livemel.picture.wave import wave_columns
from livemel.picture.wave_raster import WaveLook, WaveRaster
from livemel.runtime.feed import Gap, Sound
from livemel.runtime.past.sound_store import SoundStore

RATE = 8000
LOOK = WaveLook(ground=0xFF000001, grid=0xFF000002, wave=0xFF000003, core=0xFF000004, level=0xFF000005, clip=0xFF000006)
WIDTH, HEIGHT = 50, 41


def noise(count, seed=1, amplitude=0.5):
    return np.random.default_rng(seed).uniform(-amplitude, amplitude, count).astype(np.float32)


def store(*parts, seconds=4.0):
    """Arrays are samples, whole numbers are lost ones."""
    sound = SoundStore(seconds, RATE)
    for part in parts:
        tell(sound, part)
    return sound


def tell(sound, part):
    if isinstance(part, int):
        sound.consume(Gap(sound.end, part, "dropped"))
    else:
        sound.consume(Sound(sound.end, part))


def raster(sound, samples_per_pixel, look=LOOK):
    return WaveRaster(WIDTH, HEIGHT, samples_per_pixel, sound, look)


def picture(drawn):
    """From the oldest column to the newest."""
    return np.roll(drawn.pixels, -(drawn.right % WIDTH), axis=1)


@pytest.mark.parametrize("samples_per_pixel", [4.0, 37.5, 160.0])
def test_a_column_reaches_from_its_lowest_sample_to_its_highest(samples_per_pixel):
    samples = noise(RATE)
    columns = wave_columns(store(samples), 10, 30, samples_per_pixel)
    bounds = np.ceil(np.arange(10, 41) * samples_per_pixel).astype(int)

    for column, (begin, end) in enumerate(pairwise(bounds)):
        assert columns.lowest[column] <= samples[begin:end].min()
        assert columns.highest[column] >= samples[begin:end].max()
        assert columns.rms[column] == pytest.approx(np.sqrt(np.mean(samples[begin:end] ** 2)), rel=1e-5)


@pytest.mark.parametrize("samples_per_pixel", [0.07, 0.3, 1.0, 2.7, 3.9, 4.0, 9.0])
def test_the_curve_has_no_holes(samples_per_pixel):
    columns = wave_columns(store(noise(RATE)), 100, 40, samples_per_pixel)

    assert (columns.lowest[1:] <= columns.highest[:-1]).all()
    assert (columns.highest[1:] >= columns.lowest[:-1]).all()


def test_between_two_samples_the_curve_is_the_straight_line():
    samples = noise(RATE)
    columns = wave_columns(store(samples), 3000, 100, 0.1)
    middles = np.interp((np.arange(3000, 3100) + 0.5) * 0.1, np.arange(RATE), samples)

    assert ((columns.lowest <= middles + 1e-6) & (middles - 1e-6 <= columns.highest)).all()


def test_samples_that_lie_apart_are_dots():
    samples = noise(RATE)
    columns = wave_columns(store(samples), 3000, 100, 0.1)
    where = np.flatnonzero(np.isfinite(columns.dot))

    assert where.tolist() == list(range(0, 100, 10))
    assert columns.dot[where].tolist() == samples[300:310].tolist()
    assert np.isnan(wave_columns(store(samples), 300, 100, 1.0).dot).all()


@pytest.mark.parametrize("samples_per_pixel", [0.5, 2.0, 20.0, 600.0])
def test_a_full_scale_sine_has_the_level_0(samples_per_pixel):
    sine = np.sin(2 * np.pi * 1000 * np.arange(3 * RATE) / RATE).astype(np.float32)
    first = round(2 * RATE / samples_per_pixel)
    columns = wave_columns(store(sine), first, 5, samples_per_pixel)

    assert columns.level_dbfs == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("samples_per_pixel", [2.5, 30.0, 600.0])
def test_lost_sound_is_a_gap_and_what_has_not_come_is_none(samples_per_pixel):
    sound = store(noise(RATE), RATE, noise(RATE))
    columns = wave_columns(sound, 0, int(4 * RATE / samples_per_pixel), samples_per_pixel)
    seconds = (np.arange(len(columns.is_gap)) + 0.5) * samples_per_pixel / RATE
    near = 2 * samples_per_pixel / RATE + 0.04
    inside = (seconds > 1 + near) & (seconds < 2 - near)
    outside = (seconds < 1 - near) | (seconds > 2 + near)

    assert columns.is_gap[inside].all()
    assert not columns.is_gap[outside].any()
    assert np.isnan(columns.highest[seconds > 3 + near]).all()


pieces = st.lists(st.one_of(st.integers(1, 900), st.integers(300, 2000).map(noise)), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(pieces, st.sampled_from([0.15, 1.5, 3.5, 8.0, 33.3]), st.integers(0, 400))
def test_a_picture_drawn_piece_by_piece_is_the_one_drawn_at_once(parts, samples_per_pixel, behind):
    sound, grown = store(), None
    for part in parts:
        tell(sound, part)
        grown = grown or raster(sound, samples_per_pixel)
        grown.advance(max(grown.right, int((sound.end - behind) / samples_per_pixel)))
    at_once = raster(sound, samples_per_pixel)
    at_once.advance(grown.right)

    assert (picture(grown) == picture(at_once)).all()


def test_what_came_late_is_drawn_where_it_belongs():
    sound = store(noise(RATE // 2))
    late = raster(sound, 40.0)
    late.advance(RATE // 40)
    assert set(picture(late)[:, -20].tolist()) <= {LOOK.ground, LOOK.grid, LOOK.level}

    tell(sound, noise(RATE))
    assert late.advance(late.right) == 0
    assert LOOK.wave in picture(late)[:, -20]


def test_nothing_is_drawn_where_nothing_is_new():
    still = raster(store(noise(RATE)), 40.0)
    still.advance(100)
    still.advance(100)

    assert still.drawn == 0


def test_only_the_new_columns_are_drawn_where_the_sound_is_known():
    moving = raster(store(noise(RATE)), 40.0)
    moving.advance(100)

    assert moving.advance(103) == 3
    assert moving.drawn == 3


def test_a_gap_is_hatched_over_the_whole_height():
    hatched = raster(store(noise(RATE), RATE, noise(RATE)), 80.0)
    hatched.advance(160)

    assert set(picture(hatched)[:, -5].tolist()) == {int(GROUND), int(LINE)}


def test_the_gain_makes_it_taller():
    quiet = store(noise(RATE, amplitude=0.05))
    heights = []
    for gain in (1.0, 8.0):
        drawn = raster(quiet, 40.0, WaveLook(**{**vars_of(LOOK), "gain": gain}))
        drawn.advance(100)
        heights.append(np.isin(picture(drawn), (LOOK.wave, LOOK.core)).any(axis=1).sum())

    assert heights[1] > 3 * heights[0]


def vars_of(look):
    return {name: getattr(look, name) for name in look.__dataclass_fields__}


def test_full_scale_is_marked_at_both_edges():
    loud = noise(RATE)
    loud[4000] = 1.0
    drawn = raster(store(loud), 100.0)
    drawn.advance(60)
    column = picture(drawn)[:, 40 - 60]

    assert column[0] == column[-1] == LOOK.clip
    assert (picture(drawn) == LOOK.clip).any(axis=0).sum() <= 2


def test_without_sound_there_is_ground():
    empty = raster(None, 40.0)
    empty.advance(100)

    assert set(empty.pixels.ravel().tolist()) == {LOOK.ground, LOOK.grid}
