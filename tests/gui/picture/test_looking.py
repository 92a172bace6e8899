"""Time travel: by wheel, keys and mouse through all that was heard, while it listens on and nothing is lost."""

from __future__ import annotations

import numpy as np
import pytest
from panels import turn
from PyQt6.QtCore import QEvent, QPointF, Qt
from PyQt6.QtGui import QMouseEvent
from PyQt6.QtWidgets import QApplication
from scripted_source import RATE

from livemel.picture.viewport import LEAST_HEIGHT, LEAST_SECONDS

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def stage(make_stage):
    """Ten seconds, each of another tone; two of them are seen."""
    stage = make_stage("display.seconds=2").begin()
    for number in range(10):
        stage.play(1.0, hz=250.0 * (number + 1))
    return stage


@pytest.fixture
def press(qtbot, stage):
    """Presses a key in the window, as a person would."""
    return lambda key, modifier=Qt.KeyboardModifier.NoModifier: qtbot.keyClick(stage.window, key, modifier)


def drag_with_the_middle_button(widget, begin, end):
    middle, none = Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
    kinds = QMouseEvent.Type
    steps = [
        (kinds.MouseButtonPress, begin, middle, middle),
        (kinds.MouseMove, ((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2), none, middle),
        (kinds.MouseMove, end, none, middle),
        (kinds.MouseButtonRelease, end, middle, none),
    ]
    for kind, point, button, buttons in steps:
        where = QPointF(*point)
        there = QPointF(widget.mapToGlobal(where.toPoint()))
        event = QMouseEvent(kind, where, there, button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


def brightest_hz(stage, share):
    """Of the picture at a fraction of its width."""
    pixels = stage.pixels()
    column = pixels[:, int(share * (pixels.shape[1] - 1))] & 0xFF00
    rows = np.flatnonzero(column == column.max())
    return float(stage.page.axis.hz_at(1 - (rows.mean() + 0.5) / len(pixels)))


def tone_at(seconds):
    return 250.0 * (int(seconds) + 1)


def assert_the_picture_is_of_its_time(stage):
    QApplication.sendEvent(stage.window.view, QEvent(QEvent.Type.Leave))  # and with the pointer goes its crosshair
    stage.live.tick(0.0)
    for share in (0.25, 0.75):
        seconds = stage.page.seconds_at(share)
        if abs(seconds - round(seconds)) > 0.15:
            assert brightest_hz(stage, share) == pytest.approx(tone_at(seconds), rel=0.12)


def test_home_is_the_oldest_sound_and_end_the_newest(stage, press):
    press(KEY.Key_Home)
    assert stage.page.begin == pytest.approx(0.0, abs=0.05)
    assert not stage.page.viewport.follows
    assert_the_picture_is_of_its_time(stage)

    press(KEY.Key_End)
    assert stage.page.viewport.follows
    assert_the_picture_is_of_its_time(stage)


@pytest.mark.parametrize(
    ("key", "seconds"), [("Left", -0.2), ("PageUp", -1.8), ("Right", 0.2), ("PageDown", 1.8)], ids=str
)
def test_keys_step_through_time(stage, press, key, seconds):
    for _ in range(2):
        press(KEY.Key_PageUp)
    before = stage.page.viewport.end
    press(getattr(KEY, f"Key_{key}"))

    assert stage.page.viewport.end - before == pytest.approx(seconds)
    assert_the_picture_is_of_its_time(stage)


def test_steps_end_at_the_oldest_sound(stage, press):
    for _ in range(20):
        press(KEY.Key_PageUp)

    assert stage.page.begin == pytest.approx(0.0, abs=0.05)


def test_who_steps_up_to_the_newest_sound_follows_it(stage, press):
    press(KEY.Key_PageUp)
    for _ in range(2):
        press(KEY.Key_PageDown)

    assert stage.page.viewport.follows


def test_in_the_past_the_picture_stands_while_the_history_grows(stage, press):
    press(KEY.Key_Home)
    stage.live.tick(0.0)
    before, end = stage.pixels(), stage.live.history.end
    stage.play(1.0, hz=5000.0)

    assert np.array_equal(stage.pixels(), before)
    assert stage.live.history.end > end
    assert "Frozen" in stage.notice
    assert "ago" in stage.notice


def test_nothing_is_lost_by_looking_back(stage, press):
    press(KEY.Key_Home)
    for hz in (3000.0, 3500.0):
        stage.play(1.0, hz=hz)
    press(KEY.Key_End)
    stage.live.tick(0.0)

    assert brightest_hz(stage, 0.25) == pytest.approx(3000.0, rel=0.12)
    assert stage.session.stats.samples_lost == 0
    assert stage.notice == ""


def test_the_wheel_zooms_around_the_moment_under_it(stage, press):
    press(KEY.Key_Space)
    x = 0.25 * stage.window.view.width()
    before = stage.page.seconds_at(0.25)
    turn(stage.window.view, x, 100, 3)

    assert stage.page.viewport.seconds == pytest.approx(2.0 / 1.25**3)
    assert stage.page.seconds_at(0.25) == pytest.approx(before, abs=0.01)
    assert_the_picture_is_of_its_time(stage)


def test_while_it_follows_the_wheel_zooms_around_now(stage):
    turn(stage.window.view, 100, 100, -2)

    assert stage.page.viewport.follows
    assert stage.page.viewport.seconds == pytest.approx(2.0 * 1.25**2)


def test_shift_and_the_wheel_travel(stage):
    edge = stage.page.edge
    turn(stage.window.view, 100, 100, 3, SHIFT)

    assert stage.page.viewport.end == pytest.approx(edge - 0.6, abs=0.05)
    assert_the_picture_is_of_its_time(stage)


def test_control_and_the_wheel_zoom_around_the_frequency_under_it(stage):
    view = stage.window.view
    before = float(stage.page.axis.hz_at(0.75))
    turn(view, 100, 0.25 * view.height(), 3, CONTROL)

    assert stage.page.viewport.high - stage.page.viewport.low == pytest.approx(1.25**-3)
    assert float(stage.page.axis.hz_at(0.75)) == pytest.approx(before)


def test_the_middle_button_drags_the_picture(stage, press):
    for _ in range(2):
        press(KEY.Key_PageUp)
    view = stage.window.view
    end = stage.page.viewport.end
    drag_with_the_middle_button(view, (200, 100), (200 + view.width() / 4, 100))

    assert stage.page.viewport.end == pytest.approx(end - 0.5)
    assert view.cursor().shape() == Qt.CursorShape.CrossCursor
    assert_the_picture_is_of_its_time(stage)


def test_zoomed_in_the_middle_button_drags_the_frequencies_too(stage, press):
    view = stage.window.view
    for _ in range(2):
        press(KEY.Key_Plus, CONTROL)
    low = stage.page.viewport.low
    drag_with_the_middle_button(view, (200, 100), (200, 150))

    assert stage.page.viewport.low > low


def test_keys_zoom_and_move_in_frequency(stage, press):
    press(KEY.Key_Plus, CONTROL)
    viewport = stage.page.viewport
    assert viewport.high - viewport.low == pytest.approx(1 / 1.5)
    press(KEY.Key_Up)
    assert stage.page.viewport.low == pytest.approx(viewport.low + 0.1 / 1.5)
    press(KEY.Key_Down)
    assert stage.page.viewport.low == pytest.approx(viewport.low)
    press(KEY.Key_0)
    assert stage.page.viewport.shows_all_frequencies


def test_zoomed_in_frequency_a_tone_stands_where_the_axis_says(stage, press):
    for _ in range(2):
        press(KEY.Key_Plus, CONTROL)
    stage.play(1.0, hz=1500.0)
    low, high = (float(stage.page.axis.hz_at(each)) for each in (0.0, 1.0))

    assert low < 1500 < high
    assert brightest_hz(stage, 0.8) == pytest.approx(1500.0, rel=0.05)


def test_zoom_has_limits(stage, press):
    for _ in range(30):
        press(KEY.Key_Plus, CONTROL)
        turn(stage.window.view, 100, 100, 3)
    viewport = stage.page.viewport

    assert viewport.high - viewport.low == pytest.approx(LEAST_HEIGHT)
    assert viewport.seconds == LEAST_SECONDS
    for _ in range(30):
        press(KEY.Key_Minus, CONTROL)
        turn(stage.window.view, 100, 100, -5)
    assert stage.page.viewport.shows_all_frequencies
    assert stage.page.viewport.seconds == 600.0


def test_zoomed_out_to_ten_minutes_all_is_seen(stage, press):
    for _ in range(12):
        press(KEY.Key_Minus)
    stage.live.tick(0.0)
    pixels = stage.pixels()

    assert stage.page.viewport.seconds == 600.0
    assert (pixels[:, -int(pixels.shape[1] * 9 / 600) : -2] != pixels[0, 0]).any(axis=0).all()


def test_freeze_and_live_are_shown_by_their_buttons(stage, qtbot):
    tools, actions = stage.window.tools, stage.window.tool_actions
    qtbot.mouseClick(tools.widgetForAction(actions["freeze"]), Qt.MouseButton.LeftButton)
    frozen = actions["freeze"].isChecked(), stage.live.frozen
    qtbot.mouseClick(tools.widgetForAction(actions["live"]), Qt.MouseButton.LeftButton)

    assert frozen == (True, True)
    assert (actions["freeze"].isChecked(), stage.live.frozen) == (False, False)


def test_what_travelled_is_the_picture_drawn_at_once(stage, press):
    for key in (KEY.Key_Home, KEY.Key_Right, KEY.Key_PageDown, KEY.Key_Minus, KEY.Key_Left):
        press(key)
        stage.play(0.3, hz=2000.0)
    travelled = stage.pixels()
    stage.live.rebuild()

    assert np.array_equal(stage.pixels(), travelled)


def test_with_reduced_motion_the_picture_steps(make_stage):
    stage = make_stage("display.motion=steps").begin()
    edges = []
    for _ in range(10):
        stage.play(0.1)
        edges.append(stage.live.right_edge)

    assert len(set(edges)) <= 5
    assert all(edge % (0.25 * RATE) < 40 for edge in edges)
