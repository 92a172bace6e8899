"""Labels: three programs read what was meant."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.recording.labels import Label, audacity_labels, in_order, raven_table, read_audacity_labels, text_grid

SECONDS = 20.0
times = st.integers(0, 20_000_000).map(lambda us: us / 1e6)
hertz = st.none() | st.integers(0, 24_000_000).map(lambda mhz: mhz / 1e3)
words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=8).map(lambda text: " ".join(text.split()))
labels = st.lists(
    st.builds(
        lambda a, b, text, low, high: Label(min(a, b), max(a, b), text, low, high), times, times, words, hertz, hertz
    ),
    max_size=12,
)


@given(labels)
def test_a_label_track_is_read_as_it_was_written(some):
    assert read_audacity_labels(audacity_labels(some)) == in_order(some)


def test_a_label_track_has_tabs_between_and_frequencies_below():
    assert (
        audacity_labels([Label(1.5, 2.0, "a\tb\nc", 100.0)]) == "1.500000\t2.000000\ta b c\n\\\t100.000000\t-1.000000\n"
    )


def test_lines_of_a_label_track_that_are_none_are_left_out():
    assert read_audacity_labels("1\t2\tone\nhalf a li\n\\\tx\ty\n3\t") == [Label(1.0, 2.0, "one")]


@given(labels)
def test_a_selection_table_has_a_row_a_label_and_as_many_fields_as_names(some):
    names, *rows = (line.split("\t") for line in raven_table(some, 24000.0).splitlines())

    assert [int(row[0]) for row in rows] == list(range(1, len(some) + 1))
    assert {len(row) for row in rows} <= {len(names)}


def test_a_selection_without_frequencies_is_as_high_as_the_sound():
    _, row = raven_table([Label(1.0, 2.0, "call")], 8000.0).splitlines()

    assert row == "1\tSpectrogram 1\t1\t1.000000\t2.000000\t0.000\t8000.000\tcall"


def tiers(grid):
    """(class, [(begin, end, text) or (at, text)]) of each tier."""
    for part in re.split(r"    item \[\d+\]:\n", grid)[1:]:
        numbers = re.findall(r"^ {12}(?:xmin|xmax|number) = (\S+)$", part, re.M)
        texts = [text.replace('""', '"') for text in re.findall(r'^ {12}(?:text|mark) = "(.*)"$', part, re.M)]
        kind = re.search(r'class = "(\w+)"', part)[1]
        size = int(re.search(r"size = (\d+)", part)[1])
        assert size == len(texts)
        wide = 2 if kind == "IntervalTier" else 1
        yield kind, [(*map(float, numbers[wide * i : wide * i + wide]), text) for i, text in enumerate(texts)]


@given(labels)
def test_the_intervals_of_a_text_grid_tile_the_whole_sound(some):
    for kind, items in tiers(text_grid(some, SECONDS)):
        if kind == "IntervalTier":
            bounds = [items[0][0], *(end for _, end, _ in items)]
            assert bounds[0] == 0.0
            assert bounds[-1] == SECONDS
            assert all(begin < end for begin, end, _ in items)
            assert [begin for begin, _, _ in items] == bounds[:-1]


@given(labels)
def test_the_points_of_a_text_grid_rise(some):
    for kind, items in tiers(text_grid(some, SECONDS)):
        if kind == "TextTier":
            moments = [at for at, _ in items]
            assert moments == sorted(set(moments))


@given(labels)
def test_every_label_is_in_a_text_grid(some):
    told = sorted(text for _, items in tiers(text_grid(some, SECONDS)) for *_, text in items if text)

    assert told == sorted(label.text for label in some if label.text)


def test_a_quotation_mark_is_written_twice():
    assert '"a ""b"""' in text_grid([Label(0.0, 1.0, 'a "b"')], 2.0)


@pytest.mark.parametrize(("begin", "end"), [(-1.0, 1.0), (19.0, 25.0), (-1.0, 30.0)])
def test_what_lies_beyond_the_sound_is_cut_off(begin, end):
    ((_, items),) = tiers(text_grid([Label(begin, end, "long")], SECONDS))

    assert [(max(0.0, begin), min(SECONDS, end), "long")] == [item for item in items if item[2]]


def test_a_label_behind_the_end_is_a_moment_at_the_end():
    _, (kind, items) = tiers(text_grid([Label(21.0, 22.0, "late")], SECONDS))

    assert (kind, items) == ("TextTier", [(SECONDS, "late")])
