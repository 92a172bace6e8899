"""Tool bar: buttons and boxes show what is chosen, and tell what is asked for."""

from __future__ import annotations

import pytest
from panels import pick
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget

from livemel.gui.actions import Actions
from livemel.gui.changes import SCALES
from livemel.gui.looks.theme import THEMES
from livemel.gui.tool_bar import LEFT, MIDDLE, RIGHT, ToolBar

PRESETS = ("default", "kaldi", "whisper-80")


@pytest.fixture
def tools(qtbot):
    window = QWidget()
    tools = ToolBar(Actions(window), PRESETS, THEMES["dark"])
    tools.setParent(window)
    tools.resize(1600, 40)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    tools.asked, tools.host = [], window
    tools.presetChosen.connect(tools.asked.append)
    tools.scaleChosen.connect(tools.asked.append)
    return tools


def test_what_is_chosen_in_a_box_is_told(tools, qtbot):
    pick(qtbot, tools.preset_box, PRESETS[-1])
    pick(qtbot, tools.scale_box, tools.scale_box.itemText(2))

    assert tools.asked == [PRESETS[-1], SCALES[2]]


def test_what_it_is_told_it_does_not_tell(tools):
    tools.show_choice("kaldi", "bark")

    assert (tools.preset_box.currentText(), tools.scale_box.currentData()) == ("kaldi", "bark")
    assert tools.asked == []


def test_settings_that_are_no_preset_are_called_ones_own(tools):
    tools.show_choice("", "htk")

    assert tools.preset_box.currentIndex() == -1
    assert tools.preset_box.placeholderText() == "own"


def test_every_scale_there_is_can_be_chosen(tools):
    assert [tools.scale_box.itemData(row) for row in range(tools.scale_box.count())] == list(SCALES)


def test_other_presets_take_the_place_of_those_before(tools):
    tools.set_presets(("default", "mine"))

    assert [tools.preset_box.itemText(row) for row in range(tools.preset_box.count())] == ["default", "mine"]


def test_another_theme_has_other_icons(tools):
    button = tools.widgetForAction(tools._actions["zoom_in"])
    before = button.icon().pixmap(32, 32).toImage()
    tools.set_theme(THEMES["light"])

    assert button.icon().pixmap(32, 32).toImage() != before


def test_boxes_and_buttons_have_names_and_tooltips(tools):
    buttons = [tools.widgetForAction(tools._actions[name]) for name in (*LEFT, *MIDDLE, *RIGHT)]
    for part in (tools.preset_box, tools.scale_box, tools.device_box, *buttons):
        assert part.accessibleName()
        assert part.toolTip()


def test_a_click_asks_for_the_action(tools, qtbot):
    action = tools._actions["mark"]
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(tools.widgetForAction(action), Qt.MouseButton.LeftButton)
