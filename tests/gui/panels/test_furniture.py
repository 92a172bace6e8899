"""Axes, colour bar and meter are painted whatever their size."""

from __future__ import annotations

from datetime import datetime

import pytest

from livemel.config import MelConfig, load_config
from livemel.gui.looks.theme import THEMES
from livemel.gui.page import Page
from livemel.gui.panels.colour_bar import ColourBar
from livemel.gui.panels.frequency_axis import FrequencyAxis
from livemel.gui.panels.level_meter import LevelMeter
from livemel.gui.panels.time_axis import TimeAxis
from livemel.picture.axis import MelAxis
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.runtime.loudness import Ballistics

SIZES = [(1, 1), (2, 3000), (3000, 2), (60, 700), (2500, 2500)]


def frequency_axis(mel=None, rate=48000, title="Frequency in Hz, mel scale (slaney)"):
    mel = mel or MelConfig()
    axis = FrequencyAxis(Page(load_config(), MelAxis(mel, rate), rate, datetime(2026, 11, 22)), THEMES["light"])
    axis.set_title(title)
    return axis


def time_axis(seconds=10.0):
    axis = TimeAxis()
    axis.set_seconds(seconds)
    return axis


def colour_bar(levels=(-80.0, 0.0)):
    bar = ColourBar()
    bar.set_colours(packed(lookup_table("magma")), *levels, "dBFS")
    return bar


def level_meter():
    meter = LevelMeter()
    meter.set_levels(Ballistics(-12.0, -3.0, clipped=True))
    return meter


FURNITURE = {
    "frequency": frequency_axis,
    "one band": lambda: frequency_axis(MelConfig(n_mels=1)),
    "many bands": lambda: frequency_axis(MelConfig(n_mels=4096)),
    "narrow": lambda: frequency_axis(MelConfig(fmin=999.0, fmax=1000.0)),
    "low rate": lambda: frequency_axis(rate=100),
    "time": time_axis,
    "a second": lambda: time_axis(1.0),
    "ten minutes": lambda: time_axis(600.0),
    "colours": colour_bar,
    "a small range": lambda: colour_bar((-0.001, 0.0)),
    "the largest range": lambda: colour_bar((-400.0, 400.0)),
    "meter": level_meter,
    "silent meter": LevelMeter,
}


def painted(widget, size):
    widget.resize(*size)
    return widget.grab().toImage()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("make", FURNITURE.values(), ids=FURNITURE)
def test_it_is_painted_at_every_size(qtbot, make, size):
    widget = make()
    qtbot.addWidget(widget)

    assert (painted(widget, size).width(), painted(widget, size).height()) == size


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lambda: time_axis(10.0), lambda: time_axis(60.0)),
        (frequency_axis, lambda: frequency_axis(rate=16000)),
        (frequency_axis, lambda: frequency_axis(title="Frequency in Hz, Bark scale")),
        (colour_bar, lambda: colour_bar((-60.0, 0.0))),
        (level_meter, LevelMeter),
    ],
    ids=["time", "frequency", "scale", "colours", "meter"],
)
def test_another_setting_looks_different(qtbot, one, other):
    pictures = []
    for make in (one, other):
        widget = make()
        qtbot.addWidget(widget)
        pictures.append(painted(widget, (120, 500)))

    assert pictures[0] != pictures[1]


def test_the_labels_fit_into_the_width_that_is_asked_for(qtbot):
    for make in (frequency_axis, colour_bar, level_meter, time_axis):
        widget = make()
        qtbot.addWidget(widget)

        assert widget.sizeHint().width() >= widget.fontMetrics().horizontalAdvance("-80")
