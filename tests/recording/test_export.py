"""An export is all of a selection, or nothing."""

import resource
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile
from telling import RATE, as_int32, numbered

from livemel.errors import LivemelError
from livemel.recording.encoding import WAV_MAX_BYTES, Cancelled, fitting_kind
from livemel.recording.export import export_sound


@pytest.mark.parametrize("kind", ["flac", "wav"])
def test_an_export_is_the_selection_bit_by_bit(tmp_path, kind):
    path, samples, told = tmp_path / f"a.{kind}", numbered(200_000), []
    path.write_bytes(b"what was there before")

    clipped = export_sound(path, samples, RATE, kind, progress=told.append)

    read, rate = soundfile.read(path, dtype="int32")
    np.testing.assert_array_equal(read, as_int32(samples))
    assert (rate, clipped, soundfile.info(path).subtype) == (RATE, 0, "PCM_24")
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 2


def test_lost_sound_is_silence_and_too_loud_sound_is_counted(tmp_path):
    clipped = export_sound(tmp_path / "a.flac", np.array([np.nan, 2.0, 0.5], np.float32), RATE)

    assert clipped == 1
    assert soundfile.read(tmp_path / "a.flac", dtype="int32")[0].tolist() == [0, 2**31 - 256, 2**30]


def test_a_cancelled_export_leaves_what_was_there(tmp_path):
    path = tmp_path / "a.flac"
    path.write_bytes(b"before")

    with pytest.raises(Cancelled):
        export_sound(path, numbered(200_000), RATE, cancelled=lambda: True)

    assert [*tmp_path.iterdir()] == [path]
    assert path.read_bytes() == b"before"


def test_a_place_that_cannot_be_written_to_is_told(tmp_path):
    with pytest.raises(LivemelError, match=r"cannot write .*a\.flac: No such file"):
        export_sound(tmp_path / "nowhere" / "a.flac", numbered(10), RATE)


@pytest.mark.parametrize("kind", ["flac", "wav"])
@pytest.mark.parametrize("lacking_bytes", [1, 100, 5000, 100_000])
def test_a_disk_that_is_full_at_the_very_end_is_told_too_and_leaves_no_file(tmp_path, kind, lacking_bytes):
    path, samples = tmp_path / f"a.{kind}", numbered(100_000)
    export_sound(path, samples, RATE, kind)
    size = path.stat().st_size
    path.unlink()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size - lacking_bytes, limit[1]))
    try:
        with pytest.raises(LivemelError, match=rf"cannot read or write a\.{kind}: (not all was written|System error)"):
            export_sound(path, samples, RATE, kind)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)

    assert [*tmp_path.iterdir()] == []


def test_the_longest_name_that_a_disk_takes_is_taken(tmp_path):
    path = tmp_path / ("ü" * 125 + ".flac")

    export_sound(path, numbered(10), RATE)

    assert [*tmp_path.iterdir()] == [path]


def test_a_full_disk_is_named(tmp_path, monkeypatch):
    def no_room(*_):
        raise RuntimeError("System error.")

    monkeypatch.setattr(soundfile.SoundFile, "write", no_room)
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=0))

    with pytest.raises(LivemelError, match=r"cannot read or write a\.flac: the disk is full"):
        export_sound(tmp_path / "a.flac", numbered(10), RATE)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(("kind", "rate"), [("mp3", 8000), ("w64", 8000), ("flac", 700_000)])
def test_a_kind_that_cannot_hold_it_is_refused(tmp_path, kind, rate):
    with pytest.raises(LivemelError, match="must be flac"):
        export_sound(tmp_path / "a", numbered(10), rate, kind)


@pytest.mark.parametrize(
    ("wanted", "rate", "samples", "fitting"),
    [
        ("flac", 192_000, 1 << 40, "flac"),
        ("flac", 65_537, 100, "wav"),
        ("flac", 655_360, 100, "wav"),
        ("flac", 700_000, 1 << 40, "w64"),
        ("wav", 48_000, WAV_MAX_BYTES // 3, "wav"),
        ("wav", 48_000, WAV_MAX_BYTES // 3 + 1, "w64"),
        ("w64", 48_000, 100, "w64"),
    ],
)
def test_what_cannot_hold_it_gives_way_to_what_can(wanted, rate, samples, fitting):
    assert fitting_kind(wanted, rate, samples) == fitting
