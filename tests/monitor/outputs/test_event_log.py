"""An event that was told is on the disk, and one that could not be written is written later."""

from __future__ import annotations

import errno
import json
import os
import stat
from types import SimpleNamespace

import pytest
from reports import report

from livemel.errors import LivemelError
from livemel.monitor.outputs.event_log import EventLog
from livemel.monitor.rules.rule import Event


def event(number):
    return Event(id=str(number), rule="loud", phase="begin", source="mic", utc=1e9, sample=48000, value=-20.126)


def test_events_are_lines_of_json_that_only_their_owner_reads(tmp_path):
    path = tmp_path / "events.jsonl"
    for number in range(2):
        log = EventLog(path)
        log.tell(event(number))
        log.close()
    lines = [json.loads(line) for line in path.read_text().splitlines()]

    assert [line["id"] for line in lines] == ["0", "1"]
    assert (lines[0]["utc"], lines[0]["value"]) == ("2001-09-09T01:46:40.000Z", -20.13)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_others_could_read_is_its_owners_alone_from_then_on(tmp_path):
    path = tmp_path / "events.jsonl"
    path.touch()
    path.chmod(0o644)
    EventLog(path).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_no_file_or_somebody_elses_keeps_its_rights(tmp_path, monkeypatch):
    before = os.stat("/dev/null").st_mode
    EventLog("/dev/null").close()
    path = tmp_path / "events.jsonl"
    path.touch()
    path.chmod(0o644)
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    EventLog(path).close()

    assert os.stat("/dev/null").st_mode == before
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_on_a_full_disk_events_are_owed_and_told():
    log = EventLog("/dev/full")
    log.tell(event(1))
    log.tell(event(2))

    assert log.failed == 2
    assert "No space left" in log.trouble
    log.close()


def test_what_was_owed_is_written_as_soon_as_there_is_room_though_nothing_more_happens(tmp_path, monkeypatch):
    log = EventLog(tmp_path / "events.jsonl")
    full = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as disk:
        disk.setattr(log, "_file", SimpleNamespace(write=lambda data: (_ for _ in ()).throw(full)))
        for number in range(3):
            log.tell(event(number))
    log.take(report(1))
    log.close()

    assert [json.loads(line)["id"] for line in (tmp_path / "events.jsonl").read_text().splitlines()] == ["0", "1", "2"]
    assert (log.failed, log.trouble) == (0, "")


def test_a_disk_that_stays_full_does_not_fill_the_memory_and_what_that_costs_is_told(monkeypatch):
    monkeypatch.setattr("livemel.monitor.outputs.event_log.MOST_OWED", 5)
    log = EventLog("/dev/full")
    for number in range(8):
        log.tell(event(number))

    assert (log.failed, log.lost) == (5, 3)
    assert "3 events are lost" in log.trouble
    log.close()


def test_a_line_that_a_crash_has_cut_off_does_not_spoil_the_next(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text('{"id": "0"}\n{"id": "1", "ru')
    log = EventLog(path)
    log.tell(event(2))
    log.close()
    first, cut, last = path.read_text().splitlines()

    assert (json.loads(first)["id"], cut, json.loads(last)["id"]) == ("0", '{"id": "1", "ru', "2")


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LivemelError, match=r"cannot keep events in .*: No such file"):
        EventLog(tmp_path / "none" / "events.jsonl")
