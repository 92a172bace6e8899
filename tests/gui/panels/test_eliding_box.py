"""A box says by dots where its text is cut."""

from __future__ import annotations

import pytest
from PyQt6.QtWidgets import QComboBox

from livemel.gui.panels.eliding_box import ElidingBox


@pytest.fixture(autouse=True)
def no_style_of_another_test(qapp):
    qapp.setStyleSheet("")


@pytest.fixture
def picture_of(qtbot):
    """How a kind of box looks, 110 pixels wide, with one text in it."""

    def picture(kind, text):
        box = kind()
        qtbot.addWidget(box)
        box.addItem(text)
        box.resize(110, 32)
        return box.grab().toImage()

    return picture


def test_only_a_text_that_is_too_long_is_written_otherwise(picture_of):
    long, short = "a name that is far too long", "name"

    assert picture_of(ElidingBox, long) != picture_of(QComboBox, long)
    assert picture_of(ElidingBox, short) == picture_of(QComboBox, short)


def test_without_a_choice_the_placeholder_stands_there(qtbot):
    box = ElidingBox()
    qtbot.addWidget(box)
    box.addItem("one")
    box.setPlaceholderText("own")
    box.resize(120, 32)
    chosen = box.grab().toImage()
    box.setCurrentIndex(-1)

    assert box.grab().toImage() != chosen
