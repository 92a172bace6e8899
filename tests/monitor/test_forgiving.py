"""A log that cannot be written ends nothing; what it costs is told elsewhere."""

from __future__ import annotations

import io

from livemel.monitor.forgiving import Forgiving


class Log(io.StringIO):
    is_full = False

    def write(self, text):
        if self.is_full:
            raise OSError(28, "No space left on device")
        return super().write(text)


def test_lines_come_through_and_those_that_cannot_are_counted_and_told():
    log = Log()
    forgiving = Forgiving(log, "standard error")
    for number in range(5):
        log.is_full = 1 <= number < 4
        print("line", number, file=forgiving)
        if log.is_full:
            assert (
                forgiving.trouble == f"cannot write to standard error: No space left on device; {number} lines are lost"
            )

    assert log.getvalue().splitlines() == ["line 0", "line 4"]
    assert (forgiving.lost, forgiving.trouble) == (3, "")


def test_one_that_is_closed_is_no_error():
    log = io.StringIO()
    log.close()
    print("line", file=Forgiving(log, "standard error"))


def test_it_goes_on_after_one_monitor_has_closed_it():
    log = io.StringIO()
    forgiving = Forgiving(log, "standard error")
    forgiving.close()
    print("line", file=forgiving, flush=True)

    assert log.getvalue() == "line\n"
