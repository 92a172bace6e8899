"""A clip has what went before its event, bit for bit, with picture and numbers; a disk that refuses is told."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
import soundfile
from PIL import Image
from reports import RATE, report

from livemel.config import load_config
from livemel.monitor.keeping.clips import Clips
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
    made = Clips(tmp_path, lambda: heard, config, RATE)
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


def test_a_folder_that_is_gone_is_told_and_the_next_clip_is_kept(tmp_path, heard):
    folder = tmp_path / "clips"
    made = Clips(folder, lambda: heard, load_config(), RATE)
    for phase in ("begin", "end"):
        made.tell(event(phase, seconds=1.0))
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not made.trouble:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert "a clip could not be kept" in made.trouble
    folder.mkdir()
    for phase in ("begin", "end"):
        made.tell(event(phase, seconds=1.0))
    made.close()

    assert made.trouble == ""
    assert len(list(folder.glob("*.flac"))) == 1
