"""Pointing: what is under the pointer is read, selected, marked and zoomed to, by mouse and by keys."""

from __future__ import annotations

import pytest
from panels import drag, point_at, rgb
from PyQt6.QtCore import QPoint, Qt

from livemel.gui.looks.theme import current_theme
from livemel.gui.readout import Readout

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
LARGE = SHIFT | Qt.KeyboardModifier.ControlModifier
SELECTS = SHIFT | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(stage, qtbot):
    """Two seconds of a tone that stand still."""
    qtbot.keyClick(stage.window, KEY.Key_Space)
    return stage.window.view


def at(view, share, height):
    return share * view.width(), (1 - height) * view.height()


def test_what_is_pointed_at_is_a_moment_and_a_frequency(stage, view):
    point_at(view, *at(view, 0.25, 0.5))
    hover = stage.page.hover

    assert hover.seconds == pytest.approx(stage.page.begin + 0.5, abs=0.01)
    assert hover.hz == pytest.approx(float(stage.page.axis.hz_at(0.5)), rel=0.01)


def test_the_crosshair_stands_where_the_pointer_does(stage, view):
    point_at(view, *at(view, 0.25, 0.5))
    white = stage.pixels() == rgb(current_theme().crosshair)

    assert white[:, round(0.25 * view.width())].mean() > 0.9
    assert white[round(0.5 * view.height())].mean() > 0.9


def test_the_readout_reads_the_point(stage, view):
    readout = Readout(stage.controller)
    point_at(view, *at(view, 0.25, float(stage.page.axis.fraction_of(1000.0))))
    for _ in range(6):
        stage.tick()
    hover = stage.page.hover
    reading = readout.reading_at(hover.seconds, hover.hz)

    assert f"{hover.hz:.1f} Hz" in stage.window.readout.text()
    assert reading.level == pytest.approx(-6.0, abs=1.0)
    assert f"{reading.level:.2f}" in stage.window.readout.text()


def test_a_drag_selects_a_rectangle(stage, view):
    drag(view, at(view, 0.75, 0.25), at(view, 0.25, 0.75))
    part, page = stage.page.selection, stage.page

    assert (part.begin, part.end) == pytest.approx((page.seconds_at(0.25), page.seconds_at(0.75)), abs=0.01)
    assert (part.low_hz, part.high_hz) == pytest.approx(
        tuple(float(page.axis.hz_at(h)) for h in (0.25, 0.75)), rel=0.02
    )


def test_z_and_a_double_click_show_the_selection_and_nothing_else(stage, view, qtbot):
    drag(view, at(view, 0.25, 0.25), at(view, 0.75, 0.75))
    part, whole = stage.page.selection, stage.page.viewport
    seen = []
    for zoom in (
        lambda: qtbot.keyClick(stage.window, KEY.Key_Z),
        lambda: qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 100)),
    ):
        stage.page.look(whole)
        stage.page.select(part)
        zoom()
        seen.append(stage.page.viewport)
        assert (stage.page.begin, stage.page.edge) == pytest.approx((part.begin, part.end), abs=0.01)
        assert float(stage.page.axis.hz_at(0.0)) == pytest.approx(part.low_hz, rel=0.02)

    assert seen[0] == seen[1]


def test_the_first_half_of_a_double_click_does_not_lose_the_selection(stage, view, qtbot):
    drag(view, at(view, 0.25, 0.25), at(view, 0.75, 0.75))
    part, there = stage.page.selection, QPoint(300, 100)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=there)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=there)

    assert stage.page.selection == part
    assert (stage.page.begin, stage.page.edge) == pytest.approx((part.begin, part.end), abs=0.01)


def test_a_click_drops_the_selection_and_tells_the_point(stage, view, qtbot):
    drag(view, at(view, 0.25, 0.25), at(view, 0.75, 0.75))
    with qtbot.waitSignal(view.pointClicked) as told:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))

    assert stage.page.selection is None
    assert told.args[0].seconds == pytest.approx(stage.page.seconds_at(100 / view.width()))


def test_m_marks_what_is_pointed_at_and_numbers_the_marks(stage, view, qtbot):
    for share in (0.25, 0.5):
        point_at(view, *at(view, share, 0.5))
        qtbot.keyClick(stage.window, KEY.Key_M)
    marked = [(marker.name, marker.seconds) for marker in stage.page.markers]
    seen = rgb(current_theme().marker) in stage.pixels()
    qtbot.keyClick(stage.window, KEY.Key_M, Qt.KeyboardModifier.ControlModifier)

    assert [name for name, _ in marked] == ["1", "2"]
    assert [seconds for _, seconds in marked] == pytest.approx(
        [stage.page.seconds_at(s) for s in (0.25, 0.5)], abs=0.01
    )
    assert seen
    assert stage.page.markers == ()


def test_keys_move_the_crosshair_in_small_and_large_steps(stage, view, qtbot):
    shares = []
    for key, modifiers in ((KEY.Key_Right, SHIFT), (KEY.Key_Right, SHIFT), (KEY.Key_Right, LARGE)):
        qtbot.keyClick(view, key, modifiers)
        shares.append(stage.page.share_of(stage.page.hover.seconds))

    assert shares == pytest.approx([0.5, 0.51, 0.61])


def test_keys_select(stage, view, qtbot):
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Up):
        qtbot.keyClick(view, key, SELECTS)
    part, page = stage.page.selection, stage.page

    assert (page.share_of(part.begin), page.share_of(part.end)) == pytest.approx((0.5, 0.51))
    assert float(page.axis.fraction_of(part.high_hz)) == pytest.approx(0.51)


def test_enter_chooses_the_point_under_the_crosshair(stage, view, qtbot):
    qtbot.keyClick(view, KEY.Key_Up, SHIFT)
    with qtbot.waitSignal(view.pointClicked) as told:
        qtbot.keyClick(view, KEY.Key_Return)

    assert told.args == [stage.page.hover]
