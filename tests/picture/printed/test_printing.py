"""A view as a labelled PNG: the pixels of the window, and the view again when the file is opened."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from saved_views import HOP, RATE, filled_history, saved

from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed, unpacked
from livemel.picture.printed.chart import plot_size
from livemel.picture.printed.embedded import saved_view
from livemel.picture.printed.layout import layout
from livemel.picture.printed.printing import HEIGHT, MOST_WIDTH, WIDTH, full_width, printed_view, view_chart, view_image
from livemel.picture.printed.saved_view import SavedMarker
from livemel.picture.raster import Raster
from livemel.picture.seen import seen_levels


def pixels(encoded):
    """Of the levels in a printed view, shape (height, width, 3)."""
    with Image.open(io.BytesIO(encoded)) as picture:
        left, top, right, bottom = layout(*picture.size).plot
        return np.asarray(picture.convert("RGB"))[top:bottom, left:right]


@pytest.mark.parametrize("part", [(0.0, 1.0), (0.25, 0.5)])
@pytest.mark.parametrize("begin", [0.0, 3.25, 4.7])
def test_a_picture_opened_and_printed_again_has_the_same_pixels(begin, part):
    view = replace(saved(begin=begin), low=part[0], high=part[1])
    first = printed_view(view)
    second = printed_view(saved_view(first, "picture.png"))

    assert np.array_equal(pixels(first), pixels(second))
    assert second == first


@pytest.mark.parametrize("settings", [[], ["level.finalize=top_db", "level.top_db=40"]])
def test_it_has_the_pixels_of_the_window(settings):
    view = saved(settings, gap=None, begin=3.0, seconds=2.56)
    width, height = plot_size(WIDTH, HEIGHT)
    per_pixel = view.seconds * RATE / width
    history, seen, display = filled_history(gap=None), seen_levels(view.config), view.config.display
    right = round(view.begin * RATE / per_pixel) + width
    if seen is not None:
        seen.refresh(history, (right - width) * per_pixel, right * per_pixel)
        seen.settle()
    raster = Raster(width, height, per_pixel, history, seen)
    raster.set_colours(packed(lookup_table("viridis")), display.db_min, display.db_max)
    raster.advance(right, waiting=False)
    window = unpacked(np.roll(raster.pixels, -right % width, axis=1))

    assert np.array_equal(view_image(view, width, height), window)


def test_a_gap_is_hatched_and_named():
    view = saved()

    assert view_chart(view).gaps == "lost"
    image = view_image(view, 400, 100)
    is_gap = np.isin(image, (0x26, 0x8A)).all(axis=(0, 2))  # the greys of the hatching
    begin, end = (400 * (slot * HOP / RATE - view.begin) / view.seconds for slot in (150, 170))
    assert np.flatnonzero(is_gap)[[0, -1]] == pytest.approx([begin, end], abs=6)  # a slot is 5 pixels wide


def test_bands_without_a_bin_are_dotted_and_named():
    view = saved(["stft.n_fft=64", "stft.hop_length=64", "stft.win_length=0"])

    assert "band" in view_chart(view).unfed
    assert (view_image(view, 200, 100) == (0x23, 0x2A, 0x33)).all(axis=2).any()


def test_the_time_axis_counts_from_the_start_which_is_told():
    chart = view_chart(saved())

    assert (chart.begin, chart.seconds) == (3.25, 2.5)
    assert chart.subtitle.startswith("0 s = 2026-11-2")


def test_a_whole_history_has_a_column_for_every_slot_up_to_a_limit():
    view = saved(begin=0.0, seconds=12.8)

    assert full_width(view) == WIDTH
    many = replace(view, seconds=5000 * HOP / RATE)
    assert plot_size(full_width(many), HEIGHT)[0] == pytest.approx(5000, rel=0.1)
    assert full_width(replace(view, seconds=100_000.0)) == MOST_WIDTH


def test_without_levels_there_is_nothing_to_print():
    with pytest.raises(ValueError, match="without levels"):
        printed_view(replace(saved(), levels=None))


def test_a_marker_is_drawn_at_its_place_with_its_name():
    view = replace(saved(gap=None), markers=(SavedMarker(4.5, 1000.0, "a tone"),))
    plain, marked = (pixels(printed_view(each)).astype(int) for each in (replace(view, markers=()), view))
    rows, columns = np.nonzero((plain != marked).any(axis=2))
    height, width = plain.shape[:2]
    expected = height * (1 - float(view_chart(view).axis.fraction_of(1000.0)))

    assert columns.min() == pytest.approx(width / 2, abs=12)
    assert rows.max() == pytest.approx(expected, abs=12)
    assert columns.max() > width / 2 + 40  # the name


def test_at_the_right_edge_the_name_stands_at_the_left():
    view = replace(saved(gap=None), markers=(SavedMarker(5.7, 1000.0, "a long name"),))
    plain, marked = (pixels(printed_view(each)) for each in (replace(view, markers=()), view))
    columns = np.flatnonzero((plain != marked).any(axis=(0, 2)))

    assert columns.min() < plain.shape[1] * (5.7 - 3.25) / 2.5 - 60


@pytest.mark.parametrize("marker", [SavedMarker(1.0, 1000.0, "before"), SavedMarker(4.0, 0.001, "below")])
def test_a_marker_elsewhere_is_not_drawn(marker):
    view = saved(gap=None)

    assert np.array_equal(pixels(printed_view(view)), pixels(printed_view(replace(view, markers=(marker,)))))
