"""No sound begins or ends with a step, and none is louder than its ceiling."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.audio.playback.levels import amplitude, gain_below, peak, rising, sine


@pytest.mark.parametrize("count", [1, 2, 960])
def test_a_ramp_rises_from_silence_to_all(count):
    ramp = rising(count)

    assert np.all(np.diff(ramp) > 0)
    assert np.allclose(ramp + ramp[::-1], 1.0)
    assert ramp.max(initial=0) <= 1.0
    assert np.abs(np.diff(ramp)).max(initial=0) <= np.pi / 2 / count + 1e-6


def test_a_ramp_of_nothing_is_nothing():
    assert len(rising(0)) == 0


@pytest.mark.parametrize(("level", "factor"), [(0, 1.0), (-20, 0.1), (-6.0206, 0.5)])
def test_a_level_is_an_amplitude(level, factor):
    assert amplitude(level) == pytest.approx(factor, rel=1e-5)


@given(st.lists(st.floats(-4, 4, width=32), min_size=1), st.floats(-40, 0), st.floats(-60, 40))
def test_no_gain_lifts_a_peak_above_the_ceiling(samples, ceiling, gain):
    samples = np.array(samples, np.float32)
    factor = gain_below(ceiling, peak(samples), gain)

    assert np.abs(samples).max() * factor <= amplitude(ceiling) * (1 + 1e-6)
    assert factor <= amplitude(gain)


def test_what_is_no_number_has_no_peak():
    assert peak(np.array([np.nan, 0.25, -0.5], np.float32)) == 0.5
    assert peak(np.full(3, np.nan, np.float32)) == 0.0
    assert peak(np.empty(0, np.float32)) == 0.0


def test_a_sine_has_its_frequency_its_length_and_its_level():
    tone = sine(1000.0, 0.5, -20.0, 48000)
    spectrum = np.abs(np.fft.rfft(tone))

    assert len(tone) == 24000
    assert spectrum.argmax() == 500
    assert np.abs(tone).max() == pytest.approx(0.1, rel=1e-4)
