"""The spectrum panel, by mouse, wheel and menu: three curves, and the column at the pointer."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from panels import choose, drag, make_page, pixels, point_at, rgb, turn
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QGuiApplication

from livemel.config import load_config
from livemel.gui.looks.theme import THEMES
from livemel.gui.page import Point
from livemel.gui.panels.spectrum_curves import styles
from livemel.gui.panels.spectrum_panel import AVERAGE_SECONDS, SpectrumPanel
from livemel.picture.axis import MelAxis

BANDS = 32
WIDTH, HEIGHT = 201, 640
THEME = THEMES["dark"]
NOW, PEAK, AVERAGE = rgb(THEME.now), rgb(THEME.peak), rgb(THEME.average)
BELOW = slice(120, None)
"""Rows below the legend."""


@pytest.fixture
def page():
    return make_page()


@pytest.fixture
def panel(qtbot, page):
    panel = SpectrumPanel(page, THEME)
    qtbot.addWidget(panel)
    panel.resize(WIDTH, HEIGHT)
    panel.show()
    return panel


def tell(panel, level, at):
    panel.set_levels(np.full(BANDS, level, np.float32), -100.0, 0.0, "dBFS", at)


def columns(panel, colour):
    """Where, from left to right, there is a curve of this colour below the legend."""
    return np.flatnonzero((pixels(panel)[BELOW] == colour).any(axis=0))


def test_a_level_lies_where_its_number_is(panel):
    tell(panel, -25.0, 0.0)

    assert abs(columns(panel, NOW) - 150).max() <= 1


def test_the_average_goes_slowly_and_the_peak_stays_behind(panel):
    tell(panel, -20.0, 0.0)
    for step in range(1, 11):
        tell(panel, -80.0, step / 10)

    assert abs(columns(panel, NOW) - 40).max() <= 1
    assert abs(columns(panel, AVERAGE) - 2 * (100 - 24.3)).max() <= 2
    assert abs(columns(panel, PEAK) - 2 * (100 - 30)).max() <= 2


def test_peaks_are_held_when_that_is_chosen(qtbot, panel):
    choose(qtbot, panel, "Hold the peaks")
    tell(panel, -20.0, 0.0)
    for step in range(1, 21):
        tell(panel, -80.0, step / 2)

    assert abs(columns(panel, PEAK) - 160).max() <= 1
    assert "held" in panel.accessibleDescription()


@pytest.mark.parametrize("seconds", AVERAGE_SECONDS)
def test_the_average_is_chosen_in_the_menu(panel, seconds):
    action = next(each for each in panel._average_menu.actions() if each.text() == f"{seconds:g} s")
    action.trigger()

    assert f"{seconds:g} s" in panel.accessibleDescription()
    assert action.isChecked()


@pytest.mark.parametrize("way", ["double click", "menu"])
def test_average_and_peaks_begin_anew(qtbot, panel, way):
    tell(panel, -10.0, 0.0)
    if way == "menu":
        choose(qtbot, panel, "Begin average and peaks anew")
    else:
        qtbot.mouseDClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(20, 200))
    tell(panel, -80.0, 0.1)

    assert panel.curves()["peak"] == pytest.approx(-80.0)
    assert panel.curves()["average"] == pytest.approx(-80.0, abs=1e-4)


def test_the_column_at_the_pointer_is_a_curve_with_a_name(panel, page):
    panel.set_column_at(lambda seconds: np.full(BANDS, -10.0 * seconds, np.float32))
    tell(panel, -80.0, 0.0)
    without = pixels(panel)
    page.set_hover(Point(5.0, None))

    assert abs(columns(panel, rgb(THEME.accent)) - 100).max() <= 1
    assert panel.names()["pointed"] == "at pointer"
    assert (pixels(panel)[: BELOW.start] != without[: BELOW.start]).any()


def test_where_there_is_no_column_at_the_pointer_there_is_no_curve(panel, page):
    panel.set_column_at(lambda seconds: None)
    tell(panel, -80.0, 0.0)
    page.set_hover(Point(5.0, None))

    assert rgb(THEME.accent) not in pixels(panel)


def test_a_loud_band_lies_at_its_frequency(panel, page):
    levels = np.full(BANDS, -100.0, np.float32)
    levels[12] = 0.0
    panel.set_levels(levels, -100.0, 0.0, "dBFS", 0.0)
    row = int(np.flatnonzero(pixels(panel)[:, WIDTH - 2] == NOW).mean())

    assert int(page.axis.band_at(1 - row / HEIGHT)) == 12


def test_unfed_bands_are_passed_over(panel):
    levels = np.full(BANDS, -50.0, np.float32)
    levels[3] = -100.0
    panel.set_bands(np.arange(BANDS) == 3)
    panel.set_levels(levels, -100.0, 0.0, "dBFS", 0.0)

    assert columns(panel, NOW).min() >= 98


def test_pointing_shows_the_level_there_for_all_panels(panel, page):
    tell(panel, -33.3, 0.0)
    before = pixels(panel)
    point_at(panel, 50, HEIGHT // 2)

    assert page.hover.hz == pytest.approx(float(page.axis.hz_at(0.5)))
    assert (pixels(panel)[HEIGHT // 2] == rgb(THEME.crosshair)).all()
    assert (
        pixels(panel)[HEIGHT // 2 - 15 : HEIGHT // 2 - 4, :90] != before[HEIGHT // 2 - 15 : HEIGHT // 2 - 4, :90]
    ).any()
    assert panel._level_text(panel.curves(), page.hover.hz) == "-33.3 dBFS"


def test_the_wheel_zooms_at_the_pointer_and_dragging_moves(panel, page):
    hz = float(page.axis.hz_at(0.25))
    turn(panel, 50, 0.75 * HEIGHT, 4)
    assert float(page.axis.hz_at(0.25)) == pytest.approx(hz)
    assert page.viewport.high - page.viewport.low == pytest.approx(1.25**-4)

    at_middle = float(page.axis.hz_at(0.5))
    drag(panel, (50, HEIGHT // 2), (50, HEIGHT // 2 + 64))
    assert float(page.axis.hz_at(0.4)) == pytest.approx(at_middle, rel=1e-6)


def test_zoomed_in_the_curve_lies_at_its_frequency(panel, page):
    page.look(page.viewport.with_frequencies(0.25, 0.5))
    levels = np.full(BANDS, -100.0, np.float32)
    levels[12] = 0.0
    panel.set_levels(levels, -100.0, 0.0, "dBFS", 0.0)
    row = int(np.flatnonzero(pixels(panel)[:, WIDTH - 2] == NOW).mean())

    assert int(page.axis.band_at(1 - row / HEIGHT)) == 12


def test_the_curves_are_copied_as_csv(qtbot, panel):
    tell(panel, -12.0, 0.0)
    choose(qtbot, panel, "Copy as CSV")
    rows = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text())))

    assert len(rows) == BANDS
    assert float(rows[5]["now (dBFS)"]) == -12.0
    assert float(rows[-1]["upper (Hz)"]) == pytest.approx(4000.0)


def test_until_a_column_of_other_bands_has_come_there_is_no_csv(page, panel):
    tell(panel, -12.0, 0.0)
    config = load_config(overrides=["mel.n_mels=20"])
    page.show(config, MelAxis(config.mel, 48000))

    assert panel.as_csv() == ""


def test_no_two_curves_have_the_same_stroke():
    for theme in THEMES.values():
        assert len({style.dashes for style in styles(theme).values()}) == 4


def test_other_units_are_averaged_as_they_are(panel):
    panel.set_levels(np.zeros(BANDS, np.float32), -1.0, 1.0, "ln", 0.0)
    panel.set_levels(np.ones(BANDS, np.float32), -1.0, 1.0, "ln", 0.5)

    assert panel.curves()["average"] == pytest.approx(1 - np.exp(-0.5), abs=1e-5)


@pytest.mark.parametrize("name", THEMES)
def test_it_takes_on_a_theme(panel, name):
    tell(panel, -25.0, 0.0)
    panel.set_theme(THEMES[name])

    assert {rgb(THEMES[name].panel), rgb(THEMES[name].now)} <= set(pixels(panel).ravel().tolist())


@pytest.mark.parametrize("size", [(1, 1), (3000, 2), (2, 900)], ids=str)
def test_it_is_painted_at_every_size(panel, page, size):
    panel.setMinimumWidth(0)
    panel.resize(*size)
    tell(panel, -25.0, 0.0)
    page.set_hover(Point(1.0, 1000.0))

    assert pixels(panel).shape == size[::-1]
