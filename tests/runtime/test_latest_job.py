"""LatestJob: the newest wish is fulfilled, old ones are not, errors are told, and the thread ends."""

from __future__ import annotations

import queue
import threading

import pytest

from livemel.runtime.latest_job import LatestJob

SECONDS = 10.0


class Desk:
    """A job that waits for leave before each piece of work."""

    def __init__(self, work=lambda asked: asked):
        self.begun, self.made, self.errors = queue.Queue(), queue.Queue(), queue.Queue()
        self.leave = threading.Semaphore(0)
        self.job = LatestJob(lambda asked: self._work(work, asked), self.made.put, self.errors.put, "desk")

    def _work(self, work, asked):
        self.begun.put(asked)
        assert self.leave.acquire(timeout=SECONDS)
        return work(asked)


@pytest.fixture
def make_desk():
    desks = []

    def make(*args):
        desks.append(Desk(*args))
        return desks[-1]

    yield make
    for desk in desks:
        desk.leave.release(10)
        desk.job.close()


def test_what_is_asked_for_is_made(make_desk):
    desk = make_desk(lambda asked: asked * 2)
    desk.job.want(21)
    desk.leave.release()

    assert desk.made.get(timeout=SECONDS) == 42


def test_only_the_last_of_what_was_asked_meanwhile_is_made(make_desk):
    desk = make_desk()
    desk.job.want(1)
    desk.begun.get(timeout=SECONDS)
    for asked in (2, 3, 4):
        desk.job.want(asked)
    desk.leave.release(2)

    assert [desk.made.get(timeout=SECONDS) for _ in range(2)] == [1, 4]
    assert desk.begun.get(timeout=SECONDS) == 4
    assert desk.begun.empty()


def test_an_error_is_told_and_work_goes_on(make_desk):
    desk = make_desk(lambda asked: 1 / asked)
    desk.leave.release(2)
    desk.job.want(0)

    assert isinstance(desk.errors.get(timeout=SECONDS), ZeroDivisionError)
    desk.job.want(4)
    assert desk.made.get(timeout=SECONDS) == 0.25


def test_closing_ends_the_thread_and_tells_nothing_more(make_desk):
    desk = make_desk()
    desk.job.want(1)
    desk.begun.get(timeout=SECONDS)
    closing = threading.Thread(target=desk.job.close)
    closing.start()
    while not desk.job._is_closed:
        pass
    desk.leave.release()
    closing.join(SECONDS)

    assert not desk.job._thread.is_alive()
    assert desk.made.empty()


def test_a_job_that_was_never_asked_has_no_thread_to_end(make_desk):
    desk = make_desk()
    desk.job.close()

    assert desk.job._thread.ident is None
