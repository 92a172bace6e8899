"""Unfed bands: known from the weights of the bands, dotted and never taken for silence or for a gap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.config import load_config
from livemel.dsp.band_table import band_table, bands_of_one_bin
from livemel.dsp.filterbank import mel_filterbank
from livemel.picture import hatch
from livemel.picture.unfed import (
    ACROSS_PX,
    ALONG_PX,
    DOT,
    GROUND,
    STROKE_PERIOD_PX,
    dotted_columns,
    one_bin_bands,
    one_bin_rows,
    struck_columns,
    unfed_bands,
    unfed_rows,
)

COARSE = load_config(overrides=["stft.n_fft=512", "stft.hop_length=128"])
UNFED = st.lists(st.booleans(), min_size=1, max_size=40).map(lambda unfed: np.array(unfed))


def test_with_the_default_settings_every_band_is_fed():
    assert unfed_bands(load_config(), 48000) is None


def test_the_bands_without_a_weight_are_unfed():
    weights = mel_filterbank(COARSE.mel, 48000, 512)
    is_unfed = unfed_bands(COARSE, 48000)

    assert is_unfed.tolist() == (weights.max(axis=1) == 0).tolist()
    assert is_unfed.any()


def test_at_a_lower_rate_the_bins_lie_closer_and_feed_every_band():
    assert unfed_bands(COARSE, 8000) is None


@given(is_unfed=UNFED, rows=st.integers(1, 90))
def test_a_row_that_shows_a_fed_band_is_left_alone(is_unfed, rows):
    n_mels = len(is_unfed)
    if rows >= n_mels:
        shown = [[(2 * row + 1) * n_mels // (2 * rows)] for row in range(rows)]
    else:
        shown = [range(row * n_mels // rows, (row + 1) * n_mels // rows) for row in range(rows)]
    expected = [row for row, bands in enumerate(reversed(shown)) if is_unfed[list(bands)].all()]
    got = unfed_rows(is_unfed, rows)

    assert (got is None) is (not expected)
    assert got is None or got.tolist() == expected


def test_where_all_bands_are_fed_there_is_nothing_to_draw():
    assert unfed_rows(None, 10) is None


@given(first=st.integers(-10_000, 10_000), count=st.integers(0, 60), cut=st.integers(0, 60))
def test_dots_drawn_in_pieces_have_no_seam(first, count, cut):
    columns, rows = np.arange(first, first + count), np.arange(3, 30)
    pieces = [dotted_columns(part, rows) for part in np.split(columns, [min(cut, count)])]

    np.testing.assert_array_equal(np.concatenate(pieces), dotted_columns(columns, rows))


@pytest.mark.parametrize("top", range(ACROSS_PX))
def test_dots_stand_apart_in_every_band_that_is_not_too_thin(top):
    dots = dotted_columns(np.arange(ALONG_PX), np.arange(top, top + ACROSS_PX))

    assert dots.dtype == np.uint32
    assert set(dots.ravel().tolist()) == {int(DOT), int(GROUND)}
    assert (dots == GROUND).all(axis=1).any()


def test_they_look_like_no_gap():
    dots = dotted_columns(np.arange(ALONG_PX), np.arange(ACROSS_PX))

    assert (dots == DOT).mean() < 0.2
    assert {int(DOT), int(GROUND)}.isdisjoint({int(hatch.LINE), int(hatch.GROUND)})


@pytest.mark.parametrize(("preset", "count"), [("whisper-80", 3), ("whisper-128", 45)])
def test_bands_of_a_single_bin_are_found(preset, count):
    config = load_config(preset)
    has_one_bin = one_bin_bands(config, 16000)

    assert has_one_bin.sum() == count
    assert np.flatnonzero(has_one_bin).tolist() == list(bands_of_one_bin(band_table(config, 16000)))


def test_bands_without_a_bin_are_not_bands_of_one():
    few = one_bin_bands(COARSE, 48000) | unfed_bands(COARSE, 48000)

    assert not (one_bin_bands(COARSE, 48000) & unfed_bands(COARSE, 48000)).any()
    assert np.flatnonzero(few).tolist() == list(bands_of_one_bin(band_table(COARSE, 48000)))


def test_where_every_band_has_more_bins_nothing_is_struck():
    fine = load_config(overrides=["stft.n_fft=16384", "mel.n_mels=20"])

    assert one_bin_bands(fine, 48000) is None
    assert one_bin_rows(None, None, 10) is None


@given(bins=st.lists(st.integers(0, 2), min_size=1, max_size=40), rows=st.integers(1, 90))
def test_a_row_is_struck_if_it_shows_a_band_of_one_bin_and_none_of_more(bins, rows):
    n_mels, of_bands = len(bins), np.array(bins)
    if rows >= n_mels:
        shown = [[(2 * row + 1) * n_mels // (2 * rows)] for row in range(rows)]
    else:
        shown = [range(row * n_mels // rows, (row + 1) * n_mels // rows) for row in range(rows)]
    expected = [row for row, bands in enumerate(reversed(shown)) if of_bands[list(bands)].max() == 1]
    got = one_bin_rows(of_bands == 1, of_bands == 0, rows)

    assert ([] if got is None else got.tolist()) == expected


@given(red=st.integers(0, 255), green=st.integers(0, 255), blue=st.integers(0, 255))
def test_strokes_stand_out_from_every_colour_and_leave_most_of_it(red, green, blue):
    colour = np.uint32(0xFF000000 | red << 16 | green << 8 | blue)
    rows = np.arange(STROKE_PERIOD_PX)
    struck = struck_columns(np.arange(STROKE_PERIOD_PX), rows, np.full((len(rows), len(rows)), colour))
    changed = struck[struck != colour]

    assert 0 < len(changed) < struck.size / 4
    for shift, channel in ((24, 255), (16, red), (8, green), (0, blue)):
        moved = 0 if shift == 24 else 64
        assert (np.abs((changed >> np.uint32(shift) & 255).astype(int) - channel) == moved).all()


def test_strokes_drawn_in_pieces_have_no_seam():
    columns, rows = np.arange(-30, 40), np.arange(3, 30)
    colours = np.full((len(columns), len(rows)), 0xFF102030, np.uint32)
    pieces = [struck_columns(columns[part], rows, colours[part]) for part in (slice(0, 17), slice(17, None))]

    np.testing.assert_array_equal(np.concatenate(pieces), struck_columns(columns, rows, colours))
