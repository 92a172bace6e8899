"""The level of the darkest colour, moved in steps that suit the unit of the levels."""

from __future__ import annotations

from dataclasses import replace

from livemel.config import Config, DisplayConfig
from livemel.config.setting import settings_of
from livemel.picture.reference import level_unit

STEP_DB = 5.0
STEPS_OF_RANGE = 16
"""Levels in another unit than dB: into so many steps the range is cut that was asked for."""
STEPS_BELOW = 24
"""So far below what was asked for the floor may go."""
LEAST_STEPS = 2
"""So much of the range is left in any case."""


def moved_floor(display: DisplayConfig, config: Config, direction: int) -> DisplayConfig:
    """`display` with its floor a step up (1) or down (-1); as it is where that would leave the range.

    The steps are those of the range that `config` asks for.
    """
    asked = config.display
    step = STEP_DB if level_unit(config) == "dB" else (asked.db_max - asked.db_min) / STEPS_OF_RANGE
    lowest = max(asked.db_min - STEPS_BELOW * step, settings_of(DisplayConfig)["db_min"].at_least or -float("inf"))
    floor = display.db_min + direction * step
    fits = floor >= lowest if direction < 0 else floor <= display.db_max - LEAST_STEPS * step
    return replace(display, db_min=floor) if fits else display
