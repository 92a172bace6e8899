"""In decibels: whatever unit the levels of a configuration have, what is measured and kept of them is decibels."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from livemel.config import Config
from livemel.dsp.compression import decibels_per_decade
from livemel.errors import ConfigError
from livemel.runtime.feed import Columns, Event, Levels, Sink


class InDecibels:
    """A sink that hands all events on, columns in decibels.

    Parameters
    ----------
    config
        What the levels are.
    sinks
        Who gets them.

    Raises
    ------
    ConfigError
        For PCEN, which is not a level.
    """

    def __init__(self, config: Config, sinks: Sequence[Sink]) -> None:
        self._converted = converter(config)
        self._sinks = tuple(sinks)

    def consume(self, event: Event) -> None:
        """Hand it on. Worker thread."""
        if isinstance(event, Columns) and self._converted is not None:
            event = replace(event, levels=self._converted(event.levels))
        for sink in self._sinks:
            sink.consume(event)


def converter(config: Config) -> Callable[[Levels], Levels] | None:
    """What makes decibels of levels; None where they are. Raises ConfigError as `InDecibels`."""
    compression = config.level.compression
    decade = np.float32(decibels_per_decade(config.mel.power))
    floor = np.float32(max(config.level.floor, float(np.finfo(np.float32).tiny)))
    converters: dict[str, Callable[[Levels], Levels] | None] = {
        "db": None,
        "log10": lambda levels: decade * levels,
        "ln": lambda levels: decade / np.float32(math.log(10.0)) * levels,
        "none": lambda levels: decade * np.log10(np.maximum(levels, floor)),
    }
    if compression not in converters:
        allowed = ", ".join(converters)
        raise ConfigError(
            [f"level.compression must be {allowed} for a monitor, which keeps decibels, got {compression!r}"]
        )
    return converters[compression]
