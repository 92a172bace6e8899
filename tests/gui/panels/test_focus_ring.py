"""Panels are reached by keyboard, say so, and offer their menu."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QColor, QContextMenuEvent
from PyQt6.QtWidgets import QApplication, QMenu

from livemel.gui.looks.theme import current_theme

PANELS = ("wave", "spectrum")


@pytest.fixture(params=PANELS)
def panel(request, stage, qtbot):
    panel = getattr(stage.window, request.param)
    panel.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(panel.hasFocus)
    return panel


def beside(stage, panel):
    """The colour of the window just above the panel."""
    place = panel.geometry().topLeft() + QPoint(panel.width() // 4, -1)
    return stage.window.grab().toImage().pixelColor(place)


def test_a_panel_with_the_focus_has_a_ring(stage, panel):
    assert beside(stage, panel) == QColor(current_theme().accent)


def test_the_ring_goes_with_the_focus(stage, panel, qtbot):
    stage.window.view.setFocus()
    qtbot.waitUntil(stage.window.view.hasFocus)

    assert beside(stage, panel) != QColor(current_theme().accent)
    assert stage.window.focus_ring.ringed is None


def test_its_menu_opens_by_keyboard(stage, panel, qtbot):
    middle = panel.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, panel.mapToGlobal(middle))
    QApplication.sendEvent(QApplication.focusWidget(), event)
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in panel.findChildren(QMenu)))
    for menu in panel.findChildren(QMenu):
        menu.close()
