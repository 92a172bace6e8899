"""The wall's window: rooms share the height, rows stay where they are, every key does what it says."""

from __future__ import annotations

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from livemel.gui.looks.dressing import apply_theme
from livemel.gui.looks.theme import THEMES
from livemel.gui.wall.window import MOST_LINES, WallWindow
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.picture.hatch import GROUND, LINE
from livemel.picture.wall.shown import Grade, RoomShown, WallShown
from livemel.picture.wall.strips import Scale

SECONDS, BANDS = 120, 40
LOUDEST, QUIETEST = (packed(lookup_table("magma"))[index] for index in (-1, 0))


class Wall:
    """What the window is shown; a test changes it."""

    def __init__(self, count):
        names = [f"room-{number}" for number in range(count)]
        self.rooms = [RoomShown(name=name, condition="ok", grade=Grade.WELL, level=-50.0) for name in names]
        self.levels = np.full((count, SECONDS, BANDS), -200.0, np.float32)
        self.unheard, self.trouble = 0, ""

    def look(self):
        return WallShown(
            rooms=tuple(self.rooms),
            levels=self.levels,
            end=1_700_000_000,
            utc=1_700_000_002.0,
            unheard=self.unheard,
            trouble=self.trouble,
        )


@pytest.fixture
def show(qtbot):
    """Opens the window on a wall of so many rooms."""

    def show(count, width=1280, height=800, theme="dark"):
        apply_theme(QApplication.instance(), theme)
        wall = Wall(count)
        window = WallWindow(wall.look, Scale(), "broker.local")
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        qtbot.waitExposed(window)
        look_again(window)
        return wall, window

    yield show
    apply_theme(QApplication.instance(), "dark")


def look_again(window):
    QTest.qWait(1)  # the layout
    window._shown = window._look()
    window.show_rooms()


def pixels_of(widget):
    image = widget.grab().toImage()
    data = image.constBits().asstring(image.sizeInBytes())
    return np.frombuffer(data, np.uint32).reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()]


def strip_of(window, number):
    """Pixels of a room's strip."""
    span, high = window.rows._columns.strip, window.rows._row_height
    return pixels_of(window.rows)[number * high : (number + 1) * high - 2, span.left : span.right]


def test_rooms_share_the_height_down_to_a_line_of_text_and_then_scroll(show):
    _, few = show(3)
    _, many = show(60)
    line = QFontMetrics(many.font()).height()

    assert few.rows.height() == few.area.viewport().height()
    assert few.area.verticalScrollBar().maximum() == 0
    assert line < many.rows._row_height < 1.5 * line
    assert many.area.verticalScrollBar().maximum() > 0


def test_one_room_does_not_fill_a_hall(show):
    _, window = show(1, height=1200)

    assert window.rows._row_height == round(MOST_LINES * window.fontMetrics().height())


def test_a_loud_band_is_bright_a_missing_second_hatched_and_a_quiet_one_neither(show):
    wall, window = show(2)
    wall.levels[1, 60:90, 5] = 0.0
    wall.levels[1, 100:110] = np.nan
    look_again(window)
    strip = strip_of(window, 1)
    rows, width = strip.shape
    loud = strip[rows - 1 - round(5.5 / BANDS * rows), round(0.6 * width)]
    gap = strip[:, round(102 / SECONDS * width) : round(108 / SECONDS * width)]

    assert loud == LOUDEST
    assert set(np.unique(gap)) == {GROUND, LINE}
    assert set(np.unique(strip_of(window, 0))) == {QUIETEST}
    assert GROUND not in strip[:, : round(0.8 * width)]


def test_what_was_before_the_wall_is_blank(show):
    wall, window = show(1)
    wall.levels[:], wall.unheard = np.nan, 60
    look_again(window)
    strip = strip_of(window, 0)
    blank = int(THEMES["dark"].panel.replace("#", "ff"), 16)

    assert set(np.unique(strip[:, : strip.shape[1] // 2 - 1])) == {blank}
    assert set(np.unique(strip[:, strip.shape[1] // 2 + 1 :])) == {GROUND, LINE}


def test_rows_stay_where_they_are_when_something_goes_wrong(show):
    wall, window = show(20)
    before = window.area.geometry(), window.rows._row_height
    wall.rooms[7] = RoomShown(name="room-7", condition="gone", grade=Grade.ALARM, detail="x" * 300)
    wall.trouble = "the broker is gone; " * 20
    look_again(window)
    QTest.qWait(1)

    assert (window.area.geometry(), window.rows._row_height) == before
    assert "the broker is gone" in window.head.accessibleDescription()
    assert window.windowTitle().startswith("1 in alarm")


@pytest.mark.parametrize("theme", THEMES)
def test_an_alarm_has_a_ground_of_its_own_and_a_shape(show, theme):
    wall, window = show(2, theme=theme)
    wall.rooms[1] = RoomShown(name="room-1", condition="gone", grade=Grade.ALARM)
    look_again(window)
    span, high = window.rows._columns.state, window.rows._row_height
    well, alarm = (pixels_of(window.rows)[top : top + high - 2, span.left : span.right] for top in (0, high))
    ground = int(THEMES[theme].problem.replace("#", "ff"), 16)

    assert (alarm == ground).mean() > 0.05
    assert not (well == ground).any()


def test_names_of_strangers_are_text_and_not_markup(show):
    wall, window = show(1)
    plain = pixels_of(window.rows)
    wall.rooms[0] = RoomShown(name="<h1>&amp;", condition="ok", grade=Grade.WELL, level=-50.0)
    look_again(window)

    assert window.empty.textFormat() == Qt.TextFormat.PlainText
    assert not np.array_equal(pixels_of(window.rows), plain)


def test_a_beginner_is_told_what_to_start_until_a_room_tells_something(show):
    wall, window = show(0)
    assert "livemel monitor --mqtt broker.local" in window.empty.text()
    assert window.empty.isVisible()
    assert not window.area.isVisible()

    other = Wall(2)
    wall.rooms, wall.levels = other.rooms, other.levels
    look_again(window)
    assert window.area.isVisible()
    assert not window.empty.isVisible()


def test_keys_scroll(show):
    _, window = show(200)
    bar = window.area.verticalScrollBar()
    found = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_End,
        Qt.Key.Key_Up,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(window, key)
        found.append(bar.value())
    row, page, last = window.rows._row_height, bar.pageStep(), bar.maximum()

    assert found == [row, row + page, last, last - row, last - row - page, 0]


def test_keys_make_the_text_larger_and_the_window_full(show, qtbot):
    _, window = show(3)
    with qtbot.waitSignal(window.textScaled) as larger:
        QTest.keyClick(window, Qt.Key.Key_Plus)
    with qtbot.waitSignal(window.textScaled) as smaller:
        QTest.keyClick(window, Qt.Key.Key_Minus)
    QTest.keyClick(window, Qt.Key.Key_F11)

    assert (larger.args, smaller.args) == ([1], [-1])
    assert window.isFullScreen()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Q])
def test_keys_close_it(show, qtbot, key):
    _, window = show(1)
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, key)

    assert not window._beat.isActive()


@pytest.mark.parametrize("size", [(640, 360), (900, 400), (3840, 400)])
@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_no_size_and_no_text_is_too_large_or_small_to_be_painted(show, size, scale):
    wall, window = show(40, *size)
    apply_theme(QApplication.instance(), "projector", scale)
    wall.rooms[0] = RoomShown(name="x" * 64, condition="y" * 16, grade=Grade.WARNING, detail="z" * 200)
    look_again(window)
    columns = window.rows._columns

    assert pixels_of(window.rows).shape[1] == window.rows.width()
    assert columns.strip.width >= 0
    assert columns.name.left < columns.state.left < columns.number.left < columns.bar.left <= columns.strip.left


def test_a_second_of_fifty_rooms_is_painted_in_a_part_of_a_picture(show):
    wall, window = show(50, 1920, 1080)
    rng = np.random.default_rng(1)
    wall.levels[:] = rng.uniform(-110, -20, wall.levels.shape)
    for _ in range(5):
        look_again(window)
        window.rows.repaint()

    assert np.median(window.rows.paint_ms) < 100  # a tenth of the second in which nothing else is painted
