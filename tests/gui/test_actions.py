"""Actions: each does something, has keys of its own, and is told by name, tooltip and key."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import QAbstractButton, QApplication, QToolButton

from livemel.gui.actions import SPECS, tooltip
from livemel.gui.page import Selection
from livemel.gui.tool_bar import LEFT, MIDDLE, RIGHT

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
PAGES = {"explain": KEY.Key_E, "settings": KEY.Key_X, "model": KEY.Key_V, "facts": KEY.Key_I}


@pytest.fixture
def run(begin, qtbot):
    """The whole program, that hears the demonstration."""
    run = begin("source.kind=demo")
    with qtbot.waitActive(run.window):
        run.window.activateWindow()
    qtbot.waitUntil(lambda: run.controller.live is not None and run.controller.live.history.end > 20)
    return run


def test_every_action_does_something(run):
    actions = run.window.tool_actions
    idle = [name for name in SPECS if actions[name].receivers(actions[name].triggered) == 0]

    assert idle == []


def test_no_key_does_two_things():
    keys = [(QKeySequence(key).toString(), name) for name, spec in SPECS.items() for key in spec.keys.split()]

    assert all(key for key, _ in keys)
    assert [(one, other) for one, other in combinations(keys, 2) if one[0] == other[0]] == []


def test_tooltips_say_what_it_does_and_its_first_key(make_stage):
    actions = make_stage().window.tool_actions
    for name, spec in SPECS.items():
        action = actions[name]
        shown = QKeySequence(spec.keys.split()[0]).toString(QKeySequence.SequenceFormat.NativeText)
        assert action.toolTip() == tooltip(spec)
        assert action.toolTip().casefold().startswith(spec.help.casefold())
        assert action.toolTip().endswith(f"({shown})")
        assert not spec.help.endswith(".")
        assert action.isCheckable() is spec.is_toggle


def test_buttons_have_icons_names_and_tooltips(make_stage):
    window = make_stage().window
    for name in (*LEFT, *MIDDLE, *RIGHT):
        button = window.tools.widgetForAction(window.tool_actions[name])
        assert not button.icon().isNull()
        assert button.accessibleName() == SPECS[name].text
        assert button.toolTip() == tooltip(SPECS[name])
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_every_button_of_the_window_has_a_name_for_those_who_do_not_see(run):
    for name in PAGES:
        run.window.side.open_page(name)
    buttons = [each for each in run.window.findChildren(QAbstractButton) if each.isVisibleTo(run.window)]
    own = [each for each in buttons if not each.objectName().startswith("qt_")]  # Qt made the others
    nameless = [each.metaObject().className() for each in own if not (each.accessibleName() or each.text())]

    assert nameless == []
    assert all(each.toolTip() or each.text() for each in own if isinstance(each, QToolButton))


@pytest.mark.parametrize("page", PAGES)
def test_a_key_shows_a_page_and_hides_it(run, qtbot, page):
    side, action = run.window.side, run.window.tool_actions[page]
    shown = []
    for _ in range(3):
        run.window.page.set_hover(None)  # over the picture E explains what is pointed at
        qtbot.keyClick(run.window, PAGES[page])
        shown.append((side.page_name, side.isVisible(), action.isChecked()))

    assert shown == [(page, True, True), ("", False, False), (page, True, True)]


def test_another_page_takes_the_place_of_the_first(run, qtbot):
    for page in PAGES:
        qtbot.keyClick(run.window, PAGES[page])
        checked = [name for name in PAGES if run.window.tool_actions[name].isChecked()]
        assert (run.window.side.page_name, checked) == (page, [page])


def test_escape_takes_one_thing_back_at_a_time(run, qtbot):
    window, page = run.window, run.window.page
    qtbot.keyClick(window, KEY.Key_F11)
    qtbot.keyClick(window, KEY.Key_I)
    page.select(Selection(0.0, 0.1, 100.0, 200.0))
    states = []
    for _ in range(3):
        qtbot.keyClick(window, KEY.Key_Escape)
        states.append((page.selection is not None, window.side.page_name, window.isFullScreen()))

    assert states == [(False, "facts", True), (False, "", True), (False, "", False)]


def test_d_opens_the_box_of_microphones(run, qtbot):
    box = run.window.tools.device_box
    qtbot.keyClick(run.window, KEY.Key_D)
    qtbot.waitUntil(lambda: box.view().isVisible())
    box.hidePopup()

    assert QApplication.activePopupWidget() is None


def test_r_records_and_r_ends_it(run, qtbot):
    action, stats = run.window.tool_actions["record"], run.controller.live.session.stats
    qtbot.keyClick(run.window, KEY.Key_R)
    before = stats.samples_received
    qtbot.waitUntil(lambda: action.isChecked() and ":" in action.text())
    qtbot.waitUntil(lambda: stats.samples_received > before + 10_000)
    qtbot.keyClick(run.window, KEY.Key_R)
    qtbot.waitUntil(lambda: "Recorded: " in run.window._notice.text(), timeout=10_000)

    assert action.text() == "Record"
    assert not action.isChecked()
    assert Path(run.window._notice.text().partition("Recorded: ")[2]).is_file()
