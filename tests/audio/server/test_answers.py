"""Questions that may never be answered."""

import threading
import time

import pytest

from livemel.audio.server.answers import AT_MOST_OPEN, Answer


@pytest.fixture
def never():
    """A question that stays open until the test is over."""
    over = threading.Event()
    yield lambda: over.wait(30) and "late"
    over.set()


def test_an_answer_comes_as_soon_as_it_is_known():
    assert Answer(lambda: "yes", "no").wait(10) == "yes"


def test_a_question_that_fails_is_answered_with_otherwise():
    answer = Answer(lambda: 1 // 0, 7)

    assert answer.wait(10) == 7
    assert answer.ready


def test_a_question_that_is_never_answered_holds_nobody_up(never):
    answer = Answer(never, "otherwise")
    begun = time.monotonic()

    assert answer.wait(0.05) == "otherwise"
    assert not answer.ready
    assert time.monotonic() - begun < 5


def test_open_questions_do_not_gather_threads(never):
    answers = [Answer(never, "otherwise") for _ in range(AT_MOST_OPEN + 3)]

    assert sum(thread.name == "livemel question" for thread in threading.enumerate()) == AT_MOST_OPEN
    assert [answer.wait(0) for answer in answers] == ["otherwise"] * len(answers)
    assert not any(answer.ready for answer in answers)
