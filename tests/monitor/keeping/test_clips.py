"""A clip has what went before its event, bit for bit, with picture and numbers; a disk that refuses is told."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image
from reports import RATE, report

from livemel.config import load_config
from livemel.monitor.keeping import clip_writer
from livemel.monitor.keeping.clips import Clips
from livemel.monitor.keeping.retention import Limits, Retention
from livemel.monitor.rules.rule import Event
from livemel.runtime.feed import Sound
from livemel.runtime.past.sound_store import SoundStore

DEADLINE_SECONDS = 20.0
COUNTED = np.arange(20 * RATE, dtype=np.float32) * 2.0**-23


@pytest.fixture
def heard():
    store = SoundStore(30.0, RATE)
    store.consume(Sound(0, COUNTED, True))
    return store


@pytest.fixture
def clips(tmp_path, heard):
    config = load_config(overrides=["monitor.pre_roll_seconds=2", "monitor.clip_seconds=5"])
    made = Clips(tmp_path, heard, config, RATE)
    yield made
    made.close()


def event(phase, second=10, seconds=0.0):
    return Event(
        id="abcdef0123",
        rule="loud",
        phase=phase,
        source="mic",
        utc=1000.0 + second,
        sample=second * RATE,
        value=-20.0,
        seconds=seconds,
    )


def counted(path):
    return soundfile.read(path, dtype="int32")[0] >> 8


def test_what_a_rule_protects_outlives_every_limit(heard, tmp_path):
    (tmp_path / "clips").mkdir()
    clips = Clips(tmp_path / "clips", heard, load_config(), RATE)
    for name, is_protected in (("kept", True), ("gone", False)):
        begun = replace(event("begin"), id=name, protected=is_protected)
        clips.tell(begun)
        clips.tell(replace(begun, phase="end", seconds=1.0))
    clips.close()
    assert len(list((tmp_path / "clips").glob("*.flac"))) == 2
    Retention(tmp_path, Limits(days=1, gb=1e-9)).clean(time.time() + 1e6)
    left = [path.name.rpartition("_")[2] for path in (tmp_path / "clips").iterdir()]

    assert sorted(left) == ["kept.flac", "kept.keep", "kept.npz", "kept.png"]


def test_an_event_is_cut_with_what_went_before(clips, tmp_path):
    clips.tell(event("begin"))
    clips.tell(event("end", seconds=3.0))
    clips.close()
    (flac,) = tmp_path.glob("*.flac")

    assert np.array_equal(counted(flac), np.arange(8 * RATE, 13 * RATE))
    assert flac.name == "loud_19700101T001648000000Z_abcdef01.flac"
    with np.load(flac.with_suffix(".npz"), allow_pickle=False) as found:
        assert found["features"].shape[1] == load_config().mel.n_mels
        assert float(found["utc"]) == 1008.0
    with Image.open(flac.with_suffix(".png")) as picture:
        assert picture.size == (1280, 640)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_one_that_lasts_is_cut_at_its_longest_and_only_once(clips, tmp_path):
    clips.tell(event("begin"))
    for second in range(10, 20):
        clips.take(report(second))
    clips.tell(event("end", seconds=10.0))
    clips.close()
    (flac,) = tmp_path.glob("*.flac")

    assert np.array_equal(counted(flac), np.arange(8 * RATE, 15 * RATE))


def test_what_is_no_longer_in_memory_is_left_out(clips, heard, tmp_path):
    heard.consume(Sound(20 * RATE, np.zeros(21 * RATE, np.float32)))
    clips.tell(event("begin"))
    clips.tell(event("end", seconds=5.0))
    clips.close()
    (flac,) = tmp_path.glob("*.flac")

    assert 3 * RATE < len(counted(flac)) < 6 * RATE


def test_an_event_without_sound_has_no_clip(clips, tmp_path):
    clips.tell(replace(event("begin"), sample=None))
    clips.tell(replace(event("end", seconds=3.0), sample=None))
    clips.close()

    assert list(tmp_path.iterdir()) == []


def until(condition):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def many(clips, count):
    for number in range(count):
        for phase in ("begin", "end"):
            clips.tell(replace(event(phase, seconds=1.0), id=f"{number:08}"))


@pytest.fixture
def retrying_soon(monkeypatch):
    monkeypatch.setattr(clip_writer, "RETRY_SECONDS", 0.05)


def test_a_clip_that_the_disk_refuses_waits_until_there_is_room(tmp_path, heard, retrying_soon):
    folder = tmp_path / "clips"
    made = Clips(folder, heard, load_config(), RATE)
    many(made, 2)
    until(lambda: made.trouble)
    told = made.trouble
    folder.mkdir()
    until(lambda: not made.trouble)
    made.close()

    assert "a clip could not be kept yet" in told
    assert made.lost == 0
    assert sorted(path.suffix for path in folder.iterdir()) == [".flac"] * 2 + [".npz"] * 2 + [".png"] * 2


def test_of_more_clips_than_may_wait_the_oldest_are_given_up_and_counted(tmp_path, heard, retrying_soon):
    folder = tmp_path / "clips"
    made = Clips(folder, heard, load_config(), RATE)
    many(made, clip_writer.MOST_WAITING + 3)
    told = made.trouble
    folder.mkdir()
    made.close()

    assert "3 clips were lost" in told
    assert made.lost == 3
    assert len(list(folder.glob("*.flac"))) == clip_writer.MOST_WAITING


def test_a_clip_is_its_owners_alone_from_its_first_byte(tmp_path, heard, monkeypatch):
    opened = []
    real = os.open

    def noting(path, flags, mode=0o777, **more):
        if flags & os.O_CREAT:
            opened.append((Path(path).suffixes[-2:], mode))
        return real(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", noting)
    made = Clips(tmp_path, heard, load_config(), RATE)
    many(made, 1)
    made.close()

    assert opened == [([ending, ".part"], 0o600) for ending in (".flac", ".npz", ".png")]


def test_a_sound_that_a_crash_left_without_picture_and_numbers_gets_them_at_the_next_start(tmp_path, heard):
    made = Clips(tmp_path, heard, load_config(), RATE)
    many(made, 1)
    made.close()
    (flac,) = tmp_path.glob("*.flac")
    wanted = [flac.with_suffix(ending).read_bytes() for ending in (".png", ".npz")]
    for ending in (".png", ".npz"):
        flac.with_suffix(ending).unlink()
    made = Clips(tmp_path, heard, load_config(), RATE)
    until(flac.with_suffix(".png").exists)
    made.close()

    assert flac.with_suffix(".png").read_bytes() == wanted[0]
    with np.load(flac.with_suffix(".npz")) as found:
        assert (str(found["rule"]), float(found["utc"])) == ("loud", 1005.0)
    assert made.trouble == ""


def test_sounds_of_others_are_left_alone(tmp_path, heard):
    soundfile.write(tmp_path / "holiday.flac", np.zeros(RATE), RATE)
    (tmp_path / "broken.flac").write_text("no sound")
    made = Clips(tmp_path, heard, load_config(), RATE)
    until(lambda: made.trouble)
    made.close()

    assert "broken.flac has no picture yet" in made.trouble
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.flac", "holiday.flac"]
