"""The minimap, by mouse, wheel and keys: it moves what is seen."""

from __future__ import annotations

import numpy as np
import pytest
from panels import RATE, drag, go_to, make_page, pixels, rgb, turn
from PyQt6.QtCore import QPoint, Qt

from livemel.gui.looks.theme import THEMES
from livemel.gui.page import Marker, Selection
from livemel.gui.panels.minimap import Minimap
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.picture.history import History

WIDTH, HEIGHT = 600, 40
HOP = 80
SECONDS = 120.0
TABLE = packed(lookup_table("magma"))
THEME = THEMES["dark"]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page():
    return make_page("display.seconds=20", newest=SECONDS)


@pytest.fixture
def minimap(qtbot, page):
    history = History(int(600 * RATE / HOP), 32, HOP)
    history.add_columns(0.0, np.full((int(SECONDS * RATE / HOP), 32), -20.0, np.float32))
    minimap = Minimap(page, THEME)
    qtbot.addWidget(minimap)
    minimap.resize(WIDTH, HEIGHT)
    minimap.set_history(history, TABLE, -80.0, 0.0)
    minimap.show()
    minimap.tick()
    minimap.history = history
    return minimap


def click(qtbot, minimap, x):
    qtbot.mouseClick(minimap, LEFT, pos=QPoint(x, 20))


def test_a_click_looks_there(qtbot, minimap, page):
    click(qtbot, minimap, 200)

    assert page.viewport.end == pytest.approx(50.0)
    assert page.viewport.seconds == 20.0


def test_a_click_at_the_end_follows_the_newest_sound(qtbot, minimap, page):
    click(qtbot, minimap, 200)
    click(qtbot, minimap, 590)

    assert page.viewport.follows


def test_a_click_at_the_beginning_does_not_look_before_it(qtbot, minimap, page):
    click(qtbot, minimap, 2)

    assert page.viewport.end == pytest.approx(20.0)


def test_the_frame_is_dragged_without_a_jump(minimap, page):
    page.look(page.viewport.showing(40.0, 60.0, page.extent))
    drag(minimap, (210, 20), (310, 20))

    assert page.viewport.end == pytest.approx(80.0)


def test_dragging_to_the_end_follows_the_newest_sound(minimap, page):
    page.look(page.viewport.showing(40.0, 60.0, page.extent))
    drag(minimap, (250, 20), (599, 20))

    assert page.viewport.follows


def test_the_wheel_zooms_at_the_pointer(minimap, page):
    page.look(page.viewport.showing(40.0, 60.0, page.extent))
    turn(minimap, 250, 20)

    assert page.viewport.seconds == pytest.approx(16.0)
    assert page.viewport.end == pytest.approx(58.0)


def test_it_is_reached_and_moved_by_keys(qtbot, minimap, page):
    minimap.setFocus()
    qtbot.keyClick(minimap, Qt.Key.Key_Left)
    assert page.viewport.end == pytest.approx(115.0)

    qtbot.keyClick(minimap, Qt.Key.Key_Home)
    assert page.viewport.end == pytest.approx(20.0)

    qtbot.keyClick(minimap, Qt.Key.Key_Right)
    qtbot.keyClick(minimap, Qt.Key.Key_PageDown)
    assert page.viewport.end == pytest.approx(45.0)

    qtbot.keyClick(minimap, Qt.Key.Key_Plus)
    assert page.viewport.seconds == pytest.approx(10.0)

    qtbot.keyClick(minimap, Qt.Key.Key_End)
    assert page.viewport.follows


def test_what_is_seen_stays_bright_inside_a_frame_that_shows_the_focus(minimap, page):
    minimap.setFocus()
    page.look(page.viewport.showing(40.0, 60.0, page.extent))
    seen = pixels(minimap)
    colour = seen[20, 250]

    assert colour in TABLE
    assert (seen[20, 210:290] == colour).all()
    assert seen[20, 100] != colour
    frame = set(seen[20, 197:206].tolist())
    assert {rgb(THEME.halo), rgb(THEME.accent)} <= frame

    minimap.clearFocus()
    assert rgb(THEME.crosshair) in pixels(minimap)[20, 197:206]


def test_it_shows_markers_selection_and_recordings(minimap, page):
    page.set_markers((Marker(30.0, 500.0, "a"),))
    page.select(Selection(60.0, 90.0, 0.0, 1000.0))
    before = pixels(minimap)
    minimap.set_recordings([(10.0, 20.0)])
    seen = pixels(minimap)

    assert (seen[:, 150] == rgb(THEME.marker)).all()
    assert seen[20, 400] != seen[20, 250]
    assert (seen[0, 50:100] == rgb(THEME.record)).all()
    assert (before[10:] == seen[10:]).all()


def test_what_has_not_come_is_ground(qtbot, minimap, page):
    click(qtbot, minimap, 100)
    minimap.history.add_columns(SECONDS * RATE, np.full((100, 32), -20.0, np.float32))
    go_to(page, SECONDS + 1.0)
    minimap.tick()

    assert (pixels(minimap)[:, 300:] == rgb(THEME.panel)).all()


def test_new_sound_comes_in_at_its_place(minimap, page):
    before = pixels(minimap)
    minimap.history.add_columns(SECONDS * RATE, np.full((500, 32), -20.0, np.float32))
    go_to(page, SECONDS + 5.0)
    minimap.tick()

    assert (pixels(minimap) != before).any()
    assert "125 s" in minimap.accessibleDescription()


@pytest.mark.parametrize("size", [(1, 1), (3000, 2), (2, 900)], ids=str)
def test_it_is_painted_at_every_size(minimap, size):
    minimap.resize(*size)
    minimap.tick()

    assert pixels(minimap).shape == size[::-1]


def test_without_a_history_it_is_ground(qtbot, page):
    empty = Minimap(page, THEME)
    qtbot.addWidget(empty)
    empty.resize(WIDTH, HEIGHT)
    empty.tick()

    assert (pixels(empty) == rgb(THEME.panel)).all()
