"""Every room is what its messages say; one that is late or gone is marked; what is none of ours is counted."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wall_nodes import at, frame, level, send

from livemel.monitor.wall.room import GONE_SECONDS, LATE_SECONDS
from livemel.monitor.wall.rooms import MOST_ROOMS, Rooms
from livemel.monitor.wall.strip import STRIP_SECONDS
from livemel.picture.wall.shown import Grade

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=8,
)
KEYS = ("utc", "state", "detail", "laeq_dbfs", "dominant_hz", "samples_lost", "gaps", "bands_db", "id", "rule", "phase")
KINDS = st.sampled_from(["level", "mel", "state", "event", "status", "", "level/x"])


@pytest.fixture
def rooms():
    return Rooms("livemel", 0.0)


def rows(rooms, now):
    return {room.name: room for room in rooms.shown(at(now)).rooms}


def conditions(rooms, now):
    return {name: room.condition for name, room in rows(rooms, now).items()}


def test_rooms_stand_by_name_and_room_9_before_room_10(rooms):
    for name in ("room-10", "hall", "room-9", "Attic"):
        level(rooms, name)

    assert list(rows(rooms, 100.0)) == ["Attic", "hall", "room-9", "room-10"]


def test_a_room_has_its_level_in_dbfs_or_in_db_spl_where_it_is_calibrated(rooms):
    level(rooms, "kitchen", laeq=-50.0)
    level(rooms, "hall", laeq=-33.0, dominant_hz=440.0, laeq_db_spl=61.2)
    found = rows(rooms, 100.5)
    hall, kitchen = rooms.as_dicts(100.5)

    assert (found["hall"].level_text, found["kitchen"].level_text) == ("61.2 dB SPL", "-50.0 dBFS")
    assert (hall["laeq_dbfs"], hall["laeq_db_spl"], hall["dominant_hz"], hall["age_s"]) == (-33.0, 61.2, 440.0, 0.5)
    assert (kitchen["condition"], kitchen["grade"]) == ("ok", "well")


def test_a_room_is_late_then_gone_and_offline_when_the_broker_says_so(rooms):
    level(rooms, "hall")
    rooms.take("livemel/attic/status", b"online", at(100.0))

    assert conditions(rooms, 100.0) == {"attic": "waiting", "hall": "ok"}
    assert conditions(rooms, 100.1 + LATE_SECONDS)["hall"] == "late"
    assert conditions(rooms, 100.1 + GONE_SECONDS) == {"attic": "gone", "hall": "gone"}
    assert rows(rooms, 100.1 + GONE_SECONDS)["hall"].level_text == "-"
    rooms.take("livemel/hall/status", b"offline", at(101.0))
    assert conditions(rooms, 101.0)["hall"] == "offline"
    level(rooms, "hall", 102.0)
    assert conditions(rooms, 102.0)["hall"] == "ok"


def test_a_clock_that_is_set_makes_no_room_late(rooms):
    level(rooms, "hall")
    moment = at(100.5)

    assert rooms.shown(type(moment)(moment.monotonic, moment.utc + 3600)).rooms[0].condition == "ok"


@pytest.mark.parametrize(
    ("state", "grade"),
    [
        *(("ok", Grade.WELL), ("starting", Grade.WELL), ("stopped", Grade.IDLE)),
        *(("silent", Grade.WARNING), ("disk-low", Grade.WARNING), ("never heard of", Grade.WARNING)),
        *(("dead", Grade.ALARM), ("lost", Grade.ALARM)),
    ],
)
def test_any_word_for_a_state_is_shown_and_graded(rooms, state, grade):
    level(rooms, "hall", state=state, detail="why")
    hall = rows(rooms, 100.0)["hall"]

    assert (hall.condition, hall.grade, hall.remarks) == (state, grade, ["why"])


def test_a_room_that_was_stopped_is_no_alarm_however_long_it_is_silent(rooms):
    level(rooms, "hall")
    send(rooms, "hall", "state", 101.0, state="stopped", detail="")
    before = [rows(rooms, now)["hall"].condition for now in (101.0, 110.0, 1000.0)]
    rooms.take("livemel/hall/status", b"offline", at(101.0))

    assert before == ["stopped"] * 3
    assert rows(rooms, 1000.0)["hall"].grade is Grade.IDLE


def test_events_are_counted_once_though_a_broker_brings_one_twice(rooms):
    level(rooms, "hall")
    for number, phase in ((1, "begin"), (1, "begin"), (1, "end"), (2, "begin")):
        send(rooms, "hall", "event", 100.0, id=str(number), rule="loud", phase=phase)
    (room,) = rooms.as_dicts(100.0)

    assert (room["events"], room["last_event"]) == (2, "loud (begin)")


def test_losses_and_a_wrong_clock_are_told(rooms):
    second = {"samples_lost": 480, "gaps": 2}
    send(rooms, "hall", "level", 100.0, **_second(), **second)

    assert rows(rooms, 100.0)["hall"].remarks == ["clock +37 s", "2 gaps, 480 samples lost"]
    assert rooms.as_dicts(100.0)[0]["clock_skew_s"] == 37.0


def _second():
    return {"utc": "1970-01-01T00:02:17Z", "state": "ok", "detail": "", "laeq_dbfs": -50.0, "dominant_hz": None}


def test_rooms_whose_clocks_differ_by_minutes_share_the_column_of_what_was_heard_at_once(rooms):
    for second in range(100, 140):
        for name, ahead in (("hall", 0.0), ("attic", 37.0), ("cellar", -200.0)):
            level(rooms, name, second, ahead)
            frame(rooms, name, second, ahead, bands=[-20 if second == 130 else -90])
    levels = rooms.shown(at(141.0)).levels.max(axis=2)

    assert [int(np.nanargmax(row)) for row in levels] == [int(np.nanargmax(levels[0]))] * 3


def test_seconds_in_which_nothing_was_told_are_missing_and_before_the_wall_nobody_listened():
    rooms = Rooms("livemel", 100.0)
    for second in [*range(101, 120), *range(125, 140)]:
        level(rooms, "hall", second)
        frame(rooms, "hall", second)
    shown = rooms.shown(at(141.5))
    is_missing = np.isnan(shown.levels[0, :, 0])
    seconds = np.arange(shown.end - STRIP_SECONDS, shown.end)

    assert seconds[shown.unheard] == 100
    assert seconds[shown.unheard :][is_missing[shown.unheard :]].tolist() == [119, 120, 121, 122, 123]


def test_a_room_that_the_broker_was_told_to_forget_goes(rooms):
    rooms.take("livemel/hall/status", b"offline", at(1.0))
    rooms.take("livemel/hall/state", b"", at(2.0))
    rooms.take("livemel/hall/status", b"", at(2.0))

    assert rows(rooms, 2.0) == {}
    assert rooms.refused == 0


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        ("livemel/hall/level", b"not json"),
        ("livemel/hall/level", b"[1]"),
        ("livemel/hall/level", b"[" * 100_000),
        ("livemel/hall/level", b" " * 100_000),
        ("livemel/hall/level", b'{"v": 2, "state": "ok", "detail": ""}'),
        ("livemel/hall/level", b'{"v": 1}'),
        ("livemel/hall/mel", b'{"v": 1, "utc": "2026-01-01T00:00:00Z", "bands_db": "loud"}'),
        ("livemel/hall/mel", b'{"v": 1, "utc": "2026-01-01T00:00:00Z", "bands_db": [NaN]}'),
        ("livemel/hall/mel", b'{"v": 1, "utc": "2026-01-01T00:00:00Z", "bands_db": [1e999]}'),
        ("livemel/hall/mel", b'{"v": 1, "utc": "2026-01-01T00:00:00", "bands_db": [1]}'),
        ("livemel/hall/mel", json.dumps({"v": 1, "utc": "2026-01-01T00:00:00Z", "bands_db": [1] * 41}).encode()),
        ("livemel/hall/status", b"\xff\xff"),
        ("livemel/hall/status", b"on fire"),
        ("livemel/hall/other", b'{"v": 1}'),
        ("livemel/hall/a/b", b"{}"),
        ("livemel/ha\x1bll/status", b"online"),
        ("livemel/ha\u202ell/status", b"online"),
        ("livemel/" + 65 * "x" + "/status", b"online"),
        ("livemel//status", b"online"),
        ("livemel", b"{}"),
        ("other/hall/level", b"{}"),
    ],
)
def test_what_is_none_of_ours_is_counted_and_makes_no_room(rooms, topic, payload):
    rooms.take(topic, payload, at(1.0))

    assert (rooms.refused, rooms.taken) == (1, 0)
    assert rows(rooms, 1.0) == {}


@given(kind=KINDS, told=st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, ANY_JSON)))
def test_whatever_a_stranger_sends_is_taken_or_refused_and_can_be_shown(kind, told):
    rooms = Rooms("livemel", 0.0)
    rooms.take(f"livemel/hall/{kind}", json.dumps({"v": 1, **told}).encode(), at(100.0))
    shown = rooms.shown(at(100.5))

    assert rooms.taken + rooms.refused == 1
    assert all(each.isprintable() for room in shown.rooms for each in (room.level_text, room.condition, *room.remarks))
    json.dumps(rooms.as_dicts(100.5), allow_nan=False)


def test_levels_that_are_no_numbers_were_not_heard_and_words_move_no_cursor(rooms):
    payload = json.dumps({"v": 1, **_second(), "samples_lost": 0, "gaps": 0, "laeq_dbfs": float("nan")})
    rooms.take("livemel/hall/level", payload.encode(), at(100.0))
    send(rooms, "hall", "state", 100.0, state="\x1b[2Jok", detail="a\nb" * 1000)
    hall = rows(rooms, 100.0)["hall"]

    assert (hall.level_text, hall.condition) == ("-", "\ufffd[2Jok")
    assert len(hall.detail) == 200


def test_more_rooms_than_there_is_room_for_are_left_out_and_that_is_told(rooms):
    for number in range(MOST_ROOMS):
        rooms.take(f"livemel/{number}/status", b"online", at(1.0))
    before = rooms.shown(at(1.0))
    rooms.take("livemel/one-more/status", b"online", at(1.0))
    shown = rooms.shown(at(1.0))

    assert "left out" not in before.summary
    assert len(shown.rooms) == MOST_ROOMS
    assert shown.summary.startswith(f"{MOST_ROOMS} rooms and more, which are left out")
