"""Meter: dBFS as in AES17, a peak that is held, a lamp that is long enough on to be seen."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted_source import RATE, SMALL, Memory, ScriptedSource, mono

from livemel.runtime.feed import Loudness
from livemel.runtime.loudness import (
    CLIPPED,
    FALL_DB_PER_SECOND,
    HOLD_SECONDS,
    LAMP_SECONDS,
    Ballistics,
    Meter,
    decibels,
)
from livemel.runtime.session import Session


def shown(samples, block=160):
    """What the meter shows after `samples`, brought by a session in blocks."""
    memory = Memory()
    blocks = [mono(samples[begin : begin + block]) for begin in range(0, len(samples), block)]
    session = Session(ScriptedSource(blocks), SMALL, [memory])
    for _ in blocks:
        session.step()
    meter = Meter(RATE)
    for event in memory.of(Loudness):
        meter.take(event)
    return meter.shown()


def sine(level_db, seconds=3.0, hz=997.0):
    return 10 ** (level_db / 20) * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)


@pytest.mark.parametrize("level_db", [0.0, -6.0, -20.0, -60.0])
def test_a_sine_reads_its_level_peak_and_rms(level_db):
    levels = shown(sine(level_db))

    assert levels.rms_dbfs == pytest.approx(level_db, abs=0.02)
    assert levels.held_peak_dbfs == pytest.approx(level_db, abs=0.02)


def test_a_square_wave_of_full_scale_reads_three_decibels_more():
    assert shown(np.sign(sine(0.0))).rms_dbfs == pytest.approx(20 * math.log10(math.sqrt(2)), abs=0.02)


@given(block=st.integers(100, 4000))
def test_the_rms_does_not_depend_on_the_blocks(block):
    assert shown(sine(-12.0, seconds=1.0), block).rms_dbfs == pytest.approx(-12.0, abs=0.4)


def test_before_the_first_block_there_is_silence():
    assert Meter(RATE).shown() == Ballistics(-math.inf, -math.inf, clipped=False)


def test_digital_silence_is_minus_infinity():
    levels = shown(np.zeros(RATE))

    assert levels == Ballistics(-math.inf, -math.inf, clipped=False)


def test_it_recovers_from_the_largest_number_there_is():
    loud = np.full(160, np.finfo(np.float32).max, np.float32)
    levels = shown(np.concatenate([loud, sine(-12.0, seconds=120.0)]), block=1600)

    assert levels.rms_dbfs == pytest.approx(-12.0, abs=0.02)


def block(peak, seconds):
    return Loudness(peak, peak**2 / 2, round(seconds * RATE))


def after(peak, seconds, step=0.01):
    """What is shown so many seconds after a short peak."""
    meter = Meter(RATE)
    meter.take(block(peak, step))
    for _ in range(round(seconds / step)):
        meter.take(block(0.001, step))
    return meter.shown()


@pytest.mark.parametrize("seconds", [0.0, 0.5, HOLD_SECONDS - 0.02])
def test_a_peak_is_held(seconds):
    assert after(0.5, seconds).held_peak_dbfs == decibels(0.5)


def test_after_that_it_falls():
    fallen = decibels(0.5) - after(0.5, HOLD_SECONDS + 1.0).held_peak_dbfs

    assert fallen == pytest.approx(FALL_DB_PER_SECOND, abs=0.5)


def test_it_falls_to_what_there_is():
    assert after(0.5, 30.0).held_peak_dbfs == pytest.approx(decibels(0.001), abs=0.01)


def test_a_higher_peak_is_held_anew():
    meter = Meter(RATE)
    meter.take(block(0.25, 0.01))
    meter.take(block(0.001, HOLD_SECONDS - 0.1))
    meter.take(block(0.5, 0.01))
    meter.take(block(0.001, HOLD_SECONDS - 0.1))

    assert meter.shown().held_peak_dbfs == decibels(0.5)


@pytest.mark.parametrize("peak", [CLIPPED, 1.0, 1.5])
def test_the_lamp_lights_at_the_largest_sample_of_a_16_bit_converter(peak):
    assert after(peak, 0.0).clipped


def test_the_lamp_is_dark_just_below():
    assert not after(CLIPPED - 2.0**-15, 0.0).clipped


@pytest.mark.parametrize(("seconds", "lit"), [(LAMP_SECONDS - 0.02, True), (LAMP_SECONDS + 0.02, False)])
def test_the_lamp_stays_on_for_its_time(seconds, lit):
    assert after(1.0, seconds).clipped is lit


@pytest.mark.parametrize(("amplitude", "level_db"), [(1.0, 0.0), (0.1, -20.0), (10.0, 20.0), (0.0, -math.inf)])
def test_decibels_are_of_amplitudes(amplitude, level_db):
    assert decibels(amplitude) == pytest.approx(level_db)
