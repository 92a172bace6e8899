"""The wall in a terminal: exactly its lines, gaps to be seen, trouble never out of sight."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from livemel.monitor.screen import Drawing
from livemel.monitor.wall.layout import layout_of
from livemel.monitor.wall.screen import FURNITURE, wall_lines
from livemel.picture.wall.shown import Grade, RoomShown, WallShown
from livemel.picture.wall.strips import Scale

SECONDS, BANDS = 120, 40
END = 1_700_000_040  # 22:14:00
NAMES = st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=64), max_size=12, unique=True)


def wall(*rooms, levels=None, **told):
    levels = np.full((len(rooms), SECONDS, BANDS), -110.0, np.float32) if levels is None else levels
    return WallShown(rooms=rooms, levels=levels, end=END, utc=END + 2.5, **told)


def room(name, condition="ok", grade=Grade.WELL, **told):
    return RoomShown(name=name, condition=condition, grade=grade, **told)


def rooms(count, **troubled):
    """Room number i is called rNN; `troubled` names alarms."""
    names = [f"r{number:02d}" for number in range(count)]
    return [room(name, troubled[name], Grade.ALARM) if name in troubled else room(name) for name in names]


def lines_of(shown, width=120, height=24, first=0, drawing=Drawing.CHARACTERS):
    colours = "truecolor" if drawing is Drawing.BLOCKS else None
    console = Console(width=width, height=height, color_system=colours, force_terminal=True, legacy_windows=False)
    lines = wall_lines(shown, width, height, first, drawing, Scale(), "broker.local")
    return [
        "".join(segment.text for segment in line) for line in console.render_lines(lines, pad=False, new_lines=False)
    ]


@given(names=NAMES, width=st.integers(1, 250), height=st.integers(1, 40), first=st.integers(0, 20))
def test_every_line_is_as_wide_as_the_terminal_and_there_are_as_many_as_it_has(names, width, height, first):
    shown = wall(*(room(name, detail=name * 9) for name in names))
    lines = wall_lines(shown, width, height, first, Drawing.BLOCKS, Scale(), "broker.local").lines

    assert [sum(cell_len(segment.text) for segment in line) for line in lines] == [width] * height


@given(width=st.integers(1, 400), names=NAMES)
def test_the_columns_fit_wherever_all_but_the_strip_would(width, names):
    layout = layout_of(width, names)
    total = layout.before_strip + layout.strip + 1 + layout.remarks

    assert total <= max(width, layout.before_strip + 1)
    assert min(layout.strip, layout.remarks) >= 0


def test_a_row_tells_its_room():
    hall = room("hall", level=-33.3, dominant_hz=440.0, last_event="loud (end)", events=2)
    line = lines_of(wall(hall))[3]

    for part in ("hall", "ok", "-33.3 dBFS", "440 Hz", "loud (end), 2 in all"):
        assert part in line


@pytest.mark.parametrize(
    ("drawing", "gap"),
    [(Drawing.CHARACTERS, "/"), (Drawing.BLOCKS, "\N{BOX DRAWINGS LIGHT DIAGONAL UPPER RIGHT TO LOWER LEFT}")],
)
def test_a_second_without_a_frame_is_hatched_and_a_quiet_one_is_not(drawing, gap):
    levels = np.full((1, SECONDS, BANDS), -200.0, np.float32)
    levels[0, -10:-7] = np.nan
    shown = wall(room("hall"), levels=levels)
    line = lines_of(shown, drawing=drawing)[3]
    strip = layout_of(120, ["hall"])

    assert line.count(gap) == 3
    assert line.index(gap) == strip.before_strip + strip.strip - 10


def test_what_was_before_the_wall_is_blank():
    shown = wall(room("hall"), levels=np.full((1, SECONDS, BANDS), np.nan, np.float32), unheard=SECONDS - 5)

    assert lines_of(shown)[3].count("/") == 5


def test_the_times_stand_below_their_seconds():
    *_, times, _ = lines_of(wall(room("hall")))
    layout = layout_of(120, ["hall"])
    begin = times.index("|22:13:40")

    assert begin - layout.before_strip == layout.strip - 20


def test_a_room_in_trouble_is_named_at_the_top_wherever_its_row_is():
    shown = wall(*rooms(60, r55="gone", r03="dead"))
    first, second, *rest = lines_of(shown, height=FURNITURE + 10)

    assert "60 rooms: 58 well, 2 in alarm" in first
    assert second.strip() == "X r03 dead   X r55 gone"
    assert "rooms 1 to 10 of 60: arrows" in rest[-1]
    assert [line[:3] for line in rest[1:11]] == [f"r{number:02d}" for number in range(10)]


def test_trouble_that_does_not_fit_is_counted():
    shown = wall(*rooms(40, **{f"r{number:02d}": "gone" for number in range(40)}))

    assert lines_of(shown, width=60)[1].rstrip().endswith("and 37 more")
    assert lines_of(shown, width=23)[1].strip() == "40 rooms are in trouble"


def test_the_broker_s_trouble_comes_first():
    assert lines_of(wall(*rooms(1, r00="gone"), trouble="broker is gone"))[1].strip() == "broker is gone"


def test_other_rows_are_shown_when_it_is_scrolled():
    shown = wall(*rooms(60))
    lines = lines_of(shown, height=FURNITURE + 10, first=50)

    assert [line[:3] for line in lines[3:13]] == [f"r{number:02d}" for number in range(50, 60)]
    assert "rooms 51 to 60 of 60" in lines[-1]


def test_a_beginner_is_told_what_to_start():
    assert "livemel monitor --mqtt broker.local" in lines_of(wall())[3]
