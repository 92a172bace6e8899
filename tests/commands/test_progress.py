"""Progress: patient, brief, and gone at the end."""

import io

import pytest

from livemel.commands.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


def told(stream, times):
    clock = Clock()
    progress = Progress("drawing", stream, clock)
    for seconds, share in times:
        clock.seconds = 100.0 + seconds
        progress.at(share)
    progress.done()
    return stream.getvalue()


def test_a_short_task_says_nothing():
    assert told(Terminal(), [(0.0, 0.0), (0.9, 0.99)]) == ""


def test_a_long_task_tells_its_share_and_clears_the_line():
    assert told(Terminal(), [(1.1, 0.2), (1.2, 0.25), (1.4, 0.3)]) == "\rdrawing: 20 %\rdrawing: 30 %\r             \r"


@pytest.mark.parametrize("times", [[(5.0, 0.5)]])
def test_a_program_is_told_nothing(times):
    assert told(io.StringIO(), times) == ""
