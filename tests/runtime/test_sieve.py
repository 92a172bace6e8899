"""Sieve: what is no number does not pass; scattered ones make one gap."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from livemel.runtime.sieve import Sieve

SHORTEST_RUN = 5

SIGNALS = arrays(
    np.float32,
    st.integers(0, 80),
    elements=st.sampled_from([0.5] * 12 + [np.nan, np.inf, -np.inf]).map(np.float32),
    fill=st.nothing(),
)


def sifted(blocks):
    """Runs of good samples as lists and losses as ints, neighbours of a kind joined; and the sieve."""
    sieve, parts = Sieve(SHORTEST_RUN), []
    for part in (
        part for block in [*blocks, None] for part in (sieve.finish() if block is None else sieve.push(block))
    ):
        if isinstance(part, int):
            if parts and isinstance(parts[-1], int):
                part += parts.pop()
            parts.append(part)
        elif parts and isinstance(parts[-1], list):
            parts[-1] += part.tolist()
        elif len(part):
            parts.append(part.tolist())
    return parts, sieve


def length(part):
    return part if isinstance(part, int) else len(part)


@given(signal=SIGNALS, cuts=st.lists(st.integers(0, 80)))
def test_the_same_comes_of_every_way_of_cutting(signal, cuts):
    assert sifted(np.split(signal, sorted(cuts)))[0] == sifted([signal])[0]


@given(signal=SIGNALS)
def test_nothing_is_lost_uncounted(signal):
    assert sum(map(length, sifted([signal])[0])) == len(signal)


@given(signal=SIGNALS)
def test_only_numbers_pass(signal):
    for part in sifted([signal])[0]:
        assert isinstance(part, int) or np.isfinite(part).all()


@given(signal=SIGNALS)
def test_a_run_amid_gaps_is_long_enough_for_a_frame(signal):
    parts = sifted([signal])[0]
    amid = [part for before, part, _ in zip(parts, parts[1:], parts[2:], strict=False) if isinstance(before, int)]

    assert all(len(part) >= SHORTEST_RUN for part in amid)


@given(signal=SIGNALS)
def test_bad_samples_are_counted_one_by_one(signal):
    assert sifted([signal])[1].not_finite == np.count_nonzero(~np.isfinite(signal))


def test_a_gap_without_end_is_told_while_it_goes_on():
    sieve = Sieve(SHORTEST_RUN)
    told = [list(sieve.push(np.full(8, np.nan, np.float32))) for _ in range(6)]

    assert [sum(parts) for parts in told] == [0, 0, 20, 0, 0, 20]


def test_good_samples_pass_at_once_and_uncopied():
    samples = np.ones(3, np.float32)
    [part] = Sieve(SHORTEST_RUN).push(samples)

    assert part is samples


def test_good_samples_after_bad_ones_wait_until_they_make_a_run():
    sieve = Sieve(SHORTEST_RUN)
    bad, good = np.float32([np.nan]), np.ones(SHORTEST_RUN, np.float32)

    assert list(sieve.push(bad)) == list(sieve.push(good[1:])) == []
    assert [length(part) for part in sieve.push(good[:1])] == [1, SHORTEST_RUN - 1, 1]
