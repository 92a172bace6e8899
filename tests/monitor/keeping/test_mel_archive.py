"""Coarse rows are kept in files by the hour and read back as they were; a crash costs what was not written yet."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from reports import RATE, report

from livemel.config import load_config
from livemel.errors import LivemelError
from livemel.monitor.keeping import mel_file
from livemel.monitor.keeping.mel_archive import MelArchive
from livemel.monitor.keeping.mel_file import OPEN, Head, finish_mel, read_mel
from livemel.monitor.keeping.mel_rows import MISSING, MelRows, joined, levels_of
from livemel.runtime.feed import Columns, Gap

MEL = load_config("default").mel
HOP = RATE / 100
HOUR = 3600
HEAD = Head(
    version=1,
    node="hall",
    source="mic",
    utc=10.0,
    frequencies=(100.0, 200.0),
    n_mels=2,
    scale="htk",
    fmin=0.0,
    fmax=8000.0,
    sample_rate=RATE,
)


@pytest.fixture
def archive(tmp_path):
    rows = MelRows(RATE)
    made = [MelArchive(tmp_path, rows, MEL, RATE, "hall", "mic", count(0, 10).__next__)]

    def second(number, level=-40.0):
        frames = np.full((100, MEL.n_mels), level, np.float32)
        rows.consume(Columns(number * RATE + HOP / 2, HOP, frames))
        rows.consume(Columns((number + 1) * RATE + HOP / 2, HOP, frames[:1]))  # closes the last row
        made[0].take(replace(report(number), utc=1000.0 + number + second.offset))

    second.offset = 0.0  # of a clock that somebody sets
    second.archive, second.rows, second.folder = made[0], rows, tmp_path
    return second


def finished(folder):
    return sorted(path for path in folder.iterdir() if path.suffix == ".npz")


def test_rows_are_kept_with_when_where_and_which_bands(archive):
    for number in range(5):
        archive(number, -40.0 - number)
    archive.archive.close()
    (path,) = finished(archive.folder)
    head, rows = read_mel(path)
    levels = levels_of(rows)

    assert (head.node, head.source, head.n_mels, len(head.frequencies)) == ("hall", "mic", MEL.n_mels, 40)
    assert head.utc == pytest.approx(999.0)
    assert rows.shape[0] in (50, 51)
    assert levels[5] == pytest.approx(-40.0)
    assert levels[45] == pytest.approx(-44.0)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.name == "19700101T001639000000Z.npz"


def test_every_hour_of_utc_has_a_file_of_its_own(archive):
    for number in range(2595, 2605):  # the hour is over at 1000 + 2600 - 1
        archive(number)
    archive.archive.close()

    assert [read_mel(path)[0].utc for path in finished(archive.folder)] == pytest.approx([3594.0, 3600.0])


@pytest.mark.parametrize("step", [-600.0, -1.0, 1.0, 20.0, 600.0])
def test_a_clock_that_is_set_begins_another_file_so_that_every_row_has_the_time_that_it_was(archive, step):
    for number in range(4):
        archive(number)
    archive.offset = step
    for number in range(4, 8):
        archive(number)
    archive.archive.close()
    kept = [read_mel(path) for path in finished(archive.folder)]

    assert sorted((round(head.utc, 3), len(rows)) for head, rows in kept) == sorted([(999.0, 40), (1003.0 + step, 40)])


def test_a_sound_card_that_runs_a_little_fast_keeps_its_hour_in_one_file(archive):
    for number in range(1000):
        archive.offset = number * 100e-6
        archive(number)
    archive.archive.close()

    assert len(finished(archive.folder)) == 1


def test_what_begins_at_a_microsecond_that_was_there_before_overwrites_nothing(tmp_path):
    for level in (1, 2):
        file = mel_file.MelFile(tmp_path, HEAD)
        file.add(np.full((1, 2), level, np.uint8))
        file.close()
        finish_mel(file.path)

    assert [read_mel(path)[1][0, 0] for path in finished(tmp_path)] == [1, 2]


def test_a_short_gap_is_filled_with_nothing_and_a_long_one_begins_another_file(archive):
    archive(0)
    archive.rows.consume(Gap(RATE, 4 * RATE, "away"))
    archive(5)
    archive(500)
    archive.archive.close()
    first, second = finished(archive.folder)
    rows = read_mel(first)[1]

    assert (rows[15:45] == MISSING).all()
    assert (rows[52:58] != MISSING).all()
    assert read_mel(second)[0].utc == pytest.approx(1499.0)


def test_what_a_crash_left_open_is_finished_at_the_next_start_without_the_torn_row(archive):
    archive(0)
    (path,) = archive.folder.glob(f"*{OPEN}")
    with path.open("ab") as file:
        file.write(b"\x01\x02\x03")
    before = read_mel(path)[1]
    MelArchive(archive.folder, MelRows(RATE), MEL, RATE, "hall", "mic")

    assert not list(archive.folder.glob(f"*{OPEN}"))
    assert np.array_equal(read_mel(finished(archive.folder)[0])[1], before)


def test_a_disk_that_refuses_is_told_and_the_archive_goes_on_later(archive):
    archive(0)
    os.chmod(archive.folder, 0o500)
    archive.archive._folder = archive.folder / "gone"
    archive(100)
    assert "the mel archive in" in archive.archive.trouble
    os.chmod(archive.folder, 0o700)
    archive.archive._folder = archive.folder
    archive(200)

    assert archive.archive.trouble == ""
    archive.archive.close()


@pytest.mark.parametrize("data", [b"{}\n", b"not json\n123", b'{"version": 1}\n'])
def test_a_damaged_file_is_told_and_stays(tmp_path, data):
    path = tmp_path / f"20260101T000000000000Z{OPEN}"
    path.write_bytes(data)
    with pytest.raises(LivemelError, match="no mel archive of livemel's, or is damaged"):
        finish_mel(path)
    assert path.read_bytes() == data


@pytest.mark.parametrize("data", [b"", b'{"version": 1, "no'])
def test_a_file_whose_writer_was_killed_before_the_first_row_goes_at_the_next_start(tmp_path, data):
    (tmp_path / f"20260101T000000000000Z{OPEN}").write_bytes(data)
    archive = MelArchive(tmp_path, MelRows(RATE), MEL, RATE, "hall", "mic")

    assert archive.trouble == ""
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_at_the_head_leaves_no_file_and_no_descriptor(archive, monkeypatch):
    def full(file, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = len(os.listdir("/proc/self/fd"))
    with monkeypatch.context() as patch:
        patch.setattr(mel_file.os, "write", full)
        for number in range(3):
            archive(number)
        told = archive.archive.trouble
    archive(3)

    assert "the disk is full" in told
    assert archive.archive.trouble == ""
    ((head, rows),) = [read_mel(path) for path in archive.folder.iterdir()]
    assert (head.utc, len(rows)) == (pytest.approx(999.0), 40)  # nothing of what waited is missing
    assert len(os.listdir("/proc/self/fd")) == before + 1


def test_an_hour_that_could_not_be_finished_is_when_there_is_room_and_told_until_then(tmp_path, monkeypatch):
    left = mel_file.MelFile(tmp_path, HEAD)
    left.add(np.zeros((7, len(HEAD.frequencies)), np.uint8))
    left.close()
    now = [0.0]
    with monkeypatch.context() as patch:
        patch.setattr(np, "savez_compressed", lambda *_, **__: _raise(OSError(errno.ENOSPC, "full")))
        archive = MelArchive(tmp_path, MelRows(RATE), MEL, RATE, "hall", "mic", lambda: now[0])
        archive.take(report(0))
        told = archive.trouble
    archive.take(report(1))
    still = archive.trouble
    now[0] = 60.0
    archive.take(report(2))

    assert "the disk is full; it stays open until there is room" in told
    assert still == told
    assert archive.trouble == ""
    assert [path.name for path in tmp_path.iterdir()] == ["19700101T000010000000Z.npz"]


def _raise(error):
    raise error


@pytest.mark.parametrize("n_mels", [1, 8, 40, 64, 80, 128, 256])
def test_coarse_bands_join_all_and_are_forty_at_most(n_mels):
    assert joined(n_mels).sum() == n_mels
    assert len(joined(n_mels)) == min(40, n_mels)


def test_a_gap_shorter_than_a_row_splits_neither_the_row_nor_the_file():
    rows, at = MelRows(RATE), 0.0
    for _ in range(20):  # a tenth of a second, in two halves with a hundredth lost between them
        for frames in (4, 5):
            rows.consume(Columns(at + HOP / 2, HOP, np.full((frames, MEL.n_mels), -40.0, np.float32)))
            at += frames * HOP
        rows.consume(Gap(round(at), round(HOP), "device lost"))
        at += HOP
    numbers = [number for number, _ in rows.drain()]

    assert numbers == list(range(len(numbers)))
    assert len(numbers) == 19
