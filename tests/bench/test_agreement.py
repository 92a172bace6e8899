"""Whether two libraries computed the same."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.bench.agreement import agreement
from livemel.bench.recipes import LIVE, OFFLINE

RECIPE = replace(OFFLINE["decibels"], span=60.0, tolerance=0.01)
LEVELS = np.linspace(-100.0, 0.0, 40, dtype=np.float32).reshape(10, 4)


@given(st.floats(-1.0, 1.0, width=32))
def test_agreement_is_a_matter_of_the_largest_difference(difference):
    found = agreement(LEVELS, LEVELS + np.float32(difference), RECIPE)

    assert found.largest_difference == pytest.approx(abs(difference), abs=1e-5)
    assert found.agrees == (found.largest_difference <= RECIPE.tolerance)


def test_what_is_too_soft_for_a_float32_transform_is_left_out():
    theirs = np.where(LEVELS < -60.0, LEVELS + 5.0, LEVELS)

    assert agreement(LEVELS, theirs, RECIPE).largest_difference == 0.0
    assert agreement(LEVELS, theirs, replace(RECIPE, span=101.0)).largest_difference == pytest.approx(5.0)


def test_another_number_of_frames_is_no_agreement():
    found = agreement(LEVELS, LEVELS[:-1], RECIPE)

    assert (found.frames, found.largest_difference, found.agrees) == ((10, 9), 0.0, False)


@pytest.mark.parametrize("theirs", [LEVELS[:0], LEVELS[:, :-1], LEVELS[:, 0]], ids=["nothing", "a band less", "flat"])
def test_another_shape_is_no_agreement(theirs):
    found = agreement(LEVELS, theirs, RECIPE)

    assert (found.largest_difference, found.agrees) == (np.inf, False)


def test_what_is_no_number_is_no_agreement():
    theirs = LEVELS.copy()
    theirs[-1] = np.nan

    assert not agreement(LEVELS, theirs, RECIPE).agrees


@pytest.mark.parametrize("recipe", [*OFFLINE.values(), *LIVE.values()], ids=lambda recipe: recipe.title)
def test_every_recipe_has_both_precisions(recipe):
    assert recipe.config("exact").stft.precision == "exact"
    assert recipe.config("fast").stft.precision == "fast"


def test_a_live_hop_is_ten_milliseconds():
    assert {recipe.config().stft.hop_length / recipe.sample_rate for recipe in LIVE.values()} == {0.01}
