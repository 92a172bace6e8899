"""Changes: what becomes of a configuration that is asked for: which part of the program has to do something."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from livemel.config import Config, DisplayConfig
from livemel.config.setting import settings_of
from livemel.picture.colormaps import next_colormap

ANALYSIS = ("stft", "mel", "level", "pcen")
SOURCE = ("kind", "device", "channel", "sample_rate", "path", "signal")
"""Settings that ask for another source."""
SCALES = ("linear", "log", "slaney", "htk", "bark", "erb")
"""In the order of their keys."""
THEMES, CLOCKS = (tuple(map(str, settings_of(DisplayConfig)[key].choices)) for key in ("theme", "clock"))
LOWEST_HZ = 20.0
"""Where a logarithmic axis begins if nothing else was asked for."""
SECONDS_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0)


def another_analysis(old: Config, new: Config) -> bool:
    """Whether the frames are others."""
    return any(getattr(old, section) != getattr(new, section) for section in ANALYSIS)


def another_source(old: Config, new: Config) -> bool:
    """Whether something else is to be heard."""
    return any(getattr(old.source, key) != getattr(new.source, key) for key in SOURCE)


def another_look(old: Config, new: Config) -> bool:
    """Whether the window has other colours or sizes."""
    return (old.display.theme, old.display.text_scale) != (new.display.theme, new.display.text_scale)


def with_scale(config: Config, scale: str) -> Config:
    """The same bands on another frequency scale."""
    fmin = config.mel.fmin
    if scale == "log" and fmin <= 0:
        fmin = LOWEST_HZ
    elif config.mel.scale == "log" and fmin == LOWEST_HZ:
        fmin = 0.0
    return replace(config, mel=replace(config.mel, scale=scale, fmin=fmin))


def with_next_colours(config: Config) -> Config:
    """The next colour map."""
    return replace(config, display=replace(config.display, colormap=next_colormap(config.display.colormap)))


def with_next(config: Config, key: str, values: tuple[str, ...]) -> Config:
    """The next value of a setting of the display."""
    now = getattr(config.display, key)
    following: Any = values[(values.index(now) + 1) % len(values)]
    return replace(config, display=replace(config.display, **{key: following}))


def with_range(config: Config, db_min: float, db_max: float) -> Config:
    """Other levels of the quietest and the loudest colour."""
    return replace(config, display=replace(config.display, db_min=db_min, db_max=db_max))
