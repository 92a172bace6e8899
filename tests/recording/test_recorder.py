"""A recorder: what a session tells is in a file, sample by sample, at its own time."""

import stat
import threading
from datetime import UTC, datetime

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripted_source import SMALL, ScriptedSource, mono
from telling import RATE, as_int32, end, eventually, numbered, tell

from livemel.errors import LivemelError
from livemel.recording.labels import Label, read_audacity_labels
from livemel.recording.left_overs import find_left_overs
from livemel.recording.open_file import OpenFile
from livemel.recording.recorder import Recorder
from livemel.runtime.feed import Sound
from livemel.runtime.session import Session

STARTED = datetime(2026, 11, 22, 21, 50, 0, tzinfo=UTC)


@pytest.fixture
def recorder():
    recorder = Recorder(queue_seconds=2.0)
    yield recorder
    recorder.close()


def read(path):
    samples, rate = soundfile.read(path, dtype="int32")
    assert rate == RATE
    return samples


def labels_of(path):
    return read_audacity_labels(path.with_suffix(".txt").read_text("utf-8"))


@pytest.fixture
def gate(monkeypatch):
    """A disk that stands still while the gate is closed."""
    gate, append = threading.Event(), OpenFile.append

    def waiting(file, data):
        gate.wait(10.0)
        append(file, data)

    monkeypatch.setattr(OpenFile, "append", waiting)
    yield gate
    gate.set()


@pytest.mark.parametrize("kind", ["flac", "wav", "w64"])
def test_a_recording_is_what_was_heard_bit_by_bit(recorder, tmp_path, kind):
    recorder.start(tmp_path, "mic", RATE, kind, STARTED)
    heard = tell(recorder, 12345, begin=777)
    end(recorder)

    assert recorder.path == tmp_path / f"mic_20261122T215000Z.{kind}"
    assert soundfile.info(recorder.path).subtype == "PCM_24"
    np.testing.assert_array_equal(read(recorder.path), as_int32(heard))
    assert [path.name for path in tmp_path.iterdir()] == [recorder.path.name]
    assert (recorder.failure, recorder.clipped, recorder.samples_lost) == ("", 0, 0)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.integers(-3000, 3000).filter(bool), min_size=1, max_size=5), begin=st.integers(0, 1 << 40))
def test_a_gap_is_silence_of_its_true_length_and_a_label(tmp_path_factory, parts, begin):
    recorder = Recorder(queue_seconds=10.0)
    recorder.start(tmp_path_factory.mktemp("gaps"), "mic", RATE, "w64")
    tell(recorder, 100, begin=begin)
    heard = np.concatenate([numbered(100, begin), tell(recorder, *parts, begin=begin + 100)])
    end(recorder)

    np.testing.assert_array_equal(read(recorder.path), as_int32(heard))
    gaps = [-part for part in parts if part < 0]
    if gaps:
        labels = labels_of(recorder.path)
        assert [round((label.end_s - label.begin_s) * RATE) for label in labels] == gaps
        assert {label.text for label in labels} == {"device lost"}


def test_gaps_before_the_first_sound_are_not_of_the_recording(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE, "w64")
    heard = tell(recorder, -5000, 1000)
    end(recorder)

    np.testing.assert_array_equal(read(recorder.path), as_int32(heard[5000:]))


def test_samples_that_are_skipped_without_a_word_are_silence_too(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE, "w64")
    first, second = tell(recorder, 800), tell(recorder, 800, begin=2400)
    end(recorder)

    np.testing.assert_array_equal(read(recorder.path), as_int32(np.concatenate([first, np.zeros(1600), second])))
    assert labels_of(recorder.path) == [Label(0.1, 0.3, "lost")]


def test_a_run_that_begins_anew_goes_on_in_the_file(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE, "w64")
    first, second = tell(recorder, 800, begin=5000), tell(recorder, 800)
    end(recorder)

    np.testing.assert_array_equal(read(recorder.path), as_int32(np.concatenate([first, second])))
    assert labels_of(recorder.path) == [Label(0.1, 0.1, "the samples are counted anew")]


def test_an_idle_recorder_takes_nothing_and_writes_nothing(recorder, tmp_path):
    tell(recorder, 1000)

    assert (recorder.is_recording, recorder.path, recorder.seconds, recorder.finishing) == (False, None, 0.0, None)
    assert not recorder.add_label("nobody hears")


def test_the_open_file_is_readable_and_grows_while_it_is_recorded(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE)
    for second in range(2):
        tell(recorder, RATE, begin=second * RATE)
        assert eventually(lambda second=second: recorder.seconds == second + 1)
        assert recorder.is_recording
        assert eventually(lambda second=second: len(read(recorder.path)) == (second + 1) * RATE)
    assert stat.S_IMODE(recorder.path.stat().st_mode) == 0o600


def test_files_are_their_owners_alone(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE)
    tell(recorder, 800, -800, 800)
    end(recorder)

    modes = {path.suffix: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {".flac": 0o600, ".txt": 0o600, ".TextGrid": 0o600}


def test_one_recording_follows_another_without_a_sample_lost(recorder, tmp_path):
    recorder.start(tmp_path, "first", RATE, "w64")
    tell(recorder, 4000)
    first = recorder.path if eventually(lambda: recorder.path) else None
    recorder.start(tmp_path, "second", RATE, "w64")
    tell(recorder, 4000, begin=4000)
    end(recorder)

    ended = recorder.take_ended()
    assert first is not None
    np.testing.assert_array_equal(np.concatenate([read(one.path) for one in ended]), as_int32(numbered(8000)))
    assert recorder.take_ended() == []


@pytest.mark.parametrize("before", [(4000,), (4000, -300)])
def test_what_is_lost_between_one_recording_and_the_next_is_in_one_of_them(recorder, tmp_path, before):
    recorder.start(tmp_path, "first", RATE, "w64")
    whole = tell(recorder, *before)
    assert eventually(lambda: recorder.path)
    recorder.start(tmp_path, "second", RATE, "w64", follows=True)
    whole = np.concatenate([whole, tell(recorder, -500, 4000, begin=len(whole))])
    end(recorder)
    found = np.concatenate([read(one.path) for one in recorder.take_ended()])

    np.testing.assert_array_equal(found, as_int32(whole))


def test_recordings_that_nobody_asks_for_are_forgotten_but_the_newest(recorder, tmp_path, monkeypatch):
    monkeypatch.setattr("livemel.recording.recorder.MAX_UNTOLD", 1)
    for name in ("a", "b", "c"):
        recorder.start(tmp_path, name, RATE, "w64", STARTED)
        tell(recorder, 800)
        end(recorder)

    assert [one.path.name[0] for one in recorder.take_ended()] == ["b", "c"]


def test_two_recordings_of_one_second_have_two_names(recorder, tmp_path):
    for _ in range(2):
        recorder.start(tmp_path, "mic", RATE, "wav", STARTED)
        tell(recorder, 800)
        end(recorder)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "mic_20261122T215000Z.wav",
        "mic_20261122T215000Z_2.wav",
    ]


def test_a_disk_that_stands_still_costs_nothing_while_the_queue_holds_it(recorder, tmp_path, gate):
    recorder.start(tmp_path, "mic", RATE)
    heard = tell(recorder, 2 * RATE)
    gate.set()
    end(recorder)

    np.testing.assert_array_equal(read(recorder.path), as_int32(heard))
    assert recorder.samples_lost == 0


def test_what_a_full_queue_cannot_hold_is_counted_and_silence_of_true_length(recorder, tmp_path, gate):
    recorder.start(tmp_path, "mic", RATE)
    heard = tell(recorder, 5 * RATE)
    assert eventually(lambda: recorder.samples_lost)
    gate.set()
    assert eventually(lambda: recorder.seconds >= 2)
    heard = np.concatenate([heard, tell(recorder, RATE, begin=5 * RATE)])
    end(recorder)

    recorded, lost = read(recorder.path), recorder.samples_lost
    assert 3 * RATE >= lost >= 3 * RATE - 1600  # one block may be with the writer
    assert len(recorded) == 6 * RATE
    assert not recorded[5 * RATE - lost : 5 * RATE].any()
    heard[5 * RATE - lost : 5 * RATE] = 0
    np.testing.assert_array_equal(recorded, as_int32(heard))
    assert labels_of(recorder.path) == [Label((5 * RATE - lost) / RATE, 5.0, "disk too slow")]


def test_what_is_too_loud_is_cut_and_counted(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE)
    recorder.consume(Sound(0, np.array([0.5, 1.5, -1.5, 1.0], np.float32)))
    end(recorder)

    assert recorder.clipped == 3
    assert read(recorder.path).tolist() == [2**30, 2**31 - 256, -(2**31), 2**31 - 256]


def test_labels_of_the_run_lie_at_their_time_in_the_file(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE)
    tell(recorder, RATE, begin=RATE)
    assert recorder.add_label("a call", RATE + 800, RATE + 1600, 100.0, 200.0)
    assert recorder.add_label("now")
    assert recorder.add_label("begun before", RATE - 800, RATE + 80)
    assert not recorder.add_label("before", 0, 80)
    end(recorder)

    assert labels_of(recorder.path) == [
        Label(0.0, 0.01, "begun before"),
        Label(0.1, 0.2, "a call", 100.0, 200.0),
        Label(1.0, 1.0, "now"),
    ]
    assert recorder.path.with_suffix(".TextGrid").exists()
    assert recorder.path.with_suffix(".selections.txt").exists()


def test_labels_are_on_the_disk_while_it_is_recorded(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE)
    tell(recorder, RATE)
    recorder.add_label("now")

    assert eventually(lambda: [*tmp_path.glob("*.txt")])
    (track,) = tmp_path.glob("*.txt")
    assert [label.text for label in read_audacity_labels(track.read_text())] == ["now"]


def test_more_labels_than_a_recording_holds_are_refused(recorder, tmp_path, monkeypatch):
    monkeypatch.setattr("livemel.recording.recording.MAX_LABELS", 2)
    recorder.start(tmp_path, "mic", RATE)
    tell(recorder, RATE)
    recorder.add_label("one")
    recorder.add_label("two")

    with pytest.raises(LivemelError, match="at most 2 labels"):
        recorder.add_label("three")


def test_gaps_beyond_the_most_labels_are_one_that_counts_them(recorder, tmp_path, monkeypatch):
    monkeypatch.setattr("livemel.recording.sidecars.MAX_LABELS", 2)
    recorder.start(tmp_path, "mic", RATE)
    tell(recorder, *[80, -80] * 5, 80)
    end(recorder)

    assert labels_of(recorder.path) == [
        Label(0.01, 0.02, "device lost"),
        Label(0.03, 0.04, "device lost"),
        Label(0.05, 0.1, "3 more"),
    ]


def test_a_recording_without_a_sample_leaves_nothing_and_says_so(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE)
    recorder.close()

    assert "no sound came" in recorder.failure
    assert recorder.path is None
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_cannot_be_is_told_and_the_session_goes_on(recorder, tmp_path):
    (tmp_path / "file").touch()
    recorder.start(tmp_path / "file" / "folder", "mic", RATE)

    assert eventually(lambda: recorder.failure)
    tell(recorder, 10 * RATE)
    assert "nothing was recorded" in recorder.failure
    assert "choose another folder" in recorder.failure
    assert not recorder.is_recording


def test_a_file_that_is_deleted_ends_the_recording(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE)
    tell(recorder, RATE)
    assert eventually(lambda: recorder.seconds == 1.0)
    recorder.path.unlink()

    assert eventually(lambda: recorder.failure)
    assert "stopped after 1.0 s" in recorder.failure
    assert "no longer there" in recorder.failure


def test_a_folder_that_is_moved_ends_the_recording_and_what_was_written_is_good(recorder, tmp_path):
    recorder.start(tmp_path / "here", "mic", RATE)
    heard = tell(recorder, RATE)
    assert eventually(lambda: recorder.seconds == 1.0)
    (tmp_path / "here").rename(tmp_path / "there")

    assert eventually(lambda: recorder.failure)
    (path,) = (tmp_path / "there").iterdir()
    np.testing.assert_array_equal(read(path), as_int32(heard))


def test_how_much_is_finished_is_told_from_the_stop_to_the_end(recorder, tmp_path, gate):
    recorder.start(tmp_path, "mic", RATE)
    tell(recorder, RATE)
    assert recorder.finishing is None
    recorder.stop()

    assert recorder.finishing == 0.0
    gate.set()
    assert eventually(lambda: recorder.finishing is None)
    assert recorder.path.suffix == ".flac"


def test_a_recording_that_cannot_be_finished_is_kept_and_told(recorder, tmp_path):
    (tmp_path / ".mic_20261122T215000Z.flac.part").mkdir()
    recorder.start(tmp_path, "mic", RATE, "flac", STARTED)
    heard = tell(recorder, RATE)
    end(recorder)

    assert recorder.failure == (
        f"the recording is whole and kept as {recorder.path}, but was not finished: Is a directory"
    )
    assert recorder.path == tmp_path / "mic_20261122T215000Z.open.w64"
    np.testing.assert_array_equal(read(recorder.path), as_int32(heard))


def test_an_unknown_kind_is_refused_at_once(recorder, tmp_path):
    with pytest.raises(LivemelError, match="flac, wav, w64"):
        recorder.start(tmp_path, "mic", RATE, "mp3")


def test_a_cancelled_finish_keeps_the_open_file_as_a_left_over(recorder, tmp_path):
    recorder.start(tmp_path, "mic", RATE)
    heard = tell(recorder, 10 * RATE // 8)
    recorder.stop()
    recorder.cancel()
    recorder.close()

    (ended,) = recorder.take_ended()
    assert ended.was_cancelled
    assert recorder.failure == ""
    np.testing.assert_array_equal(read(recorder.path), as_int32(heard))
    assert [left.path for left in find_left_overs(tmp_path)] == [recorder.path]


def test_it_hears_a_session_with_its_gaps(recorder, tmp_path):
    blocks = [mono(numbered(700)), mono(numbered(300, 900), 200, "ring full"), mono([np.nan, 0.5])]
    session = Session(ScriptedSource(blocks, sample_rate=RATE, ends=True), SMALL, [recorder])
    recorder.start(tmp_path, "mic", RATE)
    while not session.finished:
        session.step()
    recorder.close()

    heard = np.concatenate([numbered(700), np.zeros(200), numbered(300, 900), [0.0, 0.5]])
    np.testing.assert_array_equal(read(recorder.path), as_int32(heard))
    assert [label.text for label in labels_of(recorder.path)] == ["ring full", "samples that are not numbers"]
