"""The help names every key, says the same as the tooltips, and is searched by what is typed."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QLabel, QPushButton

from livemel.gui.actions import SPECS
from livemel.gui.help.chapter import ChapterBox, HelpRow
from livemel.gui.help.dialog import HelpDialog
from livemel.gui.help.entries import SIGNS, chapters, key_name, pressed_together
from livemel.gui.help.signs import sign_pixels
from livemel.gui.looks.dressing import apply_theme
from livemel.gui.looks.theme import THEMES


def open_boxes():
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, HelpDialog) and box.isVisible()]


@pytest.fixture
def dialog(stage, qtbot):
    """As it opens when it is asked for."""
    qtbot.keyClick(stage.window, Qt.Key.Key_F1)
    (dialog,) = open_boxes()
    yield dialog
    for box in open_boxes():
        box.close()


def rows(dialog):
    return [row for row in dialog.findChildren(HelpRow) if row.isVisibleTo(dialog)]


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_H, Qt.Key.Key_Question])
def test_a_key_opens_it_and_the_picture_goes_on(stage, qtbot, key):
    qtbot.keyClick(stage.window, key)
    (dialog,) = open_boxes()

    assert not dialog.isModal()
    dialog.close()


def test_a_second_press_brings_the_same_box(stage, qtbot):
    for _ in range(2):
        qtbot.keyClick(stage.window, Qt.Key.Key_F1)

    (dialog,) = open_boxes()
    dialog.close()


def test_escape_closes_it(dialog, qtbot):
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert open_boxes() == []


def test_the_button_closes_it(dialog, qtbot):
    button = next(button for button in dialog.findChildren(QPushButton) if button.text() == "&Close")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert open_boxes() == []


def test_every_action_is_told_with_every_one_of_its_keys(dialog):
    told = {row.accessibleName() for row in rows(dialog)}
    for spec in SPECS.values():
        keys = " or ".join(" + ".join(map(key_name, pressed_together(key))) for key in spec.keys.split())

        assert f"{spec.text}: {spec.help}: {keys}" in told


def test_keys_are_shown_one_to_a_cap(dialog):
    (row,) = (row for row in rows(dialog) if row.accessibleName().startswith("Redo: "))
    caps = [label.text() for label in row.findChildren(QLabel) if label.property("role") == "key"]

    assert caps == [key_name(key) for key in ("Ctrl", "Shift", "Z", "Ctrl", "Y")]


def test_a_plus_is_a_key_too():
    assert [pressed_together(key) for key in ("+", "Ctrl++", "Ctrl+Shift+Z", "F11")] == [
        ("+",),
        ("Ctrl", "+"),
        ("Ctrl", "Shift", "Z"),
        ("F11",),
    ]


def test_on_a_mac_keys_have_the_names_that_are_printed_on_them():
    assert [key_name(key, "darwin") for key in ("Ctrl", "Shift", "Left", "Z")] == ["\u2318", "\u21e7", "\u2190", "Z"]
    assert key_name("Ctrl", "linux") == "Ctrl"


def test_every_sign_is_shown_by_a_pattern_of_its_own(dialog):
    told = {row.accessibleName() for row in rows(dialog)}
    pictures = {sign_pixels(sign.name, 60, 24).tobytes() for sign in SIGNS}

    assert {f"{sign.name}: {sign.what}" for sign in SIGNS} <= told
    assert len(pictures) == len(SIGNS)


def test_a_sign_stands_beside_sound_as_it_looks_without_it():
    pictures = [sign_pixels(sign.name, 60, 24) for sign in SIGNS]

    assert len({picture[:, 40:].tobytes() for picture in pictures}) == 1


def test_what_is_typed_is_looked_for_in_names_words_and_keys(dialog, qtbot):
    for typed, found in (("freeze", "Freeze: "), ("WALL clock", "Clock: "), ("ctrl + e", "Export: ")):
        dialog.search.clear()
        qtbot.keyClicks(dialog.search, typed)

        assert any(row.accessibleName().startswith(found) for row in rows(dialog))
        assert len(rows(dialog)) < 4
        assert not dialog.nothing_found.isVisible()


def test_a_chapter_is_found_by_its_title(dialog, qtbot):
    qtbot.keyClicks(dialog.search, "signs")

    assert len(rows(dialog)) == len(SIGNS)
    assert len([box for box in dialog.findChildren(ChapterBox) if box.isVisible()]) == 1


def test_what_is_not_there_is_said(dialog, qtbot):
    qtbot.keyClicks(dialog.search, "teapot")

    assert rows(dialog) == []
    assert dialog.nothing_found.isVisible()
    assert "teapot" in dialog.nothing_found.text()


def test_nothing_typed_is_everything(dialog, qtbot):
    before = len(rows(dialog))
    qtbot.keyClicks(dialog.search, "teapot")
    dialog.search.clear()

    assert len(rows(dialog)) == before == sum(len(chapter.entries) for chapter in chapters()) + len(SIGNS)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [700, 1200, 1800])
def test_nothing_is_cut_off_at_the_side(dialog, theme, width):
    apply_theme(QApplication.instance(), theme)
    dialog.resize(width, 500)
    QApplication.processEvents()

    right = dialog.columns.width()
    assert right <= dialog.area.viewport().width()
    for box in dialog.findChildren(ChapterBox):
        assert box.geometry().right() < right


def test_more_room_gives_more_columns(dialog):
    counts = []
    for width in (500, 1200, 1800):
        dialog.resize(width, 500)
        QApplication.processEvents()
        counts.append(len({box.x() for box in dialog.findChildren(ChapterBox)}))

    assert counts == [1, 2, 3]


def test_the_tab_key_reaches_the_text_which_arrows_scroll(dialog, qtbot):
    dialog.activateWindow()
    dialog.search.setFocus()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Tab)
    for _ in range(3):
        if dialog.area.hasFocus():
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.area.hasFocus()

    qtbot.keyClick(dialog.area, Qt.Key.Key_Down)
    assert dialog.area.verticalScrollBar().value() > 0
