"""Divider: a panel gets the size that is dragged or stepped to, within its limits."""

from __future__ import annotations

import pytest
from panels import drag
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livemel.gui.panels.divider import KEY_STEP, Divider

SIDEWAYS, UPRIGHT = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
SIZE, LEAST, MOST = 150, 80, 300
FORWARD = {SIDEWAYS: Qt.Key.Key_Right, UPRIGHT: Qt.Key.Key_Down}
BACK = {SIDEWAYS: Qt.Key.Key_Left, UPRIGHT: Qt.Key.Key_Up}


@pytest.fixture(params=[SIDEWAYS, UPRIGHT], ids=["sideways", "upright"])
def divided(qtbot, request):
    """A panel behind a divider, its size along it, and its moves."""
    window, first, panel = QWidget(), QWidget(), QWidget()
    panel.setAccessibleName("Spectrum")
    divider = Divider(panel, request.param, LEAST, MOST, SIZE)
    layout = QHBoxLayout(window) if request.param is SIDEWAYS else QVBoxLayout(window)
    for part in (first, divider, panel):
        layout.addWidget(part)
    qtbot.addWidget(window)
    window.resize(700, 700)
    with qtbot.waitActive(window):
        window.show()
    divider.way, divider.panel, divider.host = request.param, panel, window
    divider.length = lambda: panel.width() if request.param is SIDEWAYS else panel.height()
    return divider


def pull(divider, pixels):
    """Drag it so far to the right, or down; its place moves with it, hence one step."""
    begin = (3, 3)
    end = (3 + pixels, 3) if divider.way is SIDEWAYS else (3, 3 + pixels)
    drag(divider, begin, end)


def test_a_drag_towards_the_panel_makes_it_smaller(divided):
    pull(divided, 40)

    assert divided.panel_size == divided.length() == SIZE - 40


def test_a_drag_away_from_the_panel_makes_it_larger(divided):
    pull(divided, -90)

    assert divided.panel_size == divided.length() == SIZE + 90


def test_it_stops_at_the_limits(divided):
    pull(divided, 500)
    least = divided.panel_size
    pull(divided, -900)

    assert (least, divided.panel_size) == (LEAST, MOST)


def test_arrows_move_it(divided, qtbot):
    divided.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(divided, BACK[divided.way])
    larger = divided.panel_size
    for _ in range(2):
        qtbot.keyClick(divided, FORWARD[divided.way])

    assert (larger, divided.panel_size) == (SIZE + KEY_STEP, SIZE - KEY_STEP)


def test_other_keys_are_left_to_the_window(divided, qtbot):
    other = UPRIGHT if divided.way is SIDEWAYS else SIDEWAYS
    for key in (FORWARD[other], BACK[other], Qt.Key.Key_Space):
        qtbot.keyClick(divided, key)

    assert divided.panel_size == SIZE


def test_every_move_is_told(divided, qtbot):
    with qtbot.waitSignal(divided.moved) as told:
        qtbot.keyClick(divided, FORWARD[divided.way])

    assert told.args == [SIZE - KEY_STEP]


def test_the_pointer_without_a_button_moves_nothing(divided, qtbot):
    qtbot.mouseMove(divided)
    pull(divided, 10)
    qtbot.mouseMove(divided.window())

    assert divided.panel_size == SIZE - 10


def test_it_is_shown_and_hidden_with_its_panel(divided):
    divided.set_shown(False)
    assert not divided.isVisible()
    assert not divided.panel.isVisible()

    divided.set_shown(True)
    assert divided.isVisible()
    assert divided.panel.isVisible()


def test_it_is_reached_by_tab_named_and_shows_its_focus(divided, qtbot):
    divided.clearFocus()
    before = divided.grab().toImage()
    divided.setFocus(Qt.FocusReason.TabFocusReason)

    assert divided.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert divided.accessibleName() == "Size of Spectrum"
    assert divided.toolTip()
    assert divided.grab().toImage() != before


def test_in_a_small_window_a_panel_gives_way_and_its_choice_is_kept(qtbot):
    panel = QWidget()
    qtbot.addWidget(panel)
    divider = Divider(panel, Qt.Orientation.Horizontal, 100, 600, 500)
    qtbot.addWidget(divider)
    divider.set_room(300)
    assert (panel.width(), divider.panel_size) == (300, 500)

    divider.set_room(50)
    assert panel.width() == 100
    divider.set_room(2000)
    assert panel.width() == 500
