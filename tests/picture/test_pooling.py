"""Pooling: every slot is on the screen, and the loudest of a pixel is what it shows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel import MelStream, load_config
from livemel.picture.colours import colour_indices
from livemel.picture.history import History
from livemel.picture.pooling import pooled_columns, pooled_rows, slots_of_pixels

RATE = 48000
CONFIG = load_config()
HOP = CONFIG.stft.hop_length
RANGES = (10, 120, 300, 600)
"""Seconds."""
WIDTH = 1092
"""Pixels of the picture in a window of 1280."""

first_pixels = st.integers(-(10**6), 10**8)
wide = st.floats(1.0, 500.0).map(lambda slots: slots * HOP)
narrow = st.floats(0.01, 1.0).map(lambda slots: slots * HOP)


@settings(deadline=None)
@given(first=first_pixels, pixels=st.integers(1, 300), samples_per_pixel=wide)
def test_where_pixels_are_wider_than_slots_every_slot_falls_on_exactly_one(first, pixels, samples_per_pixel):
    starts, ends = slots_of_pixels(first, pixels, samples_per_pixel, HOP)

    assert (starts[1:] == ends[:-1]).all()
    assert (ends > starts).all()


@settings(deadline=None)
@given(first=first_pixels, pixels=st.integers(1, 300), samples_per_pixel=narrow)
def test_where_pixels_are_narrower_every_slot_falls_on_one_and_no_pixel_has_none(first, pixels, samples_per_pixel):
    starts, ends = slots_of_pixels(first, pixels, samples_per_pixel, HOP)
    shown = np.unique(np.concatenate([np.arange(start, end) for start, end in zip(starts, ends, strict=True)]))

    assert (ends > starts).all()
    assert (np.diff(shown) == 1).all()


@settings(deadline=None)
@given(first=first_pixels, samples_per_pixel=narrow | wide, data=st.data())
def test_a_pixel_shows_the_same_whatever_is_drawn_with_it(first, samples_per_pixel, data):
    pixels = data.draw(st.integers(1, 100))
    begin = data.draw(st.integers(0, pixels - 1))
    together = slots_of_pixels(first, pixels, samples_per_pixel, HOP)
    alone = slots_of_pixels(first + begin, 1, samples_per_pixel, HOP)

    assert [bounds[begin] for bounds in together] == [bounds[0] for bounds in alone]


@settings(deadline=None)
@given(first=st.integers(0, 10**6), pixels=st.integers(1, 300), samples_per_pixel=narrow | wide)
def test_a_slot_is_shown_where_its_samples_are(first, pixels, samples_per_pixel):
    starts, ends = slots_of_pixels(first, pixels, samples_per_pixel, HOP)
    begins = np.arange(first, first + pixels) * samples_per_pixel

    assert (starts * HOP >= begins - HOP).all()
    assert ((ends - 1) * HOP <= begins + samples_per_pixel + HOP).all()


def filled(slots, n_mels=4, seed=0):
    """A history of noise."""
    history = History(slots, n_mels, HOP)
    levels = np.random.default_rng(seed).uniform(-90, -80, (slots, n_mels)).astype(np.float32)
    history.add_columns(0, levels)
    return history, levels


@settings(deadline=None)
@given(pixels=st.integers(1, 200), slots_per_pixel=st.floats(0.1, 7.9), first=st.integers(0, 50))
def test_a_pixel_shows_the_loudest_of_its_slots_in_every_band(pixels, slots_per_pixel, first):
    history, levels = filled(3000)
    pooled, is_gap = pooled_columns(history, first, pixels, slots_per_pixel * HOP)
    starts, ends = slots_of_pixels(first, pixels, slots_per_pixel * HOP, HOP)
    oracle = [levels[start:end].max(axis=0) for start, end in zip(starts, ends, strict=True)]

    assert np.array_equal(pooled, oracle)
    assert not is_gap.any()


@pytest.mark.parametrize("seconds", RANGES)
def test_a_click_in_any_slot_is_the_largest_of_its_pixel(seconds):
    samples_per_pixel = seconds * RATE / WIDTH
    slots = round(seconds * RATE / HOP) + 1
    for click in np.random.default_rng(seconds).integers(0, slots - 1, 20):
        history, levels = filled(slots, n_mels=2)
        levels[click, 1] = -10.0
        history.add_columns(0, levels)
        pooled, _ = pooled_columns(history, 0, WIDTH, samples_per_pixel)
        shown = np.flatnonzero(pooled[:, 1] == -10.0)

        assert len(shown) == 1 or (samples_per_pixel < HOP and len(shown) <= 1 + HOP / samples_per_pixel)
        assert abs((shown[0] + 0.5) * samples_per_pixel - click * HOP) <= max(samples_per_pixel, HOP)


@settings(deadline=None)
@given(slots_per_pixel=st.floats(0.1, 7.9), at_sample=st.integers(0, 500 * HOP), lost=st.integers(1, 3000))
def test_a_gap_marks_every_pixel_that_it_touches(slots_per_pixel, at_sample, lost):
    history, _ = filled(1000)
    history.add_gap(at_sample, lost)
    pixels = int(900 / slots_per_pixel)
    _, is_gap = pooled_columns(history, 0, pixels, slots_per_pixel * HOP)
    starts, ends = slots_of_pixels(0, pixels, slots_per_pixel * HOP, HOP)
    touched = (starts <= (at_sample + lost - 1) // HOP) & (ends - 1 >= at_sample // HOP)

    assert np.array_equal(is_gap, touched)
    assert is_gap.any()


def test_what_is_not_held_is_nothing_and_no_gap():
    history, _ = filled(10)
    pooled, is_gap = pooled_columns(history, -5, 20, float(HOP))

    assert np.isneginf(pooled[[*range(5), *range(15, 20)]]).all()
    assert np.isfinite(pooled[5:15]).all()
    assert not is_gap.any()


def test_nothing_can_be_asked_for():
    pooled, is_gap = pooled_columns(filled(10)[0], 0, 0, float(HOP))

    assert (pooled.shape, is_gap.shape) == ((0, 4), (0,))


@settings(deadline=None)
@given(n_mels=st.integers(1, 300), rows=st.integers(1, 600))
def test_every_band_is_in_a_row_and_no_row_has_none(n_mels, rows):
    for band in {0, n_mels // 3, n_mels // 2, n_mels - 1}:
        column = np.zeros((1, n_mels), np.float32)
        column[0, band] = 1.0
        shown = np.flatnonzero(pooled_rows(column, rows)[0])

        assert len(shown) >= 1
        assert (np.diff(shown) == 1).all()
        heights = (rows - 1 - shown + 0.5) / rows
        assert np.abs(heights - (band + 0.5) / n_mels).max() <= 1 / min(rows, n_mels)


@settings(deadline=None)
@given(n_mels=st.integers(1, 300), rows=st.integers(1, 600))
def test_the_lowest_band_is_at_the_bottom(n_mels, rows):
    rising = np.arange(n_mels, dtype=np.float32)[None, :]
    shown = pooled_rows(rising, rows)[0]

    assert shown.shape == (rows,)
    assert (np.diff(shown) <= 0).all()
    assert shown[0] == n_mels - 1


@settings(deadline=None)
@given(n_mels=st.integers(1, 300), more=st.integers(0, 500))
def test_every_band_has_as_many_rows_as_the_next_or_one_more(n_mels, more):
    heights = np.bincount(
        pooled_rows(np.arange(n_mels, dtype=np.float32)[None], n_mels + more)[0].astype(int), minlength=n_mels
    )

    assert heights.max() - heights.min() <= 1


@settings(deadline=None)
@given(rows=st.integers(1, 400), seed=st.integers(0, 99))
def test_pooling_colours_is_colouring_what_is_pooled(rows, seed):
    levels = np.random.default_rng(seed).uniform(-100, 20, (5, 128)).astype(np.float32)

    assert np.array_equal(
        pooled_rows(colour_indices(levels, -80, 0), rows), colour_indices(pooled_rows(levels, rows), -80, 0)
    )


@pytest.mark.parametrize("rows", [200, 640, 1400])
def test_tones_of_equal_level_look_alike_on_the_screen(rows):
    frequencies = 100 * 2 ** (np.arange(276) / 36)
    stream = MelStream(load_config(overrides=["stft.center=false"]), RATE)
    time = np.arange(stream.config.stft.n_fft) / RATE
    tones = 10 ** (-6 / 20) * np.sin(2 * np.pi * np.outer(time, frequencies) + 0.3)
    brightest = pooled_rows(stream.push(tones)[0], rows).max(axis=1)

    assert np.ptp(brightest) <= 3.5


CLICKS = 200
SECONDS_APART = 4
"""About: three pixels of the longest range and more."""


@pytest.fixture(scope="module")
def clicks():
    """Where each click begins; and for clicks of 0.5 and 1 ms on -80 dBFS of noise what the engine makes of them."""
    jitter = np.random.default_rng(11).integers(0, RATE - 100, CLICKS)
    begins = np.arange(CLICKS) * SECONDS_APART * RATE + RATE + jitter
    return begins, {milliseconds: heard(begins, milliseconds) for milliseconds in (0.5, 1.0)}


def heard(begins, milliseconds):
    generator = np.random.default_rng(12)
    stream = MelStream(CONFIG, RATE)
    history = History(CLICKS * SECONDS_APART * RATE // HOP + 2, CONFIG.mel.n_mels, HOP)
    centre = stream.centre_of_first_frame
    for first in range(0, CLICKS * SECONDS_APART * RATE, RATE):
        block = np.float32(10 ** (-80 / 20) / np.sqrt(2)) * generator.standard_normal(RATE, np.float32)
        for begin in begins[begins // RATE == first // RATE] - first:
            block[begin : begin + round(milliseconds * RATE / 1000)] = 1.0
        frames = stream.push(block)
        history.add_columns(centre, frames)
        centre += HOP * len(frames)
    return history


@pytest.mark.parametrize("seconds", RANGES)
@pytest.mark.parametrize("milliseconds", [0.5, 1.0])
def test_a_click_stands_out_at_every_range(clicks, seconds, milliseconds):
    begins, histories = clicks
    samples_per_pixel = seconds * RATE / WIDTH
    pixels = CLICKS * SECONDS_APART * WIDTH // seconds
    levels, _ = pooled_columns(histories[milliseconds], 0, pixels, samples_per_pixel)
    reach = CONFIG.stft.n_fft // 2 + HOP
    middles = begins + milliseconds * RATE / 2000
    before = np.floor((middles - reach) / samples_per_pixel).astype(int) - 2
    after = np.ceil((middles + reach) / samples_per_pixel).astype(int) + 2
    here = np.floor(HOP * np.rint(middles / HOP) / samples_per_pixel).astype(int)
    loudest = levels.max(axis=1)
    peak = np.maximum(loudest[here], np.maximum(loudest[np.maximum(here - 1, 0)], loudest[here + 1]))
    above = peak - np.maximum(loudest[np.maximum(before, 0)], loudest[after])

    assert above.min() >= 20.0


@settings(deadline=None, max_examples=30)
@given(slots_per_pixel=st.floats(8.0, 100.0), first=st.integers(0, 5))
def test_of_a_long_time_every_slot_is_in_one_pixel_half_of_one_beside_its_own_at_most(slots_per_pixel, first):
    history, levels = filled(4000)
    pixels = int(3900 / slots_per_pixel) - first
    pooled, _ = pooled_columns(history, first, pixels, slots_per_pixel * HOP)
    bounds = np.arange(first, first + pixels + 1) * slots_per_pixel
    half = int(slots_per_pixel / 2)

    for pixel in range(pixels):
        inner = levels[int(bounds[pixel]) + half : int(bounds[pixel + 1])].max(axis=0)
        outer = levels[int(bounds[pixel]) : int(bounds[pixel + 1]) + half].max(axis=0)
        assert (inner <= pooled[pixel]).all()
        assert (pooled[pixel] <= outer).all()
