"""Every room is what its messages say; one that is late or gone is marked; what is none of ours is counted."""

from __future__ import annotations

import json

import pytest
from reports import report

from livemel.monitor.wall.rooms import GONE_SECONDS, LATE_SECONDS, MEL_SECONDS, Rooms


@pytest.fixture
def rooms():
    return Rooms("livemel")


def level(rooms, node, now=100.0, **told):
    rooms.take(f"livemel/{node}/level", json.dumps({"v": 1, "node": node, **report(1, **told).as_dict()}).encode(), now)


def conditions(rooms, now):
    return {room.node: room.condition(now) for room in rooms.all()}


def test_rooms_are_told_by_name_with_their_levels(rooms):
    level(rooms, "kitchen", laeq=-50.0)
    level(rooms, "hall", laeq=-33.0, dominant_hz=440.0)
    hall, kitchen = (room.as_dict(100.5) for room in rooms.all())

    assert (hall["node"], hall["laeq_dbfs"], hall["dominant_hz"], hall["age_s"]) == ("hall", -33.0, 440.0, 0.5)
    assert (kitchen["node"], kitchen["condition"]) == ("kitchen", "ok")


def test_a_room_is_late_then_gone_and_offline_when_the_broker_says_so(rooms):
    level(rooms, "hall")
    rooms.take("livemel/attic/status", b"online", 100.0)

    assert conditions(rooms, 100.0) == {"attic": "waiting", "hall": "ok"}
    assert conditions(rooms, 100.1 + LATE_SECONDS)["hall"] == "late"
    assert conditions(rooms, 100.1 + GONE_SECONDS)["hall"] == "gone"
    rooms.take("livemel/hall/status", b"offline", 101.0)
    assert conditions(rooms, 101.0)["hall"] == "offline"
    level(rooms, "hall", 102.0)
    assert conditions(rooms, 102.0)["hall"] == "ok"


def test_states_events_and_frames_are_kept(rooms):
    level(rooms, "hall")
    rooms.take("livemel/hall/state", b'{"v": 1, "state": "dead", "detail": "exact zeros"}', 100.0)
    for phase in ("begin", "end", "begin"):
        rooms.take("livemel/hall/event", json.dumps({"v": 1, "rule": "loud", "phase": phase}).encode(), 100.0)
    for number in range(MEL_SECONDS + 5):
        rooms.take("livemel/hall/mel", json.dumps({"v": 1, "bands_db": [-number, -60]}).encode(), 100.0)
    (room,) = rooms.all()

    assert (room.condition(100.0), room.detail) == ("dead", "exact zeros")
    assert (room.events, room.last_event) == (2, "loud (begin)")
    assert (len(room.mel), room.mel[-1]) == (MEL_SECONDS, [-124, -60])


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        ("livemel/hall/level", b"not json"),
        ("livemel/hall/level", b"[1]"),
        ("livemel/hall/level", b'{"v": 2, "state": "ok", "detail": ""}'),
        ("livemel/hall/level", b'{"v": 1}'),
        ("livemel/hall/mel", b'{"v": 1, "bands_db": "loud"}'),
        ("livemel/hall/status", b"\xff\xff"),
        ("livemel/hall/other", b'{"v": 1}'),
        ("livemel/hall/a/b", b"{}"),
        ("other/hall/level", b"{}"),
    ],
)
def test_what_is_none_of_ours_is_counted_and_harms_nothing(rooms, topic, payload):
    rooms.take(topic, payload, 1.0)

    assert rooms.refused == 1
    assert all(room.seen is None for room in rooms.all())
