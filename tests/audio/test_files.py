"""A sound file comes whole, and what is wrong with one is told in a sentence."""

from __future__ import annotations

import os
import struct

import numpy as np
import pytest
import soundfile

from livemel.audio import pacing
from livemel.audio.files import FileSource
from livemel.audio.source import SourceState, make_source
from livemel.config import SourceConfig
from livemel.errors import SourceError

RATE = 16000
posix = pytest.mark.skipif(os.name != "posix", reason="names and pipes of POSIX")


def noise(seconds=1.0, channels=2):
    """Multiples of 2^-15, which every 16-bit file holds exactly."""
    samples = np.random.default_rng(1).integers(-20000, 20000, (int(seconds * RATE), channels))
    return (samples / 32768).astype(np.float32)


def write(path, samples, subtype="PCM_16"):
    soundfile.write(path, samples, RATE, subtype=subtype)
    return path


OPENED: list[FileSource] = []


@pytest.fixture(autouse=True)
def close_what_was_opened():
    yield
    while OPENED:
        OPENED.pop().close()


def opened(path, paced=False, block=65536, **settings):
    source = FileSource(SourceConfig(kind="file", path=str(path), **settings), paced, block)
    OPENED.append(source)
    source.open()
    return source


def read_all(source):
    blocks = []
    while source.state is SourceState.LIVE:
        blocks.append(source.read().samples)
    return np.concatenate(blocks)


def refusal(path, **settings):
    with pytest.raises(SourceError) as error:
        opened(path, **settings)
    return str(error.value)


@pytest.mark.parametrize("extension", ["wav", "flac", "aiff", "w64", "rf64"])
def test_every_sample_of_a_lossless_file_comes(tmp_path, extension):
    samples = noise(channels=3)
    source = opened(write(tmp_path / f"a.{extension}", samples))

    assert (source.sample_rate, source.channels, source.length) == (RATE, 3, len(samples))
    assert np.array_equal(read_all(source), samples)
    assert (source.state, source.missing) == (SourceState.ENDED, 0)
    assert source.detail == f"a.{extension} ended"


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
def test_every_kind_of_sample_is_scaled_to_one(tmp_path, subtype):
    samples = noise()
    read = read_all(opened(write(tmp_path / "a.wav", samples, subtype)))

    assert read.dtype == np.float32
    assert np.abs(read - samples).max() <= (1 / 128 if subtype == "PCM_U8" else 0)


def test_ogg_is_read(tmp_path):
    source = opened(write(tmp_path / "a.ogg", noise(channels=1), subtype="VORBIS"))

    assert read_all(source).shape == (RATE, 1)


@pytest.mark.parametrize("block", [1, 7, 4096, 10**6])
def test_blocks_are_as_long_as_asked_and_make_the_same_whole(tmp_path, block):
    samples = noise(0.1)
    source = opened(write(tmp_path / "a.wav", samples), block=block)
    first = source.read().samples

    assert len(first) == min(block, len(samples))
    assert np.array_equal(np.concatenate([first, read_all(source)]) if block < len(samples) else first, samples)


def test_nothing_comes_after_the_end(tmp_path):
    source = opened(write(tmp_path / "a.wav", noise()))
    read_all(source)

    assert source.read().samples.shape == (0, 2)
    assert source.state is SourceState.ENDED


def test_a_paced_file_takes_its_time(tmp_path, monkeypatch):
    now = [50.0]
    monkeypatch.setattr(pacing, "monotonic", lambda: now[0])
    source = make_source(SourceConfig(kind="file", path=str(write(tmp_path / "a.wav", noise()))))
    source.open()
    assert len(source.read().samples) == 0
    now[0] += 0.25
    assert len(source.read().samples) == RATE // 4
    now[0] += 10.0

    assert len(source.read().samples) == RATE - RATE // 4
    assert source.state is SourceState.ENDED
    source.close()


def test_the_name_is_the_files(tmp_path):
    assert opened(write(tmp_path / "voice.wav", noise())).name == "voice.wav"


@posix
def test_a_file_may_have_any_name(tmp_path):
    odd = os.fsdecode(bytes(tmp_path) + b"/\xff mit Umlaut \xc3\xbc.raw")
    write(tmp_path / "a.wav", noise()).rename(odd)

    assert len(read_all(opened(odd))) == RATE


def test_it_may_be_closed_twice_and_before_it_is_open(tmp_path):
    source = FileSource(SourceConfig(path=str(write(tmp_path / "a.wav", noise()))))
    source.close()
    source.open()
    source.close()
    source.close()


def test_a_missing_file_is_told(tmp_path):
    assert "No such file" in refusal(tmp_path / "none.wav")


def test_no_path_is_told():
    assert "source.path must name a sound file" in refusal("")


def test_a_path_that_cannot_be_one_is_told():
    assert "cannot read" in refusal("a\0b.wav")


def test_a_folder_is_told(tmp_path):
    assert "it is a folder" in refusal(tmp_path)


@posix
def test_a_pipe_is_told(tmp_path):
    os.mkfifo(tmp_path / "pipe.wav")

    assert "--source stdin" in refusal(tmp_path / "pipe.wav")


def test_an_empty_file_is_told(tmp_path):
    (tmp_path / "a.wav").touch()

    assert "empty (0 bytes)" in refusal(tmp_path / "a.wav")


def test_a_file_without_samples_is_told(tmp_path):
    assert "a.wav holds no samples;" in refusal(write(tmp_path / "a.wav", noise(0)))


def test_a_file_that_lost_all_its_samples_is_told(tmp_path):
    path = write(tmp_path / "a.wav", noise())
    path.write_bytes(path.read_bytes()[:44])

    assert "holds no samples, though its header promises 16000" in refusal(path)


@pytest.mark.parametrize("name", ["a.wav", "a.raw", "a.txt", "a"])
@pytest.mark.parametrize("content", [b"no sound at all\n" * 100, b"RIFF\0\0", b"\0" * 5000])
def test_a_file_that_is_no_sound_is_told(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    assert "it must be sound that libsndfile reads (WAV, FLAC, OGG" in refusal(tmp_path / name)


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    path = write(tmp_path / "a.wav", noise())

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)

    assert refusal(path) == f"cannot read {path}: Permission denied"


def test_a_file_of_no_channels_is_told(tmp_path):
    path = write(tmp_path / "a.wav", noise())
    header = bytearray(path.read_bytes())
    header[22:24] = b"\0\0"
    path.write_bytes(header)

    assert "Channel count is zero" in refusal(path)


def test_another_rate_than_the_files_is_refused(tmp_path):
    path = write(tmp_path / "a.wav", noise())
    opened(path, sample_rate=RATE)

    assert "must be 0 or 16000 Hz (the rate of a.wav), got 44100" in refusal(path, sample_rate=44100)


def test_a_channel_that_the_file_has_not_is_refused(tmp_path):
    path = write(tmp_path / "a.wav", noise(channels=2))
    opened(path, channel=2)
    opened(path, channel="mix")

    assert 'must be 1..2 or "mix" for a.wav (2 channels), got 3' in refusal(path, channel=3)


@pytest.mark.parametrize(("extension", "kept"), [("wav", 10_001), ("aiff", 20_002)])
def test_a_file_that_was_cut_off_gives_what_is_there_and_says_what_is_missing(tmp_path, extension, kept):
    samples = noise()
    path = write(tmp_path / f"a.{extension}", samples)
    path.write_bytes(path.read_bytes()[:kept])
    source = opened(path)
    read = read_all(source)

    assert np.array_equal(read, samples[: len(read)])
    assert source.missing == len(samples) - len(read) > 0
    assert source.detail == f"a.{extension} ended too early: {source.missing} samples of 16000 missing"


@pytest.mark.parametrize("size", [0xFFFFFFFF, 0x7FFFF000])
def test_a_header_written_into_a_pipe_promises_nothing(tmp_path, size):
    path = write(tmp_path / "a.wav", noise())
    content = bytearray(path.read_bytes())
    content[40:44] = struct.pack("<I", size)
    path.write_bytes(content)
    source = opened(path)

    assert len(read_all(source)) == RATE
    assert source.missing == 0


@pytest.mark.parametrize("damage", ["cut off", "overwritten"])
def test_a_file_that_breaks_half_way_is_told(tmp_path, damage):
    path = write(tmp_path / "a.flac", noise(4.0))
    content = path.read_bytes()
    half = len(content) // 2
    path.write_bytes(content[:half] + (b"" if damage == "cut off" else b"\x55" * 3000 + content[half + 3000 :]))
    source = opened(path, block=1000)

    with pytest.raises(SourceError, match=r"cannot read a\.flac beyond sample [1-9]\d* of 64000: the file is damaged"):
        read_all(source)
