"""Intervals: how far the truth may lie from what was counted or measured."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import betaincinv, chdtri, log_ndtr, ndtr

from livemel.lecture.hearing.listeners import listener_with

CONFIDENCE = 0.95
LAPSES = 0.02
"""That are allowed for: without them one slip of a finger would rule out every small threshold."""
GRID_POINTS = 600
GRID_REACH = 50.0
"""Thresholds are sought so many times below the smallest and above the largest difference that was played."""


def binomial_interval(right: int, count: int) -> tuple[float, float]:
    """Shares that may lie behind `right` of `count`: 95 %, as if every answer were independent of every other.

    C. J. Clopper and E. S. Pearson, Biometrika 26, 404, 1934.
    """
    tail = (1 - CONFIDENCE) / 2
    low = float(betaincinv(right, count - right + 1, tail)) if right > 0 else 0.0
    high = float(betaincinv(right + 1, count - right, 1 - tail)) if right < count else 1.0
    return low, high


def threshold_interval(differences: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """70.7 % points that may lie behind the answers of one run: 95 %, by the likelihood of all of them.

    All those are in it that are not much less likely than the likeliest: twice the difference of the logarithms is at
    most the 95 % point of chi squared. For a listener whose d' grows in proportion to the difference.
    """
    played, answers = np.asarray(differences, np.float64), np.asarray(right, bool)
    grid = np.geomspace(played.min() / GRID_REACH, played.max() * GRID_REACH, GRID_POINTS)
    sensitivity = played[:, None] / (grid * listener_with(1.0).sigma * np.sqrt(2.0))
    shares = np.where(answers[:, None], ndtr(sensitivity), np.exp(log_ndtr(-sensitivity)))
    likelihood = np.log(LAPSES / 2 + (1 - LAPSES) * shares).sum(axis=0)
    inside = grid[likelihood >= likelihood.max() - float(chdtri(1, 1 - CONFIDENCE)) / 2]
    return float(inside[0]), float(inside[-1])
