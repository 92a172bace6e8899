"""Fast and Slow rise and fall as IEC 61672-1 says."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.dsp.acoustics.time_weighting import FAST_SECONDS, SLOW_SECONDS, TimeWeighting, dbfs

RATE = 48000


@pytest.mark.parametrize(("seconds", "falls"), [(FAST_SECONDS, 34.7), (SLOW_SECONDS, 4.3)])
def test_after_a_tone_it_falls_by_so_many_decibels_a_second(seconds, falls):
    weighting = TimeWeighting(seconds, RATE)
    weighting.apply(np.full(5 * RATE, 0.5))
    fallen = weighting.apply(np.zeros(RATE))

    assert dbfs(fallen[0]) - dbfs(fallen[-1]) == pytest.approx(falls, abs=0.1)


@pytest.mark.parametrize(("milliseconds", "below"), [(1000, 0.0), (200, 1.0), (50, 4.8), (10, 11.1), (1, 21.0)])
def test_fast_reads_a_burst_as_the_standard_says(milliseconds, below):
    burst = np.zeros(RATE)
    burst[: milliseconds * RATE // 1000] = 0.5
    highest = TimeWeighting(FAST_SECONDS, RATE).apply(burst).max()

    assert -dbfs(float(highest)) == pytest.approx(below, abs=0.1)


def test_a_full_scale_sine_is_0_dbfs_and_nothing_is_very_little():
    assert dbfs(0.5) == 0.0
    assert dbfs(0.0) == dbfs(1e-30) == -200.0
