"""Loudness is that of EBU R128: the test signals of EBU Tech 3341 that one channel can play, and BS.1770's numbers."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.dsp.acoustics.loudness import Loudness, k_weighting

MONO_DB = 10 * np.log10(2)
"""The signals of EBU Tech 3341 play in two channels; one alone reads so much less."""


def sine(dbfs, seconds, hz=1000.0, rate=48000):
    return 10 ** (dbfs / 20) * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)


def test_the_coefficients_at_48_khz_are_those_of_bs_1770():
    shelf, high_pass = k_weighting(48000)

    assert shelf == pytest.approx([1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241, 0.73248077421585], abs=1e-9)  # fmt: skip  # noqa: E501
    assert high_pass == pytest.approx([1, -2, 1, 1, -1.99004745483398, 0.99007225036621], abs=1e-9)


@pytest.mark.parametrize("rate", [16000, 44100, 48000, 96000])
@pytest.mark.parametrize("dbfs", [-23.0, -33.0])
def test_a_sine_reads_its_own_level(rate, dbfs):
    loudness = Loudness(rate)
    loudness.push(sine(dbfs, 5.0, rate=rate))

    assert loudness.momentary == pytest.approx(dbfs - MONO_DB, abs=0.1)
    assert loudness.short_term == pytest.approx(dbfs - MONO_DB, abs=0.1)


def test_a_sound_is_forgotten_after_its_time():
    loudness = Loudness(48000)
    loudness.push(np.concatenate([sine(-23, 4.0), np.zeros(24000)]))

    assert loudness.momentary < -100
    assert loudness.short_term == pytest.approx(-23 - MONO_DB + 10 * np.log10(2.5 / 3), abs=0.1)


def test_nothing_is_told_before_its_time():
    loudness = Loudness(48000)
    loudness.push(sine(-23, 0.39))

    assert (loudness.momentary, loudness.short_term) == (None, None)
