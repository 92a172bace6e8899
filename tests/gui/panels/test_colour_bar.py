"""The colour bar, by mouse, wheel and keys: it asks for another range of levels."""

from __future__ import annotations

import numpy as np
import pytest
from panels import drag, pixels, point_at, rgb, turn
from PyQt6.QtCore import QPoint, Qt

from livemel.gui.looks.theme import THEMES
from livemel.gui.panels.colour_bar import BAR_WIDTH, ColourBar
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed

HEIGHT = 501
TABLE = packed(lookup_table("magma"))
THEME = THEMES["dark"]
SHIFT = Qt.KeyboardModifier.ShiftModifier
X = BAR_WIDTH / 2
UPPER, MIDDLE, LOWER = 40, 250, 460
"""Heights of 0 dB, -40 dB and -80 dB."""
PX_PER_DB = 5.25


@pytest.fixture
def bar(qtbot):
    bar = ColourBar(THEME)
    qtbot.addWidget(bar)
    bar.resize(100, HEIGHT)
    bar.asked = []
    bar.rangeChanged.connect(lambda low, high: bar.asked.append((low, high)))
    bar.set_colours(TABLE, -80.0, 0.0, "dBFS")
    bar.show()
    return bar


def test_dragging_the_upper_end_moves_it_in_whole_decibels(bar):
    drag(bar, (X, UPPER), (X, UPPER + 12 * PX_PER_DB))

    assert bar.asked[-1] == (-80.0, -12.0)
    assert all(low == -80.0 and high == int(high) for low, high in bar.asked)


def test_dragging_the_lower_end_moves_it(bar):
    drag(bar, (X, LOWER), (X, LOWER - 20 * PX_PER_DB))

    assert bar.asked[-1] == (-60.0, 0.0)


def test_shift_moves_in_tenths(bar):
    drag(bar, (X, LOWER), (X, LOWER - 2.3 * PX_PER_DB), SHIFT)

    assert bar.asked[-1] == (pytest.approx(-77.7, abs=0.15), 0.0)
    assert bar.asked[-1][0] == round(bar.asked[-1][0], 1)


def test_dragging_the_middle_moves_both(bar):
    drag(bar, (X, MIDDLE), (X, MIDDLE + 10 * PX_PER_DB))

    assert bar.asked[-1] == (-90.0, -10.0)


def test_an_end_stops_before_the_other(bar):
    drag(bar, (X, UPPER), (X, 3000))

    assert bar.asked[-1] == (-80.0, -75.0)


def test_the_scale_stands_still_while_an_end_is_dragged(bar):
    drag(bar, (X, UPPER), (X, MIDDLE), release=False)
    bar.set_colours(TABLE, *bar.asked[-1], "dBFS")

    assert bar.asked[-1] == (-80.0, -40.0)
    assert pixels(bar)[UPPER, 2] == TABLE[-1]


def test_what_is_held_shows_its_number(bar):
    before = pixels(bar)
    drag(bar, (X, UPPER), (X, MIDDLE), release=False)
    while_held = pixels(bar)

    assert rgb(THEME.accent) in while_held[MIDDLE - 8 : MIDDLE + 8, BAR_WIDTH + 2 :]
    assert rgb(THEME.accent) not in before[:, BAR_WIDTH + 2 :]


def test_the_wheel_moves_both_and_near_an_end_that_end(bar):
    turn(bar, X, MIDDLE, 2)
    assert bar.asked[-1] == (-78.0, 2.0)

    turn(bar, X, LOWER, -3)
    assert bar.asked[-1] == (-81.0, 2.0)


def test_a_double_click_asks_for_an_automatic_range(qtbot, bar):
    with qtbot.waitSignal(bar.automaticAsked):
        qtbot.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, MIDDLE))

    assert bar.asked == []


def test_keys_move_the_ends(qtbot, bar):
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Up)
    assert bar.asked[-1] == (-79.0, 0.0)

    qtbot.keyClick(bar, Qt.Key.Key_Down, SHIFT)
    assert bar.asked[-1] == (-79.0, -1.0)

    with qtbot.waitSignal(bar.automaticAsked):
        qtbot.keyClick(bar, Qt.Key.Key_A)


def test_a_narrow_range_of_another_unit_moves_in_small_steps(bar):
    bar.set_colours(TABLE, -1.0, 1.0, "Whisper")
    drag(bar, (X, MIDDLE), (X, MIDDLE - 21))

    assert bar.asked[-1] == (-0.9, 1.1)


def test_the_pointer_says_what_can_be_dragged(bar):
    point_at(bar, X, UPPER)
    assert bar.cursor().shape() == Qt.CursorShape.SplitVCursor

    point_at(bar, X, MIDDLE)
    assert bar.cursor().shape() == Qt.CursorShape.SizeVerCursor


def test_the_colours_lie_between_the_handles_with_the_brightest_above(bar):
    column = pixels(bar)[:, 1]
    inside = column[UPPER + 10 : LOWER - 10]
    places = [int(np.flatnonzero(colour == TABLE)[0]) for colour in inside]

    assert (np.diff(places) <= 0).all()
    assert column[5] == TABLE[-1]
    assert column[-5] == TABLE[0]


def test_it_says_its_range_to_those_who_do_not_see(bar):
    assert "-80 to 0" in bar.accessibleDescription()
    assert bar.focusPolicy() == Qt.FocusPolicy.StrongFocus
