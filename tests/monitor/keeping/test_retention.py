"""The oldest goes when there is too much; what a monitor did not write, and what lies outside, is never touched."""

from __future__ import annotations

import os
from collections import namedtuple
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import report

from livemel.monitor.keeping import retention
from livemel.monitor.keeping import room as room_module
from livemel.monitor.keeping.retention import Limits, Retention, files_of
from livemel.recording.names import free_name, recording_name

NOW = 1_800_000_000.0
DAY = 86400.0
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def folder(tmp_path):
    for room in ("audio", "mel", "clips"):
        (tmp_path / room).mkdir()

    def put(name, age_days=0.0, size=1000):
        path = tmp_path / name
        path.write_bytes(b"\0" * size)
        os.utime(path, (NOW - age_days * DAY,) * 2)
        return path

    put.path = tmp_path
    return put


def left(folder):
    return sorted(path.name for room in ("audio", "mel", "clips") for path in (folder.path / room).iterdir())


def test_sound_goes_by_the_names_that_recordings_have(folder):
    name = recording_name("hall 1", datetime(2026, 1, 1, tzinfo=UTC))
    folder(f"audio/{name}.flac", 3.0)
    second = free_name(folder.path / "audio", name)
    folder(f"audio/{second}.flac", 3.0)

    assert sorted(each.path.stem for each in files_of(folder.path)) == [name, second]


def test_what_is_older_than_the_days_goes(folder):
    folder("audio/hall_20260101T000000Z.flac", 3.0)
    folder("mel/20260102T000000000000Z.npz", 1.9)
    Retention(folder.path, Limits(days=2)).clean(NOW)

    assert left(folder) == ["20260102T000000000000Z.npz"]


def test_the_oldest_go_until_the_folder_is_small_enough(folder):
    for day in range(5):
        folder(f"audio/hall_2026010{day}T000000Z.flac", 5 - day, 1_000_000)
    cleaner = Retention(folder.path, Limits(gb=0.0025))
    cleaner.clean(NOW)

    assert left(folder) == ["hall_20260103T000000Z.flac", "hall_20260104T000000Z.flac"]
    assert cleaner.deleted == 3


def test_the_oldest_go_until_enough_is_free_and_what_cannot_be_mended_is_told(folder, monkeypatch):
    for day in range(4):
        folder(f"mel/2026010{day}T000000000000Z.npz", 4 - day)
    monkeypatch.setattr(room_module.shutil, "disk_usage", lambda path: Usage(0, 0, (4 - len(left(folder))) * 1e9))
    cleaner = Retention(folder.path, Limits(free_gb=2))
    cleaner.clean(NOW)

    assert left(folder) == ["20260102T000000000000Z.npz", "20260103T000000000000Z.npz"]
    monkeypatch.setattr(room_module.shutil, "disk_usage", lambda path: Usage(0, 0, 0))
    cleaner.clean(NOW)
    assert left(folder) == []
    assert "less than 2 GB are free" in cleaner.low


def test_sound_and_clips_go_before_the_mel_bands_however_old_these_are(folder):
    folder("mel/20250101T000000000000Z.npz", 300, 1_000_000)
    folder("audio/hall_20260101T000000Z.flac", 3, 1_000_000)
    folder("clips/loud_20260102T000000000000Z_ab.flac", 2, 1_000_000)
    for gb, names in ((0.0025, 2), (0.0015, 1), (0.0005, 0)):
        Retention(folder.path, Limits(gb=gb)).clean(NOW)
        assert left(folder) == ["20250101T000000000000Z.npz", "loud_20260102T000000000000Z_ab.flac"][:names]


def test_mel_bands_have_days_of_their_own(folder):
    folder("mel/20260101T000000000000Z.npz", 5)
    folder("mel/20260102T000000000000Z.npz", 3)
    Retention(folder.path, Limits(days=1, mel_days=4)).clean(NOW)

    assert left(folder) == ["20260102T000000000000Z.npz"]


def test_what_is_protected_stays_and_is_told_where_it_is_too_much(folder):
    stem = "clips/loud_20260101T000000000000Z_ab"
    for name in (f"{stem}.flac", f"{stem}.png", f"{stem}.keep", "clips/loud_20260102T000000000000Z_cd.flac"):
        folder(name, 900, 1_000_000)
    cleaner = Retention(folder.path, Limits(days=1, gb=0.001))
    cleaner.clean(NOW)

    assert left(folder) == [f"loud_20260101T000000000000Z_ab.{ending}" for ending in ("flac", "keep", "png")]
    assert cleaner.low == f"what is protected in {folder.path} is more than 0.001 GB"
    (folder.path / f"{stem}.keep").unlink()
    cleaner.clean(NOW)
    assert (left(folder), cleaner.low) == ([], "")


@pytest.mark.parametrize(
    ("kept", "stays"),
    [
        ("hall_20260101T000000Z", ["hall_20260101T000000Z.flac", "hall_20260101T000000Z.selections.txt"]),
        ("hall_20260101T000000Z.flac", ["hall_20260101T000000Z.flac", "hall_20260101T000000Z.selections.txt"]),
        ("hall_20260101T000000Z.selections.txt", ["hall_20260101T000000Z.selections.txt"]),
        ("hall_20260101", []),
    ],
)
def test_a_name_protects_itself_and_what_goes_on_with_a_dot(folder, kept, stays):
    folder("audio/hall_20260101T000000Z.flac", 900)
    folder("audio/hall_20260101T000000Z.selections.txt", 900)
    folder(f"audio/{kept}.keep", 900)
    Retention(folder.path, Limits(days=1)).clean(NOW)

    assert left(folder) == sorted([*stays, f"{kept}.keep"])


def test_a_disk_that_is_nearly_full_is_told_soon_and_so_is_that_it_has_room_again(folder, monkeypatch):
    free = [10.0]
    monkeypatch.setattr(room_module.shutil, "disk_usage", lambda path: Usage(0, 0, free[0] * 1e9))
    folder("audio/hall_20260101T000000Z.flac", 3)
    cleaner = Retention(folder.path, Limits())  # without a limit nothing is deleted, but a full disk is told
    told = []
    for second in range(30):
        free[0] = 0.01 if 7 <= second < 17 else 10.0
        cleaner.take(report(second))
        told.append(bool(cleaner.low))

    assert told.index(True) <= 7 + retention.LOOK_SECONDS
    assert not any(told[17 + round(retention.LOOK_SECONDS) :])
    assert len(left(folder)) == 1


def test_what_is_somebody_elses_or_still_open_or_a_link_stays(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "hall_20200101T000000Z.flac"
    outside.write_bytes(b"mine")
    opened = "audio/hall_20200101T000000Z.open.w64"
    for name in (
        "audio/holiday.flac",
        opened,
        "events_20200101T000000Z.csv",
        "mel/notes.txt",
        "audio/notes_20200101T000000Z.txt",
        "clips/hall_20200101T000000Z.flac",
        "mel/hall_20200101T000000Z.png",
    ):
        folder(name, 1000)
    (folder.path / "audio" / "link_20200101T000000Z.flac").symlink_to(outside)
    (folder.path / "mel" / "sub_20200101T000000Z.npz").mkdir()
    before = sorted(path.name for path in folder.path.rglob("*"))
    Retention(folder.path, Limits(days=1, gb=1e-9)).clean(NOW)

    assert sorted(path.name for path in folder.path.rglob("*")) == before
    assert outside.read_bytes() == b"mine"


def test_the_labels_of_a_recordings_gaps_go_with_it_and_count(folder):
    for day in (1, 2):
        for ending in ("flac", "txt", "TextGrid", "selections.txt"):
            folder(f"audio/hall_2026010{day}T000000Z.{ending}", 3 - day, 1000)
    cleaner = Retention(folder.path, Limits(gb=5e-6))
    cleaner.clean(NOW)

    assert left(folder) == sorted(
        f"hall_20260102T000000Z.{each}" for each in ("flac", "txt", "TextGrid", "selections.txt")
    )
    assert (cleaner.deleted, cleaner.freed) == (4, 4000)


def test_a_room_that_is_a_link_is_not_entered(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "hall_20200101T000000Z.flac").write_bytes(b"mine")
    (folder.path / "clips").rmdir()
    (folder.path / "clips").symlink_to(outside)
    Retention(folder.path, Limits(days=1)).clean(NOW)

    assert (outside / "hall_20200101T000000Z.flac").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 9), st.integers(0, 3000)), max_size=8), st.floats(0.5, 5), st.floats(0.001, 9))
def test_afterwards_every_limit_holds_and_nothing_goes_that_need_not(folder, files, days, kilobytes):
    for each in files_of(folder.path):
        each.path.unlink()
    for number, (age, size) in enumerate(files):
        folder(f"audio/hall_2026010{number}T000000Z.flac", age, size)
    before = files_of(folder.path)
    Retention(folder.path, Limits(days=days, gb=kilobytes * 1e-6)).clean(NOW)
    after = files_of(folder.path)

    assert after == before[len(before) - len(after) :]  # in the order in which they go
    assert all((NOW - each.written) / DAY <= days for each in after)
    assert sum(each.size for each in after) <= kilobytes * 1e3
    if len(after) < len(before):
        last = before[len(before) - len(after) - 1]
        assert (NOW - last.written) / DAY > days or sum(each.size for each in after) + last.size > kilobytes * 1e3


def test_without_limits_nothing_goes(folder):
    folder("audio/hall_20200101T000000Z.flac", 1000)
    Retention(folder.path, Limits()).clean(NOW)

    assert len(left(folder)) == 1
