"""An event that was told is on the disk, and one that could not be written is written later."""

from __future__ import annotations

import json
import stat

import pytest

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


def test_on_a_full_disk_events_are_owed_and_told():
    log = EventLog("/dev/full")
    log.tell(event(1))
    log.tell(event(2))

    assert log.failed == 2
    assert "No space left" in log.trouble
    log.close()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LivemelError, match=r"cannot keep events in .*: No such file"):
        EventLog(tmp_path / "none" / "events.jsonl")
