"""Keys move the rows, and never beyond them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.monitor.wall.scrolling import KEYS, pressed, scrolled

MEANINGS = st.sampled_from(sorted({*KEYS.values(), ""}))


class Sent:
    """Keys that send these characters, one at a time, as a terminal's are read."""

    def __init__(self, text):
        self.text = list(text)

    def wait(self, seconds):
        return self.text.pop(0) if self.text else ""


@given(first=st.integers(0, 200), key=MEANINGS, page=st.integers(1, 60), count=st.integers(0, 200))
def test_rows_are_shown_as_long_as_there_are_some(first, key, page, count):
    now = scrolled(first, key, page, count)

    assert 0 <= now <= max(0, count - page)


@pytest.mark.parametrize(
    ("key", "row"), [("up", 19), ("down", 21), ("page up", 10), ("page down", 30), ("home", 0), ("end", 90), ("", 20)]
)
def test_every_key_goes_its_way(key, row):
    assert scrolled(20, key, 10, 100) == row


@pytest.mark.parametrize(("sent", "meaning"), sorted(KEYS.items()))
def test_a_key_is_known_by_what_the_terminal_sends(sent, meaning):
    keys = Sent(sent)

    assert pressed(keys, 1.0) == meaning
    assert keys.text == []


@given(st.text(max_size=6))
def test_no_other_key_does_anything_but_be_read(text):
    keys = Sent(text)

    assert pressed(keys, 1.0) in {*KEYS.values(), ""}
