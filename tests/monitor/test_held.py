"""What is said while a picture has the terminal is in the picture for a while, and comes whole after it."""

from __future__ import annotations

import io

from livemel.monitor.held import MOST_LINES, SHOWN_SECONDS, Held


def test_the_newest_line_is_shown_for_a_while_and_all_come_afterwards():
    now, out = [0.0], io.StringIO()
    held = Held(lambda: now[0])
    print("one", file=held)
    print("two", file=held)
    assert held.newest == "two"
    now[0] += SHOWN_SECONDS
    assert held.newest == ""
    held.pour(out)

    assert out.getvalue() == "one\ntwo\n"


def test_days_of_lines_do_not_fill_the_memory_and_what_was_dropped_is_counted():
    held, out = Held(), io.StringIO()
    for number in range(MOST_LINES + 7):
        print(number, file=held)
    held.pour(out)
    first, *rest = out.getvalue().splitlines()

    assert first.startswith("(7 lines")
    assert rest == [str(number) for number in range(7, MOST_LINES + 7)]
