"""The frequency axis shows what the page shows, and moves it by hand."""

from __future__ import annotations

import numpy as np
import pytest
from panels import drag, make_page, pixels, point_at, rgb, turn
from PyQt6.QtCore import QPoint, Qt

from livemel.gui.looks.theme import THEMES
from livemel.gui.panels.frequency_axis import FrequencyAxis

WIDTH, HEIGHT = 80, 400
THEME = THEMES["dark"]


@pytest.fixture
def page():
    return make_page()


@pytest.fixture
def axis(qtbot, page):
    axis = FrequencyAxis(page, THEME)
    qtbot.addWidget(axis)
    axis.resize(WIDTH, HEIGHT)
    axis.set_title("Frequency in Hz")
    axis.show()
    return axis


def test_another_part_has_other_ticks(axis, page):
    before = pixels(axis)
    page.look(page.viewport.with_frequencies(0.2, 0.4))

    assert (pixels(axis) != before).any()


def test_the_wheel_zooms_and_the_frequency_under_the_pointer_stays(axis, page):
    hz = float(page.axis.hz_at(0.25))
    turn(axis, 20, 300, 3)

    assert page.viewport.high - page.viewport.low == pytest.approx(1.25**-3)
    assert float(page.axis.hz_at(0.25)) == pytest.approx(hz)


def test_dragging_takes_the_frequencies_along(axis, page):
    turn(axis, 20, 200, 4)
    hz = float(page.axis.hz_at(0.5))
    drag(axis, (20, 200), (20, 240))

    assert float(page.axis.hz_at(0.4)) == pytest.approx(hz, rel=1e-6)


def test_a_double_click_shows_all_frequencies(qtbot, axis, page):
    turn(axis, 20, 200, 4)
    qtbot.mouseDClick(axis, Qt.MouseButton.LeftButton, pos=QPoint(10, 50))

    assert page.viewport.shows_all_frequencies


def test_a_triangle_points_at_the_frequency_under_the_pointer(axis, page):
    assert rgb(THEME.accent) not in pixels(axis)
    point_at(axis, 20, 100)
    assert page.hover.hz == pytest.approx(float(page.axis.hz_at(0.75)))

    rows = np.flatnonzero((pixels(axis) == rgb(THEME.accent)).any(axis=1))
    assert rows.mean() == pytest.approx(100, abs=1.5)


def test_leaving_points_at_nothing(axis, page):
    point_at(axis, 20, 100)
    axis.leaveEvent(None)

    assert page.hover is None
