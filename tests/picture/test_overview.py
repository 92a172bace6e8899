"""Overview: piece by piece it becomes what it would be at once; what has changed is found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.picture.hatch import GROUND, LINE
from livemel.picture.history import History
from livemel.picture.overview import ROUNDS, Overview

RATE, HOP, BANDS = 1000, 100, 8
WIDTH, HEIGHT = 60, 4
TABLE = packed(lookup_table("magma"))


def history(seconds=600):
    return History(seconds * RATE // HOP, BANDS, HOP)


def overview(of):
    strip = Overview(WIDTH, HEIGHT, of, RATE)
    strip.set_colours(TABLE, -80.0, 0.0, None)
    return strip


def add(to, seconds, level=None, seed=1):
    count = round(seconds * RATE / HOP)
    levels = np.random.default_rng(seed).uniform(-80, 0, (count, BANDS)).astype(np.float32)
    to.add_columns(to.end * HOP, levels if level is None else np.full_like(levels, level))


def known(strip, of):
    """The columns that have come."""
    newest = of.end * HOP / RATE
    return strip.pixels[:, : round((newest - strip.begin) / strip.span * WIDTH)]


@settings(max_examples=60, deadline=None)
@example([1.0, 1.5, 1.5, 19.5, 89.5, 52.5, 1.0], 200)
@given(st.lists(st.floats(0.1, 90.0), min_size=1, max_size=12), st.sampled_from([40, 200, 600]))
def test_it_becomes_what_it_would_be_at_once(parts, seconds):
    of = history(seconds)
    grown = overview(of)
    for number, part in enumerate(parts):
        add(of, part, seed=number)
        grown.refresh()
    at_once = overview(of)
    at_once.refresh()

    assert (grown.begin, grown.span) == (at_once.begin, at_once.span)
    assert (grown.pixels[:, 2:] == at_once.pixels[:, 2:]).all()  # what has gone fades at the left


@pytest.mark.parametrize(("seconds", "span"), [(3, 15), (15, 15), (16, 30), (100, 120), (500, 600)])
def test_it_is_as_long_as_the_history_needs(seconds, span):
    of = history()
    add(of, seconds)
    strip = overview(of)
    strip.refresh()

    assert (strip.begin, strip.span) == (0.0, span)


def test_a_full_history_ends_at_its_right():
    of = history(600)
    add(of, 700)
    strip = overview(of)
    strip.refresh()

    assert strip.begin + strip.span == pytest.approx(700.0, abs=strip.span / WIDTH)


def test_gaps_are_hatched():
    of = history()
    add(of, 5)
    of.add_gap(5 * RATE, 5 * RATE)
    add(of, 4)
    strip = overview(of)
    strip.refresh()
    in_gap = strip.pixels[:, 22:38]

    assert set(in_gap.ravel().tolist()) == {int(GROUND), int(LINE)}


def test_levels_that_were_computed_anew_are_seen_after_some_rounds():
    of = history()
    add(of, 14, level=-80.0)
    strip = overview(of)
    strip.refresh()
    of.add_columns(0.0, np.zeros((20, BANDS), np.float32))
    for _ in range(ROUNDS):
        strip.refresh()

    assert (strip.pixels[:, 1:7] == TABLE[-1]).all()


def test_other_colours_colour_every_column():
    of = history()
    add(of, 14, level=-10.0)
    strip = overview(of)
    strip.refresh()
    strip.set_colours(TABLE, -100.0, -20.0, None)
    strip.refresh()

    assert (known(strip, of) == TABLE[-1]).all()


def test_an_empty_history_is_an_empty_strip():
    strip = overview(history())
    strip.refresh()

    assert (strip.pixels == strip.pixels[0, 0]).all()
