"""What is said of rooms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from livemel.picture.wall.shown import Grade, RoomShown, WallShown


def room(**told):
    return RoomShown(**({"name": "hall", "condition": "ok", "grade": Grade.WELL} | told))


def wall(*rooms):
    return WallShown(rooms=rooms, levels=np.zeros((len(rooms), 1, 1), np.float32), end=0, utc=0.0)


@pytest.mark.parametrize(
    ("level", "unit", "share"),
    [
        *((0.0, "dBFS", 1.0), (-45.0, "dBFS", 0.5), (-200.0, "dBFS", 0.0), (None, "dBFS", 0.0)),
        *((65.0, "dB SPL", 0.5), (140.0, "dB SPL", 1.0)),
    ],
)
def test_a_level_bar_is_as_full_as_its_level(level, unit, share):
    assert room(level=level, unit=unit).level_share == share


def test_remarks_name_the_weightiest_first():
    told = room(
        detail="less than 1 GB free", clock_skew_s=-12.4, last_event="loud (end)", events=3, gaps=1, samples_lost=9
    )

    assert told.remarks == ["less than 1 GB free", "clock -12 s", "loud (end), 3 in all", "1 gap, 9 samples lost"]
    assert room().remarks == []


def test_the_summary_counts_rooms_by_how_they_are():
    rooms = [room(), room(grade=Grade.IDLE), room(grade=Grade.ALARM), room(grade=Grade.ALARM)]

    assert wall(*rooms).summary == "4 rooms: 1 well, 1 idle, 2 in alarm"
    assert wall(room()).summary == "1 room: 1 well"
    assert wall().summary == "no room"
    assert replace(wall(), refused=3).summary == "no room; 3 messages refused"


@pytest.mark.parametrize(
    ("ahead", "told"), [(37.4, "+37 s"), (-3.0, "-3 s"), (3600.2, "+1:00:00"), (-7322.0, "-2:02:02")]
)
def test_a_wrong_clock_is_told_in_seconds_or_as_a_clock(ahead, told):
    assert room(clock_skew_s=ahead).remarks == [f"clock {told}"]


def test_alarms_stand_before_warnings_and_none_is_left_out_unsaid():
    rooms = [
        room(name="a", condition="disk-low", grade=Grade.WARNING),
        room(name="b"),
        room(name="c", condition="gone", grade=Grade.ALARM),
    ]
    shown = wall(*rooms)

    assert shown.troubled(lambda _: True, lambda grade: grade.name[0]) == "A c gone   W a disk-low"
    assert shown.troubled(lambda text: len(text) <= 22, lambda grade: "x") == "x c gone   and 1 more"
    assert shown.troubled(lambda _: False, lambda grade: "x") == "2 rooms are in trouble"
    assert wall(room()).troubled(lambda _: True, lambda grade: "x") == ""
