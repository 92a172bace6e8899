"""Large text: panels grow with it, and what has no room is scrolled or shortened, not cut off."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QScrollArea, QToolButton, QWidget

from livemel.gui.looks.theme import THEMES
from livemel.gui.side.side_panel import SidePanel


def press_theme(stage, qtbot, name):
    while stage.controller.config.display.theme != name:
        qtbot.keyClick(stage.window, Qt.Key.Key_T)
    QApplication.processEvents()


def test_the_side_panel_grows_with_its_text_and_shrinks_again(stage, qtbot):
    divider = stage.window.dividers["side"]
    before = divider.panel_size
    press_theme(stage, qtbot, "projector")
    large = divider.panel_size
    press_theme(stage, qtbot, "dark")

    assert large == round(THEMES["projector"].text_factor * before)
    assert divider.panel_size == before


def test_what_sounds_now_is_as_large_after_another_theme_as_before(stage, qtbot):
    label = stage.window.now._note
    QApplication.processEvents()
    before = label.font().pixelSize()
    press_theme(stage, qtbot, "projector")
    assert label.font().pixelSize() > before
    press_theme(stage, qtbot, "dark")

    assert label.font().pixelSize() == before


def test_a_page_higher_than_the_panel_is_scrolled_and_does_not_make_the_window_larger(qtbot):
    panel = SidePanel(THEMES["dark"])
    qtbot.addWidget(panel)
    page = QWidget()
    page.setMinimumSize(900, 5000)
    panel.offer("tall", "Tall", lambda: page)
    panel.resize(300, 400)
    panel.open_page("tall")
    area = panel.findChild(QScrollArea)

    assert panel.minimumSizeHint().height() < 400
    assert panel.page("tall") is page
    assert panel.page_name == "tall"
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)


def test_tools_that_have_no_room_are_behind_a_button(stage, qtbot):
    stage.window.resize(800, 600)
    more = stage.window.tools.findChild(QToolButton, "qt_toolbar_ext_button")
    qtbot.waitUntil(more.isVisible)

    assert more.width() > 0
