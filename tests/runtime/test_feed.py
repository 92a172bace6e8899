"""Feed: bounded, and what does not fit is dropped from the picture only, and counted."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from livemel.runtime.feed import Columns, Feed, Gap, Loudness

MOST = 10


def columns(first, count):
    """Numbered: the level of a column is its number."""
    return Columns(first, 1, np.arange(first, first + count, dtype=np.float32)[:, None])


def numbers(events):
    return [int(number) for event in events if isinstance(event, Columns) for number in event.levels[:, 0]]


def gaps(events):
    return [event.at_sample for event in events if isinstance(event, Gap)]


ACTIONS = st.lists(st.integers(1, 4).map(lambda count: ("columns", count))
                   | st.sampled_from([("gap", 1), ("loudness", 1), ("drain", 1)]), max_size=60)  # fmt: skip


def replayed(actions):
    """All that was put in, what each drain gave, and the feed."""
    feed, added, drained, next_number = Feed(MOST), [], [], 0
    for kind, count in actions:
        if kind == "drain":
            drained.append(feed.drain())
            continue
        event = {"columns": columns(next_number, count), "gap": Gap(next_number, 1, ""), "loudness": Loudness(0, 0, 1)}
        next_number += count
        added.append(event[kind])
        feed.consume(event[kind])
    drained.append(feed.drain())
    return added, drained, feed


@given(actions=ACTIONS)
def test_what_is_drained_and_what_is_dropped_is_all_there_was(actions):
    added, drained, feed = replayed(actions)

    assert sum(len(numbers(events)) for events in drained) + feed.columns_dropped == len(numbers(added))


@given(actions=ACTIONS)
def test_there_are_never_more_columns_than_fit(actions):
    _, drained, _ = replayed(actions)

    assert all(len(numbers(events)) <= MOST for events in drained)


@given(actions=ACTIONS)
def test_nothing_is_dropped_while_it_fits(actions):
    added, _, feed = replayed([action for action in actions if action[0] != "drain"][:4])

    assert len(numbers(added)) > MOST or feed.columns_dropped == 0


@given(actions=ACTIONS)
def test_the_oldest_are_dropped_and_the_order_is_kept(actions):
    added, [events], _ = replayed([action for action in actions if action[0] != "drain"])
    shown = numbers(events)

    assert shown == numbers(added)[len(numbers(added)) - len(shown) :]


@given(actions=ACTIONS)
def test_every_gap_is_kept_where_it_was(actions):
    added, drained, _ = replayed(actions)
    places = [event.at_sample for events in drained for event in events if isinstance(event, Gap)]

    assert places == gaps(added)
    for events in drained:
        order = [event.at_sample if isinstance(event, Gap) else event.first_centre
                 for event in events if not isinstance(event, Loudness)]  # fmt: skip
        assert order == sorted(order)


def test_more_than_fits_at_once_is_kept_alone():
    feed = Feed(MOST)
    feed.consume(columns(0, 5))
    feed.consume(columns(5, MOST + 1))

    assert (numbers(feed.drain()), feed.columns_dropped) == (list(range(5, MOST + 6)), 5)


def test_what_was_drained_makes_room():
    feed = Feed(MOST)
    for first in range(0, 100 * MOST, MOST):
        feed.consume(columns(first, MOST))
        feed.drain()

    assert feed.columns_dropped == 0


def test_an_empty_feed_gives_nothing():
    assert Feed(MOST).drain() == []


def test_a_consumer_that_comes_in_the_middle_of_dropping_does_no_harm():
    """The consumer empties the queue just before the producer takes the oldest event."""
    feed = Feed(MOST)
    feed.consume(columns(0, MOST))

    class Emptied:
        """Looks full, and is empty when it is reached into."""

        def __bool__(self):
            return True

        def popleft(self):
            raise IndexError

        def extendleft(self, kept):
            assert list(kept) == []

    events, feed._events = feed._events, Emptied()
    assert feed._drop_oldest() is False
    feed._events = events

    assert numbers(feed.drain()) == list(range(MOST))
