"""Left-overs are found when their writer is dead, and nothing is thrown away that could not be read back."""

import os

import numpy as np
import pytest
import soundfile
from telling import RATE, as_int32, eventually, numbered, tell

from livemel.errors import LivemelError
from livemel.recording import lock
from livemel.recording.encoding import Cancelled
from livemel.recording.labels import Label, audacity_labels
from livemel.recording.left_overs import find_left_overs, finish_left_over
from livemel.recording.open_file import OpenFile
from livemel.recording.pcm24 import packed, whole_steps
from livemel.recording.recorder import Recorder


def left_over(folder, samples=1000, name="mic_20261122T215000Z", more=b""):
    path = folder / f"{name}.open.w64"
    file = OpenFile.create(path, RATE)
    file.append(packed(whole_steps(numbered(samples))[0]))
    file.append(more)  # the head was not told
    file.close()
    return path


def read(path):
    return soundfile.read(path, dtype="int32")[0]


@pytest.mark.parametrize("kind", ["flac", "wav", "w64"])
@pytest.mark.parametrize("more", [b"", b"\1", b"\1\2"])
def test_all_whole_samples_of_a_left_over_are_finished(tmp_path, kind, more):
    path = left_over(tmp_path, more=more)

    told = []
    finished = finish_left_over(path, kind, progress=told.append)

    assert finished == tmp_path / f"mic_20261122T215000Z.{kind}"
    np.testing.assert_array_equal(read(finished), as_int32(numbered(1000)))
    assert [*tmp_path.iterdir()] == [finished]
    assert told == sorted(told)
    assert told[-1:] == ([] if kind == "w64" else [1.0])


def test_left_overs_are_told_with_their_length(tmp_path):
    second, first = left_over(tmp_path, 800, "b"), left_over(tmp_path, 1600, "a")

    assert [(left.path, left.seconds) for left in find_left_overs(tmp_path)] == [(first, 0.2), (second, 0.1)]


def test_there_are_none_in_a_folder_that_is_not_there(tmp_path):
    assert find_left_overs(tmp_path / "nowhere") == []


def test_what_somebody_records_is_left_alone(tmp_path):
    recorder = Recorder()
    recorder.start(tmp_path, "mic", RATE)
    tell(recorder, 800)
    assert eventually(lambda: recorder.seconds)

    assert find_left_overs(tmp_path) == []
    with pytest.raises(LivemelError, match="being written by another livemel"):
        finish_left_over(recorder.path)
    recorder.close()
    assert recorder.failure == ""


def test_where_no_lock_is_known_a_file_written_of_late_is_in_use(tmp_path, monkeypatch):
    def no_locks(fd, wait):
        raise OSError("not supported")

    monkeypatch.setattr(lock, "_lock", no_locks)
    path = left_over(tmp_path)
    assert find_left_overs(tmp_path) == []

    os.utime(path, (1e9, 1e9))
    assert [left.path for left in find_left_overs(tmp_path)] == [path]


def test_a_file_that_only_has_the_name_is_left_alone(tmp_path):
    other = tmp_path / "other.open.w64"
    other.write_bytes(b"something else" * 100)

    assert find_left_overs(tmp_path) == []
    with pytest.raises(LivemelError, match="not a recording that livemel left open"):
        finish_left_over(other)
    assert other.exists()


@pytest.mark.parametrize("size", [0, 104])
def test_one_without_a_sample_goes_when_it_has_been_quiet(tmp_path, size):
    path = left_over(tmp_path, 0)
    os.truncate(path, size)
    assert find_left_overs(tmp_path) == []
    os.utime(path, (1e9, 1e9))

    (left,) = find_left_overs(tmp_path)
    assert finish_left_over(left.path) is None
    assert not path.exists()


def test_the_labels_that_were_saved_are_written_for_all_three_programs(tmp_path):
    path = left_over(tmp_path, 8000, "mic")
    (tmp_path / "mic.txt").write_text(audacity_labels([Label(0.25, 0.5, "ring full")]))

    finish_left_over(path)

    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "mic.TextGrid",
        "mic.flac",
        "mic.selections.txt",
        "mic.txt",
    ]
    assert "xmax = 1.000000" in (tmp_path / "mic.TextGrid").read_text()


def test_one_that_is_cancelled_stays_and_nothing_else_does(tmp_path):
    path = left_over(tmp_path)

    with pytest.raises(Cancelled):
        finish_left_over(path, cancelled=lambda: True)

    assert [*tmp_path.iterdir()] == [path]
    assert len(read(path)) == 1000


def test_a_writer_that_died_between_the_last_two_steps_has_finished(tmp_path):
    path = left_over(tmp_path)
    finished = finish_left_over(path)
    left_over(tmp_path)

    assert finish_left_over(path) == finished
    assert [*tmp_path.iterdir()] == [finished]


def test_what_a_killed_finish_left_half_written_goes(tmp_path):
    path = left_over(tmp_path)
    for half in (".mic_20261122T215000Z.flac.part", ".mic_20261122T215000Z.wav.part"):
        (tmp_path / half).write_bytes(b"half" * 10_000)

    finished = finish_left_over(path)

    assert [*tmp_path.iterdir()] == [finished]
    assert len(read(finished)) == 1000


def test_another_sound_of_that_name_is_not_replaced(tmp_path):
    path = left_over(tmp_path, 1000)
    finished = finish_left_over(path)
    left_over(tmp_path, 1001)

    with pytest.raises(LivemelError, match="holds another sound"):
        finish_left_over(path)
    assert len(read(finished)) == 1000
    assert len(read(path)) == 1001


def test_one_that_does_not_read_back_as_it_was_is_kept(tmp_path, monkeypatch):
    path = left_over(tmp_path)
    monkeypatch.setattr("livemel.recording.finishing.is_same_sound", lambda *_: False)

    with pytest.raises(LivemelError, match="does not read as it was recorded"):
        finish_left_over(path)
    assert [*tmp_path.iterdir()] == [path]


def test_a_left_over_at_a_rate_that_flac_cannot_hold_becomes_wav(tmp_path):
    path = tmp_path / "mic.open.w64"
    file = OpenFile.create(path, 768000)
    file.append(packed(whole_steps(numbered(1000))[0]))
    file.close()

    assert finish_left_over(path).name == "mic.wav"
