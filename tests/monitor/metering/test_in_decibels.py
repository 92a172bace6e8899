"""What is kept is decibels, whatever the levels of the picture are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from livemel.config import Config
from livemel.dsp.compression import Compressor
from livemel.errors import ConfigError
from livemel.monitor.metering.in_decibels import InDecibels
from livemel.runtime.feed import Columns, Gap

VALUES = np.array([[1.0, 1e-3, 1e-7], [0.5, 1e-5, 1e-9]])


class Kept:
    def __init__(self):
        self.events = []

    def consume(self, event):
        self.events.append(event)


def config(compression, power):
    plain = Config()
    return replace(plain, level=replace(plain.level, compression=compression), mel=replace(plain.mel, power=power))


@pytest.mark.parametrize("power", [1, 2])
@pytest.mark.parametrize("compression", ["db", "log10", "ln", "none"])
def test_every_unit_becomes_the_same_decibels(compression, power):
    asked, kept = config(compression, power), Kept()
    levels = Compressor(asked, 48000)(VALUES.copy())
    InDecibels(asked, [kept]).consume(Columns(0.0, 1.0, levels))

    np.testing.assert_allclose(kept.events[0].levels, 10 * (3 - power) * np.log10(VALUES), atol=1e-4)


def test_what_is_no_column_goes_through_to_all():
    one, other, gap = Kept(), Kept(), Gap(5, 3, "lost")
    InDecibels(config("ln", 2), [one, other]).consume(gap)

    assert one.events == other.events == [gap]


def test_what_is_no_level_is_refused():
    with pytest.raises(
        ConfigError, match="must be db, log10, ln, none for a monitor, which keeps decibels, got 'pcen'"
    ):
        InDecibels(config("pcen", 2), [])
