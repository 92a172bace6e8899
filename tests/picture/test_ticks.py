"""Ticks: round numbers, in order, never crowded."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.config import MelConfig
from livemel.dsp.scales import SCALES
from livemel.picture.axis import MelAxis
from livemel.picture.ticks import clock_label, frequency_ticks, hertz_label, level_ticks, time_ticks


def labels(ticks):
    return [tick.label for tick in ticks if tick.major]


def assert_in_order_and_apart(ticks, pixels, gap):
    positions = [tick.position for tick in ticks]
    assert positions == sorted(positions)
    assert all(0.0 <= position <= 1.0 for position in positions)
    assert all(bool(tick.label) == tick.major for tick in ticks)
    major = [tick.position * pixels for tick in ticks if tick.major]
    assert all(right - left >= gap - 1e-3 for left, right in pairwise(major))


@given(
    height=st.integers(50, 3000),
    gap=st.integers(10, 60),
    rate=st.sampled_from([8000, 16000, 44100, 48000, 192000]),
    fmin=st.floats(10.0, 2000.0) | st.just(0.0),
    scale=st.sampled_from(sorted(SCALES)),
)
def test_frequency_labels_never_overlap(height, gap, rate, fmin, scale):
    fmin = fmin or (0.0 if scale != "log" else 20.0)
    ticks = frequency_ticks(MelAxis(MelConfig(fmin=fmin, scale=scale), rate), height, gap)

    assert_in_order_and_apart(ticks, height, gap)


@pytest.mark.parametrize(
    ("height", "expected"),
    [
        (150, "100 1k 2k 5k 10k 20k"),
        (400, "100 300 500 700 1k 1.5k 2k 2.5k 3k 4k 5k 7k 10k 15k 20k"),
        (800, "100 200 300 400 500 600 700 800 1k 1.5k 2k 2.5k 3k 4k 5k 6k 7k 8k 10k 15k 20k"),
    ],
)
def test_more_room_fills_in_more_frequencies(height, expected):
    axis = MelAxis(MelConfig(), 48000)

    assert labels(frequency_ticks(axis, height, 16)) == expected.split()


@pytest.mark.parametrize(
    ("height", "expected"),
    [
        (100, "5k 10k 15k 20k"),
        (400, "1k 2k 3k 4k 5k 6k 7k 8k 9k 10k 11k 12k 13k 14k 15k 16k 17k 18k 19k 20k 21k 22k 23k"),
    ],
)
def test_a_linear_axis_has_even_steps(height, expected):
    axis = MelAxis(MelConfig(scale="linear"), 48000)

    assert labels(frequency_ticks(axis, height, 16)) == expected.split()


def test_a_narrow_range_has_labels_too():
    axis = MelAxis(MelConfig(fmin=310.0, fmax=390.0), 16000)

    assert labels(frequency_ticks(axis, 400, 40)) == ["320", "330", "340", "350", "360", "370", "380"]


@pytest.mark.parametrize(("hz", "label"), [(50, "50"), (999, "999"), (1000, "1k"), (1500, "1.5k"), (20000, "20k")])
def test_thousands_are_written_with_a_k(hz, label):
    assert hertz_label(hz) == label


@given(seconds=st.floats(0.05, 100_000.0), width=st.integers(50, 4000), gap=st.integers(20, 120), live=st.booleans())
def test_time_labels_never_overlap(seconds, width, gap, live):
    ticks = time_ticks(seconds, width, gap, begin=None if live else 0.0)

    if seconds / width * gap <= 86400:
        assert_in_order_and_apart(ticks, width, gap)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (1.0, "-1 s|-0.8 s|-0.6 s|-0.4 s|-0.2 s|now"),
        (10.0, "-10 s|-8 s|-6 s|-4 s|-2 s|now"),
        (90.0, "-1:20|-1:00|-0:40|-0:20|now"),
        (600.0, "-10:00|-8:00|-6:00|-4:00|-2:00|now"),
    ],
)
def test_a_live_picture_counts_back_from_now(seconds, expected):
    assert labels(time_ticks(seconds, 600, 80)) == expected.split("|")


def test_a_file_counts_from_its_begin():
    assert labels(time_ticks(7.0, 600, 80, begin=0.0, zero="0 s")) == [f"{t} s" for t in range(8)]


def test_a_picture_scrolled_back_keeps_counting_from_now():
    assert labels(time_ticks(10.0, 600, 80, begin=-75.0)) == ["-1:14", "-1:12", "-1:10", "-1:08", "-1:06"]


def test_now_stands_at_the_right_edge():
    last = time_ticks(10.0, 600, 80)[-1]

    assert (last.position, last.label) == (1.0, "now")


@pytest.mark.parametrize(
    ("seconds", "label"),
    [(-8, "-0:08"), (90, "1:30"), (7200, "2:00:00"), (75.5, "1:15.5"), (59.9996, "1:00"), (-0.0001, "0:00")],
)
def test_a_clock_shows_no_more_digits_than_it_needs(seconds, label):
    assert clock_label(seconds) == label


@pytest.mark.parametrize(
    ("db_min", "db_max", "expected"),
    [
        (-100.0, 0.0, "-100 -80 -60 -40 -20 0"),
        (-80.0, -20.0, "-80 -70 -60 -50 -40 -30 -20"),
        (-12.0, 0.0, "-12 -10 -8 -6 -4 -2 0"),
        (-0.5, 1.5, "-0.5 0 0.5 1 1.5"),
        (0.0, 0.3, "0 0.05 0.1 0.15 0.2 0.25 0.3"),
    ],
)
def test_levels_are_labelled_in_round_steps(db_min, db_max, expected):
    assert labels(level_ticks(db_min, db_max, 300, 40)) == expected.split()


@given(low=st.floats(-400, 399), span=st.floats(0.5, 800), height=st.integers(40, 2000), gap=st.integers(10, 50))
def test_level_labels_never_overlap(low, span, height, gap):
    ticks = level_ticks(low, low + span, height, gap)

    if span / height * gap <= 200:
        assert_in_order_and_apart(ticks, height, gap)
