"""The floor moves in steps that suit the levels, and never out of their range."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.config import DisplayConfig, load_config
from livemel.config.setting import settings_of
from livemel.gui.floor import LEAST_STEPS, moved_floor


def floors(config, direction, steps):
    display, seen = config.display, []
    for _ in range(steps):
        display = moved_floor(display, config, direction)
        seen.append(display.db_min)
    return seen


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ((), [-75.0, -70.0, -65.0]),
        (("level.compression=ln", "display.db_min=-8", "display.db_max=8"), [-7.0, -6.0, -5.0]),
        (("level.finalize=per_feature", "display.db_min=-2", "display.db_max=2"), [-1.75, -1.5, -1.25]),
    ],
    ids=str,
)
def test_a_step_is_a_share_of_the_range_that_was_asked_for(overrides, expected):
    assert floors(load_config(overrides=overrides), 1, 3) == expected


@given(low=st.floats(-400, 399), span=st.floats(0.5, 400), direction=st.sampled_from([-1, 1]))
def test_the_floor_stays_below_the_brightest_and_within_what_a_setting_may_be(low, span, direction):
    high = min(400.0, low + span)
    config = load_config(overrides=["level.compression=ln", f"display.db_min={low}", f"display.db_max={high}"])
    moved = floors(config, direction, 60)

    assert (np.diff(moved) * direction >= 0).all()
    assert moved[-1] <= high - LEAST_STEPS * (high - low) / 16 + 1e-9
    assert moved[-1] >= settings_of(DisplayConfig)["db_min"].at_least
