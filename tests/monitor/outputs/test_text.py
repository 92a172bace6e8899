"""Reports as lines: a full disk costs lines and is told; the monitor goes on."""

from __future__ import annotations

import errno
import io
import json

import pytest
from reports import report

from livemel.monitor.outputs.text import Lines, json_line, line_of


class Disk(io.StringIO):
    """One that may be full."""

    is_full = False

    def write(self, text):
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(text)


@pytest.mark.parametrize("line", [json_line, line_of])
def test_a_full_disk_is_told_and_what_it_cost_and_the_lines_go_on_when_there_is_room(line):
    disk = Disk()
    lines = Lines(disk, line)
    for second in range(6):
        disk.is_full = 2 <= second < 5
        lines.take(report(second))
        told = f"cannot write to standard output: No space left on device; {second - 1} lines are lost"
        assert lines.trouble == (told if disk.is_full else "")

    assert len(disk.getvalue().splitlines()) == 3
    assert lines.lost == 3


def test_a_reader_that_has_gone_ends_it():
    class Pipe(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        Lines(Pipe(), json_line).take(report(0))


def test_an_object_holds_what_is_known_and_null_for_what_is_not():
    out = io.StringIO()
    Lines(out, json_line).take(report(3, heard=False, state="lost", detail="gone"))
    told = json.loads(out.getvalue())

    assert (told["state"], told["detail"], told["sample"], told["laeq_dbfs"]) == ("lost", "gone", None, None)
