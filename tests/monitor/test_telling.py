"""Every output gets every report, whatever happens to the others."""

from __future__ import annotations

import pytest
from reports import report

from livemel.errors import LivemelError
from livemel.monitor.telling import SAID_EVERY_SECONDS, Telling


class Output:
    def __init__(self, raises=None):
        self.trouble = ""
        self.taken, self.order = [], []
        self.raises = raises

    def take(self, report):
        self.taken.append(report)
        if self.raises is not None:
            raise self.raises

    def close(self):
        self.order.append(self)
        if self.raises is not None:
            raise self.raises


@pytest.mark.parametrize("error", [LivemelError("start me again"), BrokenPipeError()])
def test_one_that_wants_an_end_gets_it_when_the_others_have_got_theirs_and_is_asked_no_more(error):
    first, wanting, last = Output(), Output(error), Output()
    telling = Telling([first, wanting, last], lambda text: None)
    with pytest.raises(type(error)):
        telling.tell(report(0))
    telling.tell(report(1))

    assert [len(each.taken) for each in (first, wanting, last)] == [2, 1, 2]


def test_one_that_fails_as_nobody_foresaw_is_in_trouble_and_asked_again():
    failing, last, said = Output(ZeroDivisionError("oh")), Output(), []
    telling = Telling([failing, last], said.append)
    for second in range(3):
        telling.tell(report(second))
        telling.say_troubles(second)
    assert telling.troubles == ("Output has failed: ZeroDivisionError('oh')",)
    failing.raises = None
    telling.tell(report(3))
    telling.say_troubles(3)

    assert (len(failing.taken), len(last.taken), telling.troubles) == (4, 4, ())
    assert said == ["Output has failed: ZeroDivisionError('oh')", "all outputs work again"]


def test_all_are_closed_the_last_first_though_one_cannot_be():
    order, said = [], []
    outputs = [Output(), Output(OSError("full")), Output()]
    for each in outputs:
        each.order = order
    Telling(outputs, said.append).close()

    assert order == outputs[::-1]
    assert said == ["Output could not end well: OSError('full')"]


def test_a_trouble_that_counts_is_said_again_only_now_and_then_and_one_of_two_outputs_once():
    one, other, said = Output(), Output(), []
    telling = Telling([one, other], said.append)
    for second in range(round(SAID_EVERY_SECONDS) + 1):
        one.trouble = other.trouble = f"{second} lost"
        telling.say_troubles(float(second))

    assert said == ["0 lost", f"{SAID_EVERY_SECONDS:.0f} lost"]
