"""Binomial intervals are those of the tables, and cover."""

from __future__ import annotations

import pytest
from scipy.stats import binom

from livemel.lecture.hearing.intervals import binomial_interval


@pytest.mark.parametrize(
    ("right", "count", "low", "high"), [(0, 10, 0.0, 0.3085), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1.0)]
)
def test_the_ends_are_those_of_clopper_and_pearson(right: int, count: int, low: float, high: float) -> None:
    assert binomial_interval(right, count) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize("share", [0.5, 0.7, 0.95])
def test_the_interval_holds_the_truth_in_at_least_95_percent(share: float) -> None:
    count = 24
    held = [right for right in range(count + 1) if _holds(right, count, share)]

    assert sum(binom.pmf(held, count, share)) >= 0.95


def _holds(right: int, count: int, share: float) -> bool:
    low, high = binomial_interval(right, count)
    return low <= share <= high
