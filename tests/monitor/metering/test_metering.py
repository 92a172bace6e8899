"""Every second of the sample counter is measured once, whatever blocks it came in and whatever was lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.monitor.metering.metering import Metering
from livemel.runtime.feed import Columns, Gap, Sound

RATE = 8000


def heard(metering, samples, cuts=(), at=0):
    begins = True
    for block in np.split(samples, sorted(cuts)):
        if len(block):
            metering.consume(Sound(at, block, begins))
            at, begins = at + len(block), False
    return metering.drain()


def sine(hz, dbfs, seconds, rate=RATE):
    return (10 ** (dbfs / 20) * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def test_a_sine_reads_its_level_in_every_unit():
    *_, reading = heard(Metering(RATE, third_octaves=True), sine(1000, -20, 4))

    for level in (reading.rms, reading.laeq, reading.lceq, reading.laf_max, reading.las, reading.peak):
        assert level == pytest.approx(-20, abs=0.15)
    assert reading.dominant_hz == pytest.approx(1000, abs=0.5)
    assert reading.dominant_dbfs == pytest.approx(-20, abs=0.5)
    assert reading.short_term == pytest.approx(-23, abs=0.2)
    assert max(reading.thirds) == pytest.approx(-20, abs=0.1)
    assert (reading.begin, reading.heard, reading.clipped) == (3 * RATE, RATE, 0)


def test_a_low_tone_weighs_less():
    *_, reading = heard(Metering(RATE), sine(100, -20, 3))

    assert reading.laeq == pytest.approx(-20 - 19.1, abs=0.1)
    assert reading.lceq == pytest.approx(-20 - 0.3, abs=0.1)


@given(st.sets(st.integers(1, 3 * RATE - 1), max_size=6))
def test_it_does_not_matter_how_the_sound_is_cut(cuts):
    noise = np.random.default_rng(0).normal(scale=0.1, size=3 * RATE).astype(np.float32)
    whole, cut = heard(Metering(RATE), noise), heard(Metering(RATE), noise, cuts)

    assert [reading.begin for reading in cut] == [0, RATE, 2 * RATE]
    for one, other in zip(whole, cut, strict=True):
        assert (one.rms, one.laeq, one.laf_max) == pytest.approx((other.rms, other.laeq, other.laf_max), abs=1e-6)


def test_a_gap_leaves_seconds_out_and_the_counter_goes_on():
    metering = Metering(RATE)
    tone = sine(1000, -20, 1)
    metering.consume(Sound(0, tone[: RATE // 2], True))
    metering.consume(Gap(RATE // 2, 3 * RATE, "away"))
    metering.consume(Sound(RATE // 2 + 3 * RATE, tone, True))
    first, second = metering.drain()

    assert (first.begin, first.heard) == (0, RATE // 2)
    assert (second.begin, second.heard) == (3 * RATE, RATE // 2)
    assert second.rms == pytest.approx(-20, abs=0.1)


def test_percentiles_tell_a_loud_tenth_from_a_soft_rest():
    loud, soft = sine(1000, -10, 6), sine(1000, -50, 54)
    *_, reading = heard(Metering(RATE), np.concatenate([soft[: 27 * RATE], loud[:48480], soft[27 * RATE :]]))

    assert reading.l50_minute == pytest.approx(-50, abs=0.5)
    assert reading.l90_minute == pytest.approx(-50, abs=0.5)
    assert reading.l10_minute > -45


def test_noise_and_silence_have_no_dominant_line_and_full_scale_is_counted():
    noise = np.random.default_rng(1).normal(scale=0.1, size=RATE).astype(np.float32)
    (noisy,) = heard(Metering(RATE), noise)
    (silent,) = heard(Metering(RATE), np.zeros(RATE, np.float32))
    clipped = np.zeros(RATE, np.float32)
    clipped[100:104] = -1.0
    (full,) = heard(Metering(RATE), clipped)

    assert noisy.dominant_hz is None
    assert (silent.dominant_hz, silent.rms) == (None, -200.0)
    assert full.clipped == 4


def test_a_band_is_the_mean_of_its_power_so_that_a_short_sound_counts_as_much_as_it_has_energy():
    metering = Metering(RATE)
    levels = np.full((100, 2), -90.0, np.float32)
    levels[:10, 1] = -20.0
    metering.consume(Columns(0.0, RATE / 100, levels))
    (reading,) = heard(metering, sine(1000, -20, 1))

    assert reading.bands == pytest.approx((-90.0, -30.0), abs=1e-3)


def test_a_second_that_stopped_in_its_middle_is_told_and_what_comes_of_it_later_is_too():
    now = [10.0]
    metering, tone = Metering(RATE, monotonic=lambda: now[0]), sine(1000, -20, 2)
    metering.consume(Sound(0, tone[: RATE // 4], True))
    assert not metering.close_if_quiet(10.9)
    assert metering.drain() == []
    assert metering.close_if_quiet(11.0)
    assert metering.close_if_quiet(12.0)
    (first,) = metering.drain()
    rest, second = heard(metering, tone[RATE // 4 :], at=RATE // 4)

    assert [(each.begin, each.end, each.heard) for each in (first, rest, second)] == [
        (0, RATE // 4, RATE // 4), (0, RATE, 3 * RATE // 4), (RATE, 2 * RATE, RATE)
    ]  # fmt: skip
