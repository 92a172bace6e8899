"""Recordings of the window when the worst happens: it is killed, or the disk is full."""

import random
import time

import numpy as np
from numbered import steps_between
from numbered_room import NumberedRoom
from program import Program
from recorded import Recorded
from small_disk import allow_files_of, small_disk
from tap import Heard

AT_MOST_SECONDS = 10.0
MISSING_SECONDS = 1.0
DISK_BYTES = 1 << 18
"""Room for 1.8 s."""


def test_what_was_recorded_until_a_kill_can_be_read_and_the_next_start_finishes_it(virtual_mic, screen, tmp_path):
    with NumberedRoom(virtual_mic):
        with Program(virtual_mic, screen, home=tmp_path) as killed:
            killed.hands.press("r")
            killed.until(lambda look: look["is_recording"], AT_MOST_SECONDS)
            time.sleep(random.uniform(1.0, 2.0))
            killed.kill()
            killed.tap.read()
            (path,) = killed.recordings.iterdir()
            left = Recorded.read(path)
        with Program(virtual_mic, screen, home=tmp_path) as program:
            told = program.until(lambda look: "finished now" in look["notice"], AT_MOST_SECONDS)["notice"]
            (path,) = program.recordings.iterdir()
            finished = Recorded.read(path)

    last_heard = Heard(killed.tap.blocks).numbers[-1]
    assert left.breaks == 0
    assert 0 <= steps_between(left.numbers[-1], last_heard) <= MISSING_SECONDS * virtual_mic.wiring.rate
    assert path.suffix == ".flac"
    assert str(path) in told
    np.testing.assert_array_equal(finished.numbers, left.numbers)


def test_a_disk_that_is_full_is_told_what_was_written_is_good_and_the_view_goes_on(virtual_mic, screen, tmp_path):
    folder = tmp_path / "music_dir" / "livemel"
    with (
        small_disk(folder, DISK_BYTES) as is_mounted,
        NumberedRoom(virtual_mic),
        Program(virtual_mic, screen, home=tmp_path, is_tapped=False) as program,
    ):
        if not is_mounted:
            allow_files_of(program.pid, DISK_BYTES)
        program.hands.press("r")
        told = program.until(lambda look: "has stopped" in look["notice"], AT_MOST_SECONDS)
        recordings = [Recorded.read(path) for path in folder.iterdir()]
        goes_on = program.until(lambda look: look["paints"] > told["paints"] + 30, AT_MOST_SECONDS)
        stats = program.end()

    assert ("the disk is full" if is_mounted else "the file may not grow any more") in told["notice"]
    assert not goes_on["is_recording"]
    assert [recording.breaks for recording in recordings] == [0]
    assert recordings[0].numbers.size > virtual_mic.wiring.rate
    assert stats["samples_lost"] == 0
