"""A recording whose program is killed, or whose disk is full: what was written is good."""

import subprocess
import sys
from pathlib import Path

import killed_recording
import numpy as np
import pytest
import soundfile
from killed_recording import killed_after
from telling import RATE, as_int32, numbered

from livemel.recording.left_overs import find_left_overs, finish_left_over

HEAD_AND_ODD_BYTES = 100_001


@pytest.mark.parametrize("seconds", [0.6, 1.13])
def test_after_kill_9_the_file_is_read_and_at_most_a_second_is_missing(tmp_path, seconds):
    killed = killed_after(tmp_path, seconds)

    assert killed.read > 0
    assert 0 <= killed.seconds_missing <= 1.0
    assert killed.changed == 0


def test_what_a_killed_program_left_is_found_and_finished(tmp_path):
    killed = killed_after(tmp_path, 0.8)

    (left,) = find_left_overs(tmp_path)
    finished = finish_left_over(left.path)

    assert left.seconds >= killed.read / RATE
    samples, _ = soundfile.read(finished, dtype="int32")
    np.testing.assert_array_equal(samples, as_int32(numbered(len(samples))))
    assert [path.name for path in tmp_path.iterdir()] == [finished.name]


def test_a_recording_that_fills_its_disk_stops_with_a_sentence_and_is_good(tmp_path):
    program = [sys.executable, killed_recording.__file__, tmp_path, str(HEAD_AND_ODD_BYTES)]
    failure, still = subprocess.run(program, capture_output=True, text=True, check=True).stdout.splitlines()

    (path,) = Path(tmp_path).iterdir()
    samples, _ = soundfile.read(path, dtype="int32")
    assert failure == (
        f"the recording has stopped after {len(samples) / RATE:.1f} s: the file may not grow any more; "
        f"what came before is kept as {path}"
    )
    assert still == "False"
    assert len(samples) == (HEAD_AND_ODD_BYTES - 104) // 3
    np.testing.assert_array_equal(samples, as_int32(numbered(len(samples))))
