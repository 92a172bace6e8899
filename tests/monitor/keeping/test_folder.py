"""A folder is one monitor's alone."""

from __future__ import annotations

import errno
import os
import stat

import pytest

from livemel.errors import LivemelError
from livemel.monitor.keeping.folder import HOLDER, Folder


def test_a_second_monitor_is_told_who_holds_it(tmp_path):
    first = Folder(tmp_path / "kept")
    with pytest.raises(LivemelError, match=rf'is held by another monitor \({{"pid": {os.getpid()}, "since": "20'):
        Folder(tmp_path / "kept")
    first.close()
    Folder(tmp_path / "kept").close()


def test_a_folder_that_holds_other_things_is_refused(tmp_path):
    (tmp_path / "holiday.jpg").write_text("mine")
    with pytest.raises(LivemelError, match="holds other things; name an empty or a new folder"):
        Folder(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["holiday.jpg"]


def test_only_its_owner_may_look(tmp_path):
    folder = Folder(tmp_path / "kept")
    room = folder.of("mel")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder.path, room, folder.path / HOLDER)]

    assert modes == [0o700, 0o700, 0o600]
    folder.close()


def test_a_full_disk_keeps_nobody_from_holding_a_folder_that_is_there(tmp_path, monkeypatch):
    Folder(tmp_path / "kept").close()
    monkeypatch.setattr(os, "pwrite", lambda *_: _raise(OSError(errno.ENOSPC, "No space left on device")))
    folder = Folder(tmp_path / "kept")
    with pytest.raises(LivemelError, match="is held by another monitor"):
        Folder(tmp_path / "kept")
    folder.close()


def _raise(error):
    raise error


def test_what_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LivemelError, match="cannot keep anything in"):
        Folder(tmp_path / "file" / "kept")


def test_what_a_killed_write_has_left_goes_at_the_next_start_and_nothing_else_does(tmp_path):
    folder = Folder(tmp_path / "kept")
    left = [".loud_20261129T101500000000Z_abcdef01.flac.part", ".20261129T100000000000Z.npz.part"]
    others = [".notes.part", "loud_20261129T101500000000Z_abcdef01.flac", ".20261129T100000000000Z.npz"]
    for name in [*left, *others]:
        (folder.of("clips") / name).write_text("")
    folder.of("clips")

    assert sorted(path.name for path in (folder.path / "clips").iterdir()) == sorted(others)
    folder.close()
