"""The drift of a sound card's clock, told from when its blocks arrive."""

import numpy as np
import pytest

from livemel.audio.arrivals import Arrivals
from livemel.audio.drift import LEAST_WINDOWS, Drift

RATE = 48_000
BLOCK = 256


def arrive(drift, ppm, seconds, begin=1000.0, unevenness=0.004, first=0):
    """Blocks of a card that is `ppm` faster than the clock, each up to `unevenness` seconds late."""
    rate = RATE * (1 + ppm * 1e-6)
    late = np.random.default_rng(5).uniform(0, unevenness, round(seconds * rate / BLOCK))
    for number, delay in enumerate(late.tolist(), start=1):
        drift.note(first + number * BLOCK, begin + number * BLOCK / rate + delay)
    return drift


@pytest.mark.parametrize("ppm", [-120.0, 0.0, 35.0, 500.0])
def test_the_drift_is_found_within_its_stated_uncertainty(ppm):
    estimate = arrive(Drift(RATE), ppm, 120).estimate()

    assert estimate.ppm == pytest.approx(ppm, abs=3 * estimate.uncertainty_ppm + 0.5)
    assert 0 < estimate.uncertainty_ppm < 10
    assert estimate.over_seconds == pytest.approx(120, abs=2)


def test_longer_listening_makes_it_more_certain():
    short, long = (arrive(Drift(RATE), 20, seconds).estimate() for seconds in (20, 200))

    assert long.uncertainty_ppm < short.uncertainty_ppm / 5


def test_a_few_seconds_tell_nothing():
    assert arrive(Drift(RATE), 20, LEAST_WINDOWS - 2).estimate() is None


def test_after_a_loss_the_fit_begins_anew_and_the_last_estimate_stands():
    drift = arrive(Drift(RATE), 50, 60)
    before = drift.estimate()
    drift.begin_anew()
    arrive(drift, 50, 5, begin=2000.0, first=10**6)

    assert drift.estimate() == before
    assert arrive(drift, 50, 60, begin=3000.0, first=10**8).estimate() is not before


def test_a_loss_does_not_pass_for_drift():
    arrivals, true_sample, counted = Arrivals(RATE), 0, 0
    for number in range(1, 60 * RATE // BLOCK):
        true_sample += BLOCK
        if number == 4000:
            true_sample += RATE // 5  # 200 ms that never come
        counted += BLOCK
        counted += arrivals.note(counted, 100.0 + true_sample / RATE)

    assert abs(arrivals.drift.estimate().ppm) < 5


def test_a_stop_of_the_program_does_not_pass_for_drift():
    arrivals = Arrivals(RATE)
    times = np.arange(1, 60 * RATE // BLOCK) * BLOCK / RATE
    times[(times > 20) & (times < 25)] = 25.0
    for number, seconds in enumerate(times.tolist(), start=1):
        arrivals.note(number * BLOCK, seconds)

    assert abs(arrivals.drift.estimate().ppm) < 5
