"""Averager: power is averaged, peaks are kept."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.picture.averaging import Averager


def levels(*values):
    return np.array(values, np.float32)


def test_what_does_not_change_is_its_own_average_and_peak():
    averager = Averager(1.0, 10.0, in_decibels=True)
    for _ in range(20):
        averager.take(levels(-20.0, -60.0), 0.1)

    for curve in (averager.now, averager.average, averager.peak):
        assert curve == pytest.approx([-20.0, -60.0], abs=1e-4)


def test_after_its_time_constant_it_has_gone_63_percent_of_the_way_in_power():
    averager = Averager(2.0, 0.0, in_decibels=True)
    averager.take(levels(-200.0), 0.01)
    for _ in range(200):
        averager.take(levels(0.0), 0.01)

    assert 10 ** (averager.average[0] / 10) == pytest.approx(1 - np.exp(-1), rel=1e-3)


def test_the_average_does_not_depend_on_how_often_it_is_asked():
    averages = []
    for steps in (1, 10):
        averager = Averager(1.0, 0.0, in_decibels=True)
        averager.take(levels(-80.0), 0.1)
        for _ in range(steps):
            averager.take(levels(-10.0), 0.5 / steps)
        averages.append(averager.average[0])

    assert averages[0] == pytest.approx(averages[1], abs=1e-4)


def test_other_units_are_averaged_as_they_are():
    averager = Averager(1.0, 0.0, in_decibels=False)
    averager.take(levels(0.0, 1.0), 0.1)
    averager.take(levels(1.0, 1.0), np.log(2.0))

    assert averager.average == pytest.approx([0.5, 1.0], abs=1e-6)


def test_peaks_are_held():
    averager = Averager(1.0, 0.0, in_decibels=True)
    for level in (-50.0, -10.0, -70.0):
        averager.take(levels(level), 1.0)

    assert averager.peak == pytest.approx([-10.0])


def test_peaks_fall_as_fast_as_asked_but_not_below_what_is_there():
    averager = Averager(1.0, 20.0, in_decibels=True)
    averager.take(levels(0.0, 0.0), 1.0)
    averager.take(levels(-90.0, -5.0), 1.0)

    assert averager.peak == pytest.approx([-20.0, -5.0])


@pytest.mark.parametrize("in_decibels", [True, False])
def test_a_level_that_is_none_does_no_harm(in_decibels):
    averager = Averager(1.0, 1.0, in_decibels)
    averager.take(levels(-np.inf, np.nan, -30.0), 0.1)
    averager.take(levels(-30.0, -30.0, np.nan), 0.1)

    assert not np.isnan(averager.average).any()
    assert not np.isnan(averager.peak).any()


def test_it_begins_anew_when_it_is_reset_or_the_bands_are_others():
    averager = Averager(1.0, 0.0, in_decibels=True)
    averager.take(levels(0.0), 1.0)
    averager.take(levels(-40.0, -50.0), 1.0)

    assert averager.peak == pytest.approx([-40.0, -50.0])
    averager.reset()
    assert averager.now is averager.average is averager.peak is None
