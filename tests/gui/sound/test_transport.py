"""The transport bar by mouse and by keys: it tells what is asked for and shows what it is told."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from livemel.gui.sound.transport import SPEEDS, TransportBar


@pytest.fixture
def bar(qtbot):
    """In a window, half a minute into a file of two minutes."""
    window = QWidget()
    bar = TransportBar()
    QVBoxLayout(window).addWidget(bar)
    qtbot.addWidget(window)
    window.resize(800, 60)
    with qtbot.waitActive(window):
        window.show()
    bar.set_position(30.0, 120.0, is_paused=False)
    bar.window_kept = window
    return bar


@pytest.fixture
def asked(bar):
    """What it told, in order."""
    told = []
    for name in ("pauseToggled", "seekAsked", "speedAsked", "loopToggled", "hearToggled"):
        getattr(bar, name).connect(lambda value, name=name: told.append((name, value)))
    return told


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_button_pauses_what_plays_and_plays_what_is_paused(qtbot, bar, asked):
    click(qtbot, bar.play_button)
    bar.set_position(30.0, 120.0, is_paused=True)
    click(qtbot, bar.play_button)

    assert asked == [("pauseToggled", True), ("pauseToggled", False)]


def test_the_button_says_what_it_will_do(bar):
    assert bar.play_button.accessibleName() == "Pause the file"
    bar.set_position(30.0, 120.0, is_paused=True)
    assert bar.play_button.accessibleName() == "Play the file"
    assert bar.play_button.toolTip().startswith("Play the file")


def test_what_it_is_told_it_does_not_tell(bar, asked):
    bar.set_position(31.0, 120.0, is_paused=True)
    bar.set_state(2.0, loop=True, hear=True)

    assert asked == []
    assert bar.speed_box.currentText() == "2 \u00d7"
    assert bar.loop_button.isChecked()
    assert bar.hear_button.isChecked()


def test_time_and_length_are_text(bar):
    assert bar.time_label.text() == "0:30 / 2:00"
    assert bar.slider.accessibleDescription() == "0:30 / 2:00"


@pytest.mark.parametrize(
    ("key", "seconds"),
    [
        (Qt.Key.Key_Right, 31.0),
        (Qt.Key.Key_Left, 29.0),
        (Qt.Key.Key_Up, 40.0),
        (Qt.Key.Key_Down, 20.0),
        (Qt.Key.Key_PageUp, 40.0),
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_End, 120.0),
    ],
)
def test_keys_seek(qtbot, bar, asked, key, seconds):
    bar.slider.setFocus()
    qtbot.keyClick(bar.slider, key)

    assert asked == [("seekAsked", seconds)]


def test_steps_add_up_and_stay_within_the_file(qtbot, bar, asked):
    bar.slider.setFocus()
    for _ in range(5):
        qtbot.keyClick(bar.slider, Qt.Key.Key_Down)

    assert [seconds for _, seconds in asked] == [20.0, 10.0, 0.0, 0.0, 0.0]


def test_with_the_focus_the_arrows_are_its_own_and_not_the_windows(qtbot, bar, asked):
    pressed = []
    shortcut = QShortcut(QKeySequence("Right"), bar.window_kept)
    shortcut.activated.connect(lambda: pressed.append("window"))
    bar.slider.setFocus()
    qtbot.keyClick(bar.slider, Qt.Key.Key_Right)
    bar.loop_button.setFocus()
    qtbot.keyClick(bar.loop_button, Qt.Key.Key_Right)

    assert asked == [("seekAsked", 31.0)]
    assert pressed == ["window"]


def test_a_click_seeks_to_that_place(qtbot, bar, asked):
    slider = bar.slider
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, slider.height() // 2))

    ((name, seconds),) = asked
    assert name == "seekAsked"
    assert seconds == pytest.approx(60.0, abs=0.5)


def test_a_drag_shows_the_time_and_seeks_when_it_ends(qtbot, bar, asked):
    slider, left = bar.slider, Qt.MouseButton.LeftButton
    qtbot.mousePress(slider, left, pos=QPoint(slider.width() // 4, 5))
    qtbot.mouseMove(slider, QPoint(slider.width() * 3 // 4, 5))
    bar.set_position(30.1, 120.0, is_paused=False)

    assert asked == []
    assert bar.time_label.text().startswith("1:")
    qtbot.mouseRelease(slider, left, pos=QPoint(slider.width() * 3 // 4, 5))
    assert asked[0][1] == pytest.approx(90.0, abs=1.5)
    bar.set_position(31.0, 120.0, is_paused=False)
    assert bar.time_label.text() == "0:31 / 2:00"


def test_speed_is_chosen_by_key(qtbot, bar, asked):
    bar.speed_box.setFocus()
    qtbot.keyClick(bar.speed_box, Qt.Key.Key_Down)
    qtbot.keyClick(bar.speed_box, Qt.Key.Key_Home)

    assert asked == [("speedAsked", 1.5), ("speedAsked", SPEEDS[0])]


def test_loop_and_hearing_are_toggles(qtbot, bar, asked):
    for button in (bar.loop_button, bar.hear_button, bar.hear_button):
        click(qtbot, button)

    assert asked == [("loopToggled", True), ("hearToggled", True), ("hearToggled", False)]


def test_everything_has_a_name_and_a_tooltip(bar):
    controls = (bar.play_button, bar.slider, bar.speed_box, bar.loop_button, bar.hear_button)

    assert all(control.accessibleName() and control.toolTip() for control in controls)
    assert all(control.focusPolicy() & Qt.FocusPolicy.TabFocus for control in controls)
