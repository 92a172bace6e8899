"""With the focus a widget has its own keys; all others are the window's."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QTableWidget, QVBoxLayout, QWidget

from livemel.gui.panels.divider import KEY_STEP

KEY, TAB = Qt.Key, Qt.FocusReason.TabFocusReason


@pytest.fixture
def focus(stage, qtbot):
    """Gives a widget of the window, or one that is put into its side panel, the focus."""

    def focus(widget):
        if widget.window() is not stage.window:
            page = QWidget()
            QVBoxLayout(page).addWidget(widget)
            stage.window.side.offer("page", "Page", lambda: page)
            stage.window.side.open_page("page")
        widget.setFocus(TAB)
        qtbot.waitUntil(widget.hasFocus)
        return widget

    return focus


def as_it_looks(stage):
    return stage.page.viewport


def test_a_box_is_chosen_from_by_arrows_and_the_picture_stays(stage, qtbot, focus):
    box = focus(stage.window.tools.scale_box)
    row, before = box.currentIndex(), as_it_looks(stage)
    for key in (KEY.Key_Down, KEY.Key_Up, KEY.Key_End):
        qtbot.keyClick(box, key)

    assert box.currentIndex() != row
    assert as_it_looks(stage) == before


def test_a_button_is_pressed_by_space(stage, qtbot, focus):
    tools, action = stage.window.tools, stage.window.tool_actions["mark"]
    button = focus(tools.widgetForAction(action))
    with qtbot.waitSignal(action.triggered):
        qtbot.keyClick(button, KEY.Key_Space)

    assert stage.page.viewport.follows


def test_dividers_are_moved_by_arrows(stage, qtbot, focus):
    for name, key in (("spectrum", KEY.Key_Left), ("wave", KEY.Key_Up)):
        divider = focus(stage.window.dividers[name])
        size = divider.panel_size
        qtbot.keyClick(divider, key)
        assert divider.panel_size == size + KEY_STEP

    assert stage.page.viewport.follows


def test_the_colour_bar_is_moved_by_arrows(stage, qtbot, focus):
    bar = focus(stage.window.colour_bar)
    qtbot.keyClick(bar, KEY.Key_Up)

    assert stage.live.display.db_min == stage.config.display.db_min + 1


def test_a_number_is_stepped_by_arrows(stage, qtbot, focus):
    stage.page.look(stage.page.viewport.with_frequencies(0.2, 0.8))
    before = as_it_looks(stage)
    number = focus(QSpinBox())
    qtbot.keyClick(number, KEY.Key_Up)

    assert number.value() == 1
    assert as_it_looks(stage) == before


def test_a_table_is_walked_by_arrows(stage, qtbot, focus):
    table = QTableWidget(3, 1)
    focus(table).setCurrentCell(0, 0)
    qtbot.keyClick(table, KEY.Key_Down)

    assert table.currentRow() == 1


def test_what_is_typed_into_a_field_is_text(stage, qtbot, focus):
    field = focus(QLineEdit())
    qtbot.keyClicks(field, "cqr 3[")

    assert field.text() == "cqr 3["
    assert stage.controller.config == stage.config
    assert stage.window.isVisible()


@pytest.mark.parametrize("make", [QCheckBox, QComboBox, QLineEdit, QSpinBox])
def test_escape_that_nobody_has_a_use_for_is_the_windows(stage, qtbot, focus, make):
    asked = []
    stage.window.tool_actions["clear"].triggered.connect(asked.append)
    qtbot.keyClick(focus(make()), KEY.Key_Escape)

    assert len(asked) == 1


def test_other_keys_are_the_windows_whatever_has_the_focus(stage, qtbot, focus):
    box = focus(stage.window.tools.preset_box)
    for key in (KEY.Key_C, KEY.Key_BracketRight):
        qtbot.keyClick(box, key)

    assert stage.live.display.colormap != stage.config.display.colormap
    assert stage.live.display.db_min != stage.config.display.db_min


def test_who_chose_by_mouse_has_the_windows_keys_again(stage, qtbot):
    for box in (stage.window.tools.preset_box, stage.window.tools.scale_box, stage.window.tools.device_box):
        assert box.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_at_first_and_after_a_page_the_picture_has_the_focus(stage, focus):
    first = stage.window.focusWidget()
    focus(QLineEdit())
    stage.window.side.close_page()

    assert first is stage.window.focusWidget() is stage.window.view
