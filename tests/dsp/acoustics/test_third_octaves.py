"""A band takes what lies in it and leaves the rest, within IEC 61260-1's limits for class 1."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.dsp.acoustics.third_octaves import NOMINAL, OCTAVE, ThirdOctaves, edges, exact_centre

ATTENUATIONS = ((0, -0.3, 0.3), (1 / 8, -0.3, 0.4), (1 / 4, -0.3, 0.6), (1, 17.5, 900), (2, 42.0, 900), (3, 61.0, 900))
"""Octaves of an octave band from its centre, and dB below the centre at least and at most: class 1 of the edition of
1995, which asks for more than that of 2014."""
RATE = 48000


def levels_of(hz, rate=RATE, seconds=1.0):
    bank = ThirdOctaves(rate)
    sine = np.sin(2 * np.pi * hz * np.arange(round(2 * seconds * rate)) / rate)
    bank.push(sine[: len(sine) // 2])
    bank.levels()
    bank.push(sine[len(sine) // 2 :])
    return dict(zip(bank.nominal_hz, bank.levels(), strict=True))


def third_of(octaves):
    """The ratio of frequencies in a third octave that stands for `octaves` in an octave band (IEC 61260-1)."""
    return 1 + (OCTAVE ** (1 / 6) - 1) / (OCTAVE ** (1 / 2) - 1) * (OCTAVE**octaves - 1)


@pytest.mark.parametrize("nominal", [63, 1000, 3150, 8000, 16000])
@pytest.mark.parametrize(("octaves", "least", "most"), ATTENUATIONS)
@pytest.mark.parametrize("side", [1, -1])
def test_a_band_attenuates_what_lies_beside_it(nominal, octaves, least, most, side):
    hz = exact_centre(NOMINAL.index(nominal) - 16) * third_of(octaves) ** side
    if hz < 0.49 * RATE:
        assert least <= -levels_of(hz)[nominal] <= most


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000, 96000])
def test_every_band_that_fits_below_half_the_rate_reads_a_sine_at_its_level(rate):
    bank = ThirdOctaves(rate)
    assert all(edges(NOMINAL.index(hz) - 16)[1] < rate / 2 for hz in bank.nominal_hz)
    for hz in bank.nominal_hz[::4]:
        assert levels_of(exact_centre(NOMINAL.index(hz) - 16), rate, 3.0)[hz] == pytest.approx(0, abs=0.05)


def test_noise_of_equal_strength_rises_by_a_decibel_a_band():
    bank = ThirdOctaves(RATE)
    bank.push(np.random.default_rng(0).normal(scale=0.1, size=20 * RATE))
    levels = np.array(bank.levels())

    assert np.diff(levels[10:]).mean() == pytest.approx(1.0, abs=0.05)
    assert np.abs(np.diff(levels[14:]) - 1.0).max() < 0.4


def test_it_does_not_matter_how_the_sound_is_cut():
    samples = np.random.default_rng(3).normal(size=9001)
    whole, cut = ThirdOctaves(RATE), ThirdOctaves(RATE)
    whole.push(samples)
    for block in np.split(samples, [1, 2, 9, 500, 501, 4444]):
        cut.push(block)

    assert cut.levels() == pytest.approx(whole.levels(), abs=1e-9)
    assert set(cut.levels()) == {-200.0}  # asked again, nothing has come since
