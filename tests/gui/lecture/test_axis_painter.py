"""Ticks of an axis are round, and short enough to be read."""

from __future__ import annotations

import pytest

from livemel.gui.lecture.axis_painter import round_step, ticks_of
from livemel.lecture.figure import Axis


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (0.0, 1.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (-40.0, 0.0, ["-40", "-35", "-30", "-25", "-20", "-15", "-10", "-5", "0"]),
        (0.0, 40000.0, ["0", "5,000", "10,000", "15,000", "20,000", "25,000", "30,000", "35,000", "40,000"]),
        (-2e-5, 2e-5, ["-20e-6", "-15e-6", "-10e-6", "-5e-6", "0", "5e-6", "10e-6", "15e-6", "20e-6"]),
    ],
)
def test_ticks_are_round_numbers_as_people_write_them(low, high, texts):
    written = [text.replace("\N{MINUS SIGN}", "-") for _, text in ticks_of(Axis("", low, high))]

    assert written == texts


def test_an_axis_in_octaves_has_1_2_and_5_of_every_decade():
    assert [text for _, text in ticks_of(Axis("", 20.0, 1000.0, log=True))] == ["20", "50", "100", "200", "500", "1000"]


@pytest.mark.parametrize(("least", "step"), [(0.11, 0.2), (1.0, 1.0), (2.1, 5.0), (51.0, 100.0), (3e-7, 5e-7)])
def test_a_step_is_the_next_round_one(least, step):
    assert round_step(least) == pytest.approx(step)
