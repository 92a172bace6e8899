"""PCEN is the published formula with librosa's first state, and a stream of it is the whole of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.signal import lfilter, lfilter_zi

from livemel.config import Config, PcenConfig, load_config
from livemel.config.rules import SMALLEST_BIAS, broken_rules
from livemel.config.setting import settings_of
from livemel.dsp.pcen import Pcen, smoothing_weight
from livemel.errors import ConfigError

FRAME_RATE = 22050 / 512
LOUDEST = 1e100
"""The power of a frame of the largest float32 samples, scaled as Kaldi's are, is less."""
LIMITS = [{}, {"bias": 0.0}, {"power": 0.0}, {"bias": 0.0, "power": 0.0}, {"gain": 0.0}, {"power": 1.0}]


def energies(frames=60, channels=2, n_mels=5, seed=0):
    noise = np.random.default_rng(seed).standard_normal((channels, frames, n_mels)) ** 2
    return noise * np.geomspace(1e-6, 1e3, n_mels)


def formula(values, config):
    """Wang et al. 2017, smoothed by SciPy's filter along the frames from its unscaled steady state."""
    time = config.time_constant * FRAME_RATE
    b = (np.sqrt(1 + 4 * time**2) - 1) / (2 * time**2)
    start = np.full((values.shape[0], 1, values.shape[2]), lfilter_zi([b], [1, b - 1])[0])
    smooth = lfilter([b], [1, b - 1], values, axis=1, zi=start)[0]
    controlled = values / (config.eps + smooth) ** config.gain
    if config.power == 0:
        return np.log1p(controlled)
    return (controlled + config.bias) ** config.power - config.bias**config.power


@pytest.mark.parametrize("settings", LIMITS)
@pytest.mark.parametrize("scale", [1.0, 2.0**31])
def test_it_is_the_published_formula_with_its_limits(settings, scale):
    config = PcenConfig(**settings)
    values = energies() * scale

    np.testing.assert_allclose(Pcen(config, FRAME_RATE)(values.copy()), formula(values, config), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("settings", LIMITS)
@given(cuts=st.lists(st.integers(0, 60), max_size=8))
def test_it_does_not_matter_where_the_frames_are_cut(settings, cuts):
    values = energies()
    config = PcenConfig(**settings)
    stream = Pcen(config, FRAME_RATE)
    parts = [stream(part.copy()) for part in np.split(values, sorted(cuts), axis=1)]

    assert np.array_equal(np.concatenate(parts, axis=1), Pcen(config, FRAME_RATE)(values))


def test_a_channel_does_not_hear_the_other():
    values = energies(channels=2)
    both = Pcen(PcenConfig(), FRAME_RATE)(values.copy())

    assert np.array_equal(both[1:], Pcen(PcenConfig(), FRAME_RATE)(values[1:].copy()))


def test_after_a_reset_it_begins_anew_with_any_number_of_channels():
    pcen = Pcen(PcenConfig(), FRAME_RATE)
    pcen(energies(seed=1))
    pcen.reset()
    values = energies(channels=1)

    assert np.array_equal(pcen(values.copy()), Pcen(PcenConfig(), FRAME_RATE)(values))


@pytest.mark.parametrize("settings", LIMITS)
def test_silence_gives_zeros(settings):
    assert not Pcen(PcenConfig(**settings), FRAME_RATE)(np.zeros((1, 2000, 3))).any()


def allowed(name):
    """Every value that a setting of PCEN may have, its ends above all."""
    setting = settings_of(PcenConfig)[name]
    least = SMALLEST_BIAS if name == "bias" else setting.at_least or 1e-9
    ends = [least, setting.at_most] + ([0.0] if setting.at_least == 0 else [])
    return st.sampled_from(ends) | st.floats(least, setting.at_most)


ENERGIES = arrays(np.float64, (1, 40, 2), elements=st.sampled_from([0.0, 1e-300, 1e-20, 1.0, 1e38, LOUDEST]))


@given(
    config=st.builds(PcenConfig, **{name: allowed(name) for name in settings_of(PcenConfig)}),
    values=ENERGIES,
    frame_rate=st.sampled_from([0.01, 50.0, 768000.0]),
)
def test_no_finite_energy_gives_anything_that_is_not_finite(config, values, frame_rate):
    levels = Pcen(config, frame_rate)(values)

    assert np.isfinite(levels).all()
    assert levels.min() >= 0


@given(config=st.builds(PcenConfig, **{name: allowed(name) for name in settings_of(PcenConfig)}))
def test_the_allowed_settings_break_no_rule(config):
    assert not list(broken_rules(replace(Config(), pcen=config)))


@pytest.mark.parametrize(
    ("name", "value"), [("gain", 2.1), ("power", 3.0), ("eps", 1e-31), ("bias", 2e9), ("time_constant", 4000.0)]
)
def test_what_might_overflow_is_refused(name, value):
    with pytest.raises(ConfigError, match=rf"pcen\.{name} must be a number .*, got {value}"):
        load_config(overrides=[f"pcen.{name}={value}"])


def test_float32_energies_are_taken_as_they_are_and_left_alone():
    values = energies().astype(np.float32)
    before = values.copy()

    assert np.array_equal(Pcen(PcenConfig(), FRAME_RATE)(values), Pcen(PcenConfig(), FRAME_RATE)(before.astype(float)))
    assert np.array_equal(values, before)


@given(gain=st.floats(0.1, 0.98), steady=st.floats(1.0, 1e6))
def test_steady_noise_settles_at_the_level_that_the_gain_leaves(gain, steady):
    config = replace(PcenConfig(), gain=gain, time_constant=0.05)
    last = Pcen(config, FRAME_RATE)(np.full((1, 400, 1), steady))[0, -1, 0]
    left = steady / (config.eps + steady) ** gain

    assert last == pytest.approx((left + config.bias) ** config.power - config.bias**config.power, rel=1e-5)


@pytest.mark.parametrize("frames", [1e-12, 1e-3, 1.0, 17.2, 1e6])
def test_the_weight_solves_the_equation_of_its_time_constant(frames):
    weight = smoothing_weight(frames)

    assert 0 < weight <= 1
    assert frames**2 * weight**2 + weight == pytest.approx(1.0)
