"""Side panel: one page at a time, made when it is first asked for."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel

from livemel.gui.looks.theme import THEMES
from livemel.gui.side.side_panel import SidePanel


@pytest.fixture
def panel(qtbot):
    """With two pages, and the names of those that were made."""
    panel = SidePanel(THEMES["dark"])
    qtbot.addWidget(panel)
    panel.made, panel.told = [], []
    for name in ("facts", "settings"):
        panel.offer(name, name.title(), lambda name=name: panel.made.append(name) or QLabel(name))
    panel.pageChanged.connect(panel.told.append)
    return panel


def test_at_first_it_shows_nothing(panel):
    assert panel.isHidden()
    assert panel.page_name == ""
    assert panel.made == []


def test_a_page_is_made_once_and_kept(panel):
    for _ in range(3):
        panel.toggle("facts")
    page = panel.page("facts")
    panel.open_page("settings")
    panel.open_page("facts")

    assert panel.made == ["facts", "settings"]
    assert panel.page("facts") is page


def test_the_same_page_again_hides_it(panel):
    panel.toggle("facts")
    panel.toggle("settings")
    panel.toggle("settings")

    assert panel.told == ["facts", "settings", ""]
    assert panel.isHidden()


def test_the_page_that_is_shown_stands_below_its_title(panel):
    panel.open_page("facts")

    assert panel.page("facts").isVisible()
    assert "Facts" in [label.text() for label in panel.findChildren(QLabel)]


def test_its_button_closes_it(panel, qtbot):
    panel.open_page("facts")
    qtbot.mouseClick(panel._close, Qt.MouseButton.LeftButton)

    assert panel.page_name == ""
    assert panel.told == ["facts", ""]


def test_closed_it_is_not_closed_again(panel):
    panel.close_page()

    assert panel.told == []


def test_a_page_that_is_not_offered_any_more_is_not_opened(panel):
    panel.open_offered("of another version")
    assert panel.isHidden()

    panel.open_offered("facts")
    assert panel.page_name == "facts"
