"""Level bar: as long as loud, with the peak marked and clipping said in a word."""

import math

import pytest

from livemel.monitor.level_bar import dbfs, level_bar
from livemel.runtime.loudness import Ballistics


def bar(*meter, width=81):
    return "".join(segment.text for segment in level_bar(Ballistics(*meter), width, True))


def test_half_of_the_range_fills_half_of_the_bar():
    line = bar(-40.0, -20.0, False)

    assert line == "level  -40.0 dBFS " + "#" * 20 + "-" * 10 + "|" + "-" * 9 + " peak  -20.0 dBFS"


def test_silence_is_an_empty_bar():
    assert bar(-math.inf, -math.inf, False) == "level   -inf dBFS " + "-" * 40 + " peak   -inf dBFS"


def test_clipping_is_a_word():
    assert bar(0.0, 0.0, True).endswith(" CLIP")
    assert len(bar(0.0, 0.0, True)) <= 81


@pytest.mark.parametrize("width", [0, 20, 41, 200])
@pytest.mark.parametrize("level", [-math.inf, -200.0, -80.0, 0.0, 12.0])
def test_any_level_fits_any_width(width, level):
    assert len(bar(level, level, True, width=width)) <= max(width, 42)


@pytest.mark.parametrize(("level", "text"), [(-3.04, "  -3.0"), (-120.0, "-120.0"), (-math.inf, "  -inf")])
def test_a_level_takes_six_characters(level, text):
    assert dbfs(level) == text
