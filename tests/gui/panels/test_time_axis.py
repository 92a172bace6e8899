"""The time axis counts what was asked for, and moves by hand."""

from __future__ import annotations

import numpy as np
import pytest
from panels import drag, go_to, make_page, pixels, point_at, rgb, turn
from PyQt6.QtCore import QPoint, Qt

from livemel.gui.looks.theme import THEMES
from livemel.gui.page import Point
from livemel.gui.panels.time_axis import TimeAxis

WIDTH, HEIGHT = 1001, 30
THEME = THEMES["dark"]


def make_axis(qtbot, page):
    axis = TimeAxis(THEME)
    qtbot.addWidget(axis)
    axis.resize(WIDTH, HEIGHT)
    axis.set_page(page)
    axis.show()
    return axis


@pytest.fixture
def page():
    return make_page(newest=100.0)


@pytest.fixture
def axis(qtbot, page):
    return make_axis(qtbot, page)


def labels(axis):
    return [tick.label for tick in axis._ticks() if tick.label]


def test_while_the_newest_sound_is_followed_it_counts_back_from_now(axis):
    assert labels(axis)[-1] == "now"
    assert labels(axis)[0] == "-10 s"


def test_counting_back_it_stands_still(axis, page):
    before = pixels(axis)
    go_to(page, 103.7)
    axis.tick()

    assert (pixels(axis) == before).all()


def test_in_the_past_it_counts_from_the_start(axis, page):
    page.look(page.viewport.showing(65.0, 75.0, page.extent))

    assert "1:10" in labels(axis)


def test_it_counts_from_the_start_if_that_is_set(qtbot):
    page = make_page("display.clock=start", newest=20.0)
    axis = make_axis(qtbot, page)

    assert "12 s" in labels(axis)


def test_it_shows_the_time_of_day_if_that_is_set(qtbot):
    page = make_page("display.clock=wall", newest=20.0)
    axis = make_axis(qtbot, page)
    assert "20:15:12" in labels(axis)

    page.look(page.viewport.showing(12.0, 12.5, page.extent))
    assert "20:15:12.2" in labels(axis)


def test_ticks_move_with_the_picture(qtbot):
    page = make_page("display.clock=start", newest=20.0)
    axis = make_axis(qtbot, page)
    before = pixels(axis)
    go_to(page, 20.5)
    axis.tick()
    after = pixels(axis)

    assert (after[0, 100 : WIDTH - 60] == before[0, 150 : WIDTH - 10]).all()
    assert (after[:, 150 : WIDTH - 160] == before[:, 200 : WIDTH - 110]).all()


def test_dragging_moves_in_time_and_to_the_end_follows(axis, page):
    drag(axis, (200, 10), (700, 10))
    assert page.viewport.end == pytest.approx(95.0, abs=0.02)

    drag(axis, (900, 10), (200, 10))
    assert page.viewport.follows


def test_the_wheel_zooms_at_the_pointer(axis, page):
    page.look(page.viewport.showing(40.0, 50.0, page.extent))
    before = page.seconds_at(200 / WIDTH)
    turn(axis, 200, 10, 2)

    assert page.viewport.seconds == pytest.approx(6.4)
    assert page.seconds_at(200 / WIDTH) == pytest.approx(before)


def test_a_double_click_follows_the_newest_sound(qtbot, axis, page):
    page.look(page.viewport.showing(40.0, 50.0, page.extent))
    qtbot.mouseDClick(axis, Qt.MouseButton.LeftButton, pos=QPoint(100, 10))

    assert page.viewport.follows


def test_a_triangle_points_at_the_moment_under_the_pointer(axis, page):
    assert rgb(THEME.accent) not in pixels(axis)
    point_at(axis, 300, 10)
    assert page.hover == Point(pytest.approx(93.0, abs=0.02), None)

    columns = np.flatnonzero((pixels(axis) == rgb(THEME.accent)).any(axis=0))
    assert columns.mean() == pytest.approx(300, abs=2)
