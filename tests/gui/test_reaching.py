"""For who has no mouse, and who hears the window: what takes the focus has a name, and Tab reaches it."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from livemel.gui.help.dialog import show_help
from livemel.gui.keeping.exporting import Exporting
from livemel.gui.readout import Readout
from livemel.gui.side.facts_page import FactsPage
from livemel.gui.side.model_page import ModelPage
from livemel.gui.side.point_page import PointPage
from livemel.gui.side.settings_page import SettingsPage

PAGES = ("settings", "explain", "model", "facts")
MOST_PRESSES = 400


@pytest.fixture
def whole(stage):
    """The window with all its pages on offer."""
    controller = stage.controller
    point = PointPage(controller, Readout(controller))
    models = ModelPage(controller)
    parts = (point, models, SettingsPage(controller, stage.config), FactsPage(controller), Exporting(controller))
    stage.parts = parts
    yield stage
    models.close()


def takers(window):
    """Those that Tab is to reach: visible, enabled, and not a part of another that takes the focus for them."""

    def takes(widget):
        is_asked = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        return is_asked and widget.isVisible() and widget.isEnabled() and widget.window() is window

    return [each for each in window.findChildren(QWidget) if takes(each) and not isinstance(each, QLabel)]


def name_of(widget):
    own = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    inside = widget.parentWidget()
    return own or (inside.accessibleName() if is_part(widget) and inside is not None else "")


def is_part(widget):
    """Qt's own line in a spin box or combo box, which is named for it."""
    return widget.objectName().startswith("qt_")


def reached_by_tab(qtbot, window, wanted):
    """What has had the focus, pressing Tab until all of `wanted` had it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    had = set()
    for _ in range(MOST_PRESSES):
        focus = QApplication.focusWidget()
        if focus is not None:
            had.add(focus)
        if wanted <= had:
            break
        qtbot.keyClick(focus or window, Qt.Key.Key_Tab)
    return had


@pytest.mark.parametrize("page", PAGES)
def test_every_widget_that_takes_the_focus_has_a_name_and_tab_reaches_it(whole, qtbot, page):
    whole.window.side.open_page(page)
    QApplication.processEvents()
    wanted = {widget for widget in takers(whole.window) if not is_part(widget)}

    assert [widget for widget in wanted if not name_of(widget)] == []
    assert len(wanted) > 10
    assert wanted - reached_by_tab(qtbot, whole.window, wanted) == set()


def test_the_same_holds_in_the_dialogs(whole, qtbot):
    dialogs = [show_help(whole.window)]
    whole.parts[-1].open()
    dialogs.append(whole.parts[-1].dialog)
    for dialog in dialogs:
        QApplication.processEvents()
        wanted = {widget for widget in takers(dialog) if not is_part(widget)}

        assert [widget for widget in wanted if not name_of(widget)] == []
    for dialog in dialogs:
        dialog.close()


def test_every_picture_panel_has_a_name(whole):
    window = whole.window
    panels = (window.view, window.spectrum, window.wave, window.minimap, window.colour_bar, window.level_meter)

    assert [panel for panel in panels if not panel.accessibleName()] == []
