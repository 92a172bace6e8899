"""Files follow each other without a sample lost or twice, and what a crash left is finished."""

from __future__ import annotations

import time
from collections import namedtuple

import numpy as np
import pytest
import soundfile
from reports import RATE, report

from livemel.monitor.keeping import room
from livemel.monitor.keeping.rotation import RETRY_SECONDS, Rotation
from livemel.recording.open_file import OpenFile
from livemel.runtime.feed import Sound

DEADLINE_SECONDS = 20.0
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def rotation(tmp_path):
    made = Rotation(tmp_path, 1.0, RATE, "hall", clock=lambda: 1000.0)
    yield made
    made.close()


def sounds(folder):
    return [soundfile.read(path, dtype="int32")[0] >> 8 for path in sorted(folder.glob("*.flac"))]


def until(condition):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_file_a_minute_and_all_of_them_together_are_the_sound(rotation, tmp_path):
    counted = np.arange(130 * RATE // 10, dtype=np.float32) * 2.0**-23
    blocks = np.split(counted, 130)
    rotation.take(report(0))
    for second, block in enumerate(blocks):  # a tenth of the samples: the clock is that of the reports
        rotation.recorder.consume(Sound(second * len(block), block, second == 0))
        rotation.take(report(second))
    rotation.close()
    parts = sounds(tmp_path)

    assert len(parts) == 3
    assert np.array_equal(np.concatenate(parts), np.arange(len(counted)))
    assert sorted(path.name for path in tmp_path.iterdir())[0].startswith("hall_19700101T001640Z")


def test_all_sound_is_recorded_from_the_first_sample_on_before_any_report(rotation, tmp_path):
    counted = np.arange(RATE, dtype=np.float32) * 2.0**-23
    rotation.recorder.consume(Sound(0, counted, True))
    rotation.close()

    assert np.array_equal(np.concatenate(sounds(tmp_path)), np.arange(RATE))


def test_what_a_crash_left_open_is_finished_at_the_start(tmp_path):
    left = OpenFile.create(tmp_path / "hall_20260101T000000Z.open.w64", RATE)
    left.append(np.zeros(RATE, np.int32).tobytes()[: 3 * RATE])
    left.publish()
    left.close()
    rotation = Rotation(tmp_path, 60.0, RATE, "hall", clock=lambda: 1000.0)
    until(lambda: list(tmp_path.glob("*.flac")))
    rotation.close()

    assert [path.name for path in tmp_path.iterdir()] == ["hall_20260101T000000Z.flac"]


def test_a_file_whose_writer_was_killed_before_the_first_sample_goes_at_the_next_start(tmp_path):
    OpenFile.create(tmp_path / "hall_20260101T000000Z.open.w64", RATE).close()
    (tmp_path / "hall_20260101T000100Z.open.w64").touch()
    Rotation(tmp_path, 60.0, RATE, "hall", clock=lambda: 1000.0).close()

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_refuses_is_told_and_tried_again(tmp_path):
    now = [0.0]
    (tmp_path / "audio").write_text("no folder")
    rotation = Rotation(tmp_path / "audio", 60.0, RATE, "hall", lambda: now[0], lambda: 1000.0)
    rotation.take(report(0))
    until(lambda: rotation.recorder.failure)
    rotation.take(report(1))
    assert "File exists" in rotation.trouble
    (tmp_path / "audio").unlink()
    now[0] = RETRY_SECONDS
    rotation.take(report(2))
    rotation.recorder.consume(Sound(0, np.zeros(RATE, np.float32), True))
    until(lambda: rotation.recorder.seconds > 0)
    rotation.take(report(21))
    rotation.close()

    assert rotation.trouble == ""
    assert len(sounds(tmp_path / "audio")) == 1


def test_a_disk_without_room_for_some_seconds_is_not_filled_with_tiny_files(tmp_path, monkeypatch):
    now, free = [0.0], [0]
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: Usage(0, 0, free[0]))
    (tmp_path / "audio").write_text("no folder")
    rotation = Rotation(tmp_path / "audio", 60.0, RATE, "hall", lambda: now[0], lambda: 1000.0)
    rotation.take(report(0))
    until(lambda: rotation.recorder.failure)
    (tmp_path / "audio").unlink()
    for second in range(1, 60):
        now[0] = float(second)
        rotation.take(report(second))
    assert not (tmp_path / "audio").exists()
    free[0] = 1 << 30
    now[0] = 70.0
    rotation.take(report(70))
    until(lambda: list(tmp_path.glob("audio/*.w64")))
    rotation.close()


def test_what_could_not_be_finished_is_told_and_finished_when_there_is_room_while_the_next_is_recorded(
    tmp_path, monkeypatch
):
    now, free = [0.0], [0]
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: Usage(0, 0, free[0]))
    left = OpenFile.create(tmp_path / "hall_20260101T000000Z.open.w64", RATE)
    left.append(np.zeros(RATE, np.int32).tobytes()[: 3 * RATE])
    left.publish()
    left.close()
    rotation = Rotation(tmp_path, 60.0, RATE, "hall", lambda: now[0], lambda: 1000.0)

    def until_told(claim):
        def told():
            now[0] += 1.0
            rotation.take(report(0))
            return claim(rotation.trouble)

        until(told)

    until_told(lambda trouble: "there is no room to finish it" in trouble)
    free[0] = 1 << 30
    until_told(lambda trouble: trouble == "")
    finished = [path.name for path in tmp_path.glob("*.flac")]
    rotation.close()

    assert finished == ["hall_20260101T000000Z.flac"]
