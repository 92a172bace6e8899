"""A and C weighting stand within IEC 61672-1's limits for class 1, at any rate, and far nearer than they ask."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.dsp.acoustics.weighting import WeightingFilter, curve_db, design

RATES = (8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 192000)
NEAR_DB = 0.05
"""The limits of class 1 begin at 0.7 dB."""
LIMITS = {
    10: (3.0, -np.inf), 12.5: (2.5, -np.inf), 16: (2.0, -4.0), 20: (2.0, -2.0), 25: (2.0, -1.5), 31.5: (1.5, -1.5),
    40: (1.0, -1.0), 63: (1.0, -1.0), 125: (1.0, -1.0), 250: (1.0, -1.0), 500: (1.0, -1.0), 1000: (0.7, -0.7),
    2000: (1.0, -1.0), 4000: (1.0, -1.0), 5000: (1.5, -1.5), 6300: (1.5, -2.0), 8000: (1.5, -2.5),
    10000: (2.0, -3.0), 12500: (2.0, -5.0), 16000: (2.5, -16.0), 20000: (3.0, -np.inf),
}  # fmt: skip
"""IEC 61672-1:2013, table 3, class 1: dB above and below."""


def response_db(weighting, rate, frequencies):
    sections, taps = design(weighting, rate)
    unit = np.exp(-2j * np.pi * np.asarray(frequencies) / rate)
    gain = np.polyval(taps[::-1], unit)
    for b0, b1, b2, _, a1, a2 in sections:
        gain = gain * (b0 + b1 * unit + b2 * unit**2) / (1 + a1 * unit + a2 * unit**2)
    return 20 * np.log10(np.abs(gain))


@pytest.mark.parametrize(
    ("hz", "a", "c"),
    [
        (10, -70.4, -14.3),
        (31.5, -39.4, -3.0),
        (125, -16.1, -0.2),
        (1000, 0, 0),
        (8000, -1.1, -3.0),
        (20000, -9.3, -11.2),
    ],
)
def test_the_curves_are_those_of_the_standard(hz, a, c):
    exact = 1000 * 10 ** (round(10 * np.log10(hz / 1000)) / 10)

    assert curve_db("A", exact) == pytest.approx(a, abs=0.06)
    assert curve_db("C", exact) == pytest.approx(c, abs=0.06)
    assert curve_db("Z", exact) == 0


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("weighting", ["A", "C"])
def test_the_filter_is_within_class_1_and_nearer_at_every_frequency(weighting, rate):
    named = [hz for hz in LIMITS if hz <= min(20000, 0.45 * rate)]
    off = response_db(weighting, rate, named) - curve_db(weighting, named)
    every = np.geomspace(10, min(20000, 0.45 * rate), 500)

    assert all(LIMITS[hz][1] <= each <= LIMITS[hz][0] for hz, each in zip(named, off, strict=True))
    assert np.abs(response_db(weighting, rate, every) - curve_db(weighting, every)).max() < NEAR_DB


@pytest.mark.parametrize("weighting", ["A", "C", "Z"])
def test_a_sine_is_weighted_as_the_curve_says(weighting):
    sine = np.sin(2 * np.pi * 100 * np.arange(48000) / 48000)
    weighted = WeightingFilter(weighting, 48000).apply(sine)[24000:]

    assert 10 * np.log10(2 * np.mean(weighted**2)) == pytest.approx(curve_db(weighting, 100.0), abs=0.01)


@given(st.lists(st.integers(0, 700), min_size=1, max_size=8))
def test_it_does_not_matter_how_the_sound_is_cut(cuts):
    samples = np.random.default_rng(1).normal(size=sum(cuts))
    whole = WeightingFilter("A", 16000).apply(samples)
    blocks = np.split(samples, np.cumsum(cuts)[:-1])
    one = WeightingFilter("A", 16000)

    assert np.allclose(np.concatenate([one.apply(block) for block in blocks]), whole, atol=1e-12)


def test_after_a_gap_it_is_as_new():
    used, new = WeightingFilter("C", 44100), WeightingFilter("C", 44100)
    samples = np.random.default_rng(2).normal(size=1000)
    used.apply(samples)
    used.reset()

    assert np.array_equal(used.apply(samples), new.apply(samples))
