"""Holding: blocks wait, nothing of them is lost, and a loss stays where it was."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel.audio.holding import Holding

ADDED = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2).map(lambda number: 100 * number)), max_size=12)
"""How many samples, and how many were lost before them."""


def filled(added):
    """Numbered samples; the place of each loss is the number of the sample after it."""
    holding, number = Holding(1), 0
    for count, lost in added:
        samples = np.arange(number, number + count, dtype=np.float32)[:, None]
        holding.add(samples, lost, f"before {number}" if lost else "")
        number += count
    return holding


def taken(holding):
    """Blocks until nothing is held."""
    blocks = []
    while (block := holding.take()) is not holding.nothing:
        blocks.append(block)
    return blocks


def numbers(blocks):
    return [int(number) for block in blocks for number in block.samples[:, 0]]


@settings(deadline=None)
@given(added=ADDED)
def test_every_sample_comes_out_once_and_in_order(added):
    assert numbers(taken(filled(added))) == list(range(sum(count for count, _ in added)))


@settings(deadline=None)
@given(added=ADDED)
def test_every_loss_stays_before_the_sample_that_it_was_before(added):
    expected, number = [], 0
    for count, lost in added:
        if lost:
            expected.append((lost, f"before {number}"))
        number += count
    blocks = taken(filled(added))

    assert [(block.lost, block.cause) for block in blocks if block.lost] == expected
    assert all(not len(block.samples) or block.cause in ("", f"before {numbers([block])[0]}") for block in blocks)


@settings(deadline=None)
@given(added=ADDED)
def test_only_a_loss_parts_one_block_from_the_next(added):
    assert all(block.lost for block in taken(filled(added))[1:])


@settings(deadline=None)
@given(added=ADDED)
def test_throwing_away_tells_how_much_it_was(added):
    holding = filled(added)

    assert holding.discard() == sum(count + lost for count, lost in added)
    assert taken(holding) == []


def test_a_loss_that_is_known_later_goes_before_everything():
    holding = filled([(3, 0), (2, 100)])
    holding.add_loss_before(50, "late")
    first, second = taken(holding)

    assert (first.lost, first.cause, numbers([first])) == (50, "late", [0, 1, 2])
    assert (second.lost, numbers([second])) == (100, [3, 4])


def test_two_losses_at_one_place_add_up():
    holding = filled([(3, 100)])
    holding.add_loss_before(50, "late")

    assert [block.lost for block in taken(holding)] == [150]


def test_a_loss_before_nothing_waits_for_what_comes():
    holding = Holding(2)
    holding.add_loss_before(50, "late")
    holding.add(np.ones((3, 2), np.float32), 0, "")
    [block] = taken(holding)

    assert (block.lost, block.cause, block.samples.shape) == (50, "late", (3, 2))


def test_where_nothing_is_held_there_is_an_empty_block():
    block = Holding(2).take()

    assert (block.samples.shape, block.lost, block.cause) == ((0, 2), 0, "")
