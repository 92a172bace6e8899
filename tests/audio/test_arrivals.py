"""Arrivals: late is not lost, a lasting shortfall is; told by a simulated sound card on a simulated clock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel.audio.arrivals import LATE_SECONDS, PATIENCE_SECONDS, Arrivals

RATE = 48000
BLOCK = 256
BLOCK_SECONDS = BLOCK / RATE
BEGIN = 1000.0
"""What the monotonic clock shows when the card begins."""


@dataclass
class Card:
    """Sends blocks on time; what is in `late` comes when it ends, what is in `dropped` never."""

    drift: float = 0.0
    late: list[tuple[float, float]] = field(default_factory=list)
    """From when to when, in seconds, nothing comes."""
    dropped: list[tuple[float, int]] = field(default_factory=list)
    """When, and how many blocks in a row."""

    @property
    def rate(self):
        return RATE * (1 + self.drift)

    def arrivals(self, seconds):
        """When each block comes, in order."""
        blocks = int(seconds * self.rate / BLOCK)
        times = np.arange(1, blocks + 1) * BLOCK / self.rate
        for begin, end in self.late:
            times[(times >= begin) & (times < end)] = end
        kept = np.ones(blocks, bool)
        for when, count in self.dropped:
            first = int(when * self.rate / BLOCK)
            kept[first : first + count] = False
        return times[kept]


@dataclass
class Heard:
    """What a reader made of it."""

    arrivals: Arrivals
    losses: list[tuple[float, int]] = field(default_factory=list)
    worst_clock: float = 0.0
    """Seconds between the clock's sample and the true one, at most, once a second."""
    undecided: list[float] = field(default_factory=list)
    """When it was."""

    @property
    def lost(self):
        return sum(count for _, count in self.losses)


def heard(card, seconds, poll=lambda number: 0.016, stopped=()):
    """Read at the times that `poll` gives, but while `stopped`."""
    waiting = deque(card.arrivals(seconds))
    result = Heard(Arrivals(RATE))
    now, position, number, next_look = 0.0, 0, 0, 10.0
    while now < seconds:
        now += poll(number)
        number += 1
        for begin, end in stopped:
            if begin <= now < end:
                now = end
        received = 0
        while waiting and waiting[0] <= now:
            waiting.popleft()
            received += BLOCK
        if not received:
            continue
        position += received
        lost = result.arrivals.note(position, BEGIN + now)
        if lost:
            position += lost
            result.losses.append((now, lost))
        if result.arrivals.undecided:
            result.undecided.append(now)
        if now >= next_look:
            next_look += 1.0
            off = result.arrivals.clock().sample_at(BEGIN + now) / card.rate * RATE - now * RATE
            result.worst_clock = max(result.worst_clock, abs(off) / RATE)
    return result


def uneven(seed, least=0.003, most=0.03):
    generator = np.random.default_rng(seed)
    return lambda _number: generator.uniform(least, most)


seeds = st.integers(0, 2**32 - 1)
few = settings(deadline=None, max_examples=25)


@few
@given(seed=seeds, drift=st.floats(-3e-4, 3e-4))
def test_what_comes_unevenly_is_not_lost(seed, drift):
    outcome = heard(Card(drift), 20.0, uneven(seed))

    assert (outcome.losses, outcome.undecided) == ([], [])


@few
@given(
    seed=seeds, begin=st.floats(0.5, 3.0), length=st.floats(0.0, PATIENCE_SECONDS - 0.1), drift=st.floats(-3e-4, 3e-4)
)
def test_what_is_late_but_made_good_in_time_is_not_lost(seed, begin, length, drift):
    outcome = heard(Card(drift, late=[(begin, begin + length)]), 8.0, uneven(seed))

    assert outcome.losses == []


@few
@given(seed=seeds, data=st.data())
def test_what_is_late_again_and_again_is_not_lost(seed, data):
    begins = np.arange(1.0, 15.0, 1.5)
    late = [(begin, begin + data.draw(st.floats(0.0, 0.7))) for begin in begins]
    outcome = heard(Card(late=late), 20.0, uneven(seed))

    assert outcome.losses == []


SHORTFALLS = st.floats(LATE_SECONDS + 0.03, 5.0).map(lambda seconds: int(seconds / BLOCK_SECONDS))


@few
@given(seed=seeds, when=st.floats(2.0, 5.0), count=SHORTFALLS, drift=st.floats(-3e-4, 3e-4))
def test_a_lasting_shortfall_is_lost_to_within_a_block_of_the_truth(seed, when, count, drift):
    seconds = when + count * BLOCK_SECONDS + 3.0
    outcome = heard(Card(drift, dropped=[(when, count)]), seconds, uneven(seed, most=0.016))

    assert len(outcome.losses) == 1
    assert abs(outcome.lost - count * BLOCK) <= BLOCK + abs(drift) * seconds * RATE


@few
@given(seed=seeds, count=SHORTFALLS)
def test_a_loss_is_known_soon_after_patience_is_over(seed, count):
    outcome = heard(Card(dropped=[(3.0, count)]), count * BLOCK_SECONDS + 7.0, uneven(seed))
    sound_again = 3.0 + count * BLOCK_SECONDS

    assert outcome.losses[0][0] - sound_again <= 2 * PATIENCE_SECONDS + 0.1


@few
@given(seed=seeds, counts=st.lists(SHORTFALLS, min_size=2, max_size=4))
def test_one_loss_after_another_is_counted(seed, counts):
    dropped, when = [], 3.0
    for count in counts:
        dropped.append((when, count))
        when += count * BLOCK_SECONDS + 3.0
    outcome = heard(Card(dropped=dropped), when, uneven(seed, most=0.016))

    assert len(outcome.losses) == len(counts)
    assert abs(outcome.lost - sum(counts) * BLOCK) <= len(counts) * BLOCK


@few
@given(seed=seeds, blocks=st.integers(1, 8))
def test_a_shortfall_too_small_to_matter_is_made_good_by_the_clock(seed, blocks):
    outcome = heard(Card(dropped=[(3.0, blocks)]), 70.0, uneven(seed, most=0.016))
    clock, true = outcome.arrivals.clock(), (70.0 - blocks * BLOCK_SECONDS) * RATE

    assert outcome.losses == []
    assert abs(clock.sample_at(BEGIN + 70.0) - true) / RATE <= 0.005


@pytest.mark.parametrize("drift", [-3e-4, 1e-4, 3e-4])
def test_in_an_hour_of_drift_nothing_is_lost_and_the_clock_is_right(drift):
    outcome = heard(Card(drift), 3600.0, uneven(5, least=0.012, most=0.02))

    assert outcome.losses == []
    assert outcome.worst_clock <= 0.02


@few
@given(seed=seeds, begin=st.floats(0.5, 3.0), length=st.floats(0.1, 9.0))
def test_while_our_own_process_is_stopped_nothing_is_lost(seed, begin, length):
    outcome = heard(Card(), begin + length + 4.0, uneven(seed), stopped=[(begin, begin + length)])

    assert (outcome.losses, outcome.undecided) == ([], [])


@few
@given(seed=seeds, begin=st.floats(1.0, 3.0), length=st.floats(0.1, 9.0), catching_up=st.floats(0.0, 0.8))
def test_a_backlog_that_comes_a_moment_after_we_go_on_is_not_lost(seed, begin, length, catching_up):
    end = begin + length
    card = Card(late=[(begin, end + catching_up)])
    outcome = heard(card, end + 4.0, uneven(seed), stopped=[(begin, end)])

    assert outcome.losses == []


def test_while_something_is_late_it_is_undecided_what_becomes_of_it():
    outcome = heard(Card(dropped=[(3.0, 100)]), 8.0)
    sound_again = 3.0 + 100 * BLOCK_SECONDS
    [(decided, _)] = outcome.losses

    assert outcome.undecided
    assert sound_again - 0.02 <= min(outcome.undecided) <= sound_again + 0.05
    assert max(outcome.undecided) < decided


def test_what_has_been_made_good_is_decided():
    outcome = heard(Card(late=[(3.0, 3.2)]), 8.0)

    assert all(3.0 <= when <= 3.25 for when in outcome.undecided)
    assert not outcome.arrivals.undecided


def test_before_the_first_block_the_clock_stands_at_the_first_sample():
    assert Arrivals(RATE).clock().sample == 0


def test_the_first_block_sets_the_clock():
    arrivals = Arrivals(RATE)
    lost = arrivals.note(BLOCK, BEGIN)

    assert (lost, arrivals.clock().sample_at(BEGIN + 1.0)) == (0, BLOCK + RATE)


def test_what_comes_earlier_than_ever_is_due_earlier_from_now_on():
    arrivals = Arrivals(RATE)
    arrivals.note(BLOCK, BEGIN)
    arrivals.note(BLOCK + 2000, BEGIN + 0.01)

    assert arrivals.clock().sample_at(BEGIN + 0.01) == pytest.approx(BLOCK + 2000)


@pytest.mark.parametrize("milliseconds", [80, 150, 250, 600])
def test_what_comes_after_a_loss_is_held_from_its_first_sample_on(milliseconds):
    blocks = round(milliseconds / 1000 / BLOCK_SECONDS)
    told = heard(Card(dropped=[(3.1, blocks)]), 6.0)

    assert told.lost == pytest.approx(blocks * BLOCK, abs=2 * BLOCK)
    assert told.undecided[0] == pytest.approx(3.1 + blocks * BLOCK_SECONDS, abs=0.04)


def test_sound_that_comes_in_pieces_longer_than_a_silence_is_not_held_for_ever():
    told = heard(Card(dropped=[(5.0, 20)]), 40.0, poll=lambda _number: 0.4)

    assert told.losses == [(pytest.approx(8.4), 20 * BLOCK)]


def test_a_stop_that_begins_in_doubt_is_no_doubt():
    arrivals, begin, stop = Arrivals(RATE), 1000.0, 5.0
    losses = [arrivals.note(RATE * step // 10, begin + step / 10) for step in range(1, 11)]
    losses.append(arrivals.note(RATE, begin + 1.1))  # a tenth late: in doubt
    losses.append(arrivals.note(RATE, begin + 1.4))
    losses.append(arrivals.note(RATE, begin + 1.4 + stop))  # what was left in the ring, or nothing yet
    losses.append(arrivals.note(round(RATE * (1.3 + stop)), begin + 1.5 + stop))  # and then all that has waited

    assert sum(losses) == 0


def test_who_takes_sound_in_large_blocks_is_told_what_is_ordinary_and_nothing_is_lost_or_in_doubt():
    block, late = 4096, 0.2
    arrivals, position, doubts = Arrivals(RATE, late), 0, 0
    lost = 0
    for poll in range(1, 3000):
        now = 1000.0 + 0.1 * poll
        delay = 0.06 if poll > 300 else 0.0  # another buffer stands before it from now on
        due = int((0.1 * poll - delay) * RATE) // block * block
        if due > position:
            position = due
            lost += arrivals.note(position, now)
            doubts += arrivals.undecided

    assert (lost, doubts) == (0, 0)
