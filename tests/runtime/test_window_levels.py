"""Levels under the windows of frames: of the samples that are there, whatever blocks brought them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.dsp.levels import peak_dbfs, rms_dbfs
from livemel.runtime.window_levels import WindowLevels

LENGTH, BEFORE, HOP = 12, 6, 5


def noise(count, seed=0):
    return np.random.default_rng(seed).uniform(-0.5, 0.5, count).astype(np.float32)


def expected(sound, centres, begin=0):
    """Of every window by itself."""
    rows = []
    for centre in centres:
        start = int(centre) - BEFORE - begin
        within = sound[max(0, start) : max(0, start + LENGTH)]
        rows.append((rms_dbfs(within), peak_dbfs(within)) if len(within) else (-np.inf, -np.inf))
    return np.array(rows).T.reshape(2, -1)


@given(cuts=st.lists(st.integers(0, 200), max_size=10), begin=st.integers(0, 10**12))
def test_it_is_the_level_of_the_part_of_the_window_that_is_sound_however_it_comes(cuts, begin):
    sound = noise(200)
    frames = WindowLevels(LENGTH, BEFORE)
    frames.begin(begin)
    centres = begin + HOP * np.arange(60.0)  # beyond the end
    measured, done, come = [], 0, 0
    for part in np.split(sound, sorted(cuts)):
        frames.hear(part)
        come += len(part)
        ready = np.count_nonzero(centres - BEFORE + LENGTH <= begin + come)
        measured.append(frames.measured(centres[done:ready]))
        done = ready
    measured.append(frames.measured(centres[done:]))
    whole = WindowLevels(LENGTH, BEFORE)
    whole.begin(begin)
    whole.hear(sound)

    assert np.array_equal(np.concatenate(measured, axis=1), whole.measured(centres))
    assert np.allclose(np.concatenate(measured, axis=1), expected(sound, centres, begin), rtol=0, atol=1e-9)


def test_samples_that_no_later_window_needs_are_forgotten():
    frames = WindowLevels(LENGTH, BEFORE)
    for k in range(100):
        frames.hear(noise(HOP, k))
        frames.measured(np.array([max(0.0, HOP * k - LENGTH)]))

    assert sum(map(len, frames._heard)) < 4 * LENGTH


@pytest.mark.parametrize("position", [-1000.0, 1000.0])
def test_a_window_far_from_the_sound_is_silent(position):
    frames = WindowLevels(LENGTH, BEFORE)
    frames.hear(noise(30))

    assert np.array_equal(frames.measured(np.array([position])), [[-np.inf], [-np.inf]])


def test_a_full_scale_sine_reads_0_dbfs():
    frames = WindowLevels(480, 240)
    frames.hear(np.sin(2 * np.pi * np.arange(4800) / 48 + 0.1).astype(np.float32))

    assert np.allclose(frames.measured(240.0 + 48 * np.arange(90)), 0.0, rtol=0, atol=0.05)


def test_the_largest_samples_have_a_level_too():
    frames = WindowLevels(4, 0)
    frames.hear(np.full(4, np.finfo(np.float32).max))
    rms, peak = frames.measured(np.zeros(1))

    assert (rms - peak).tolist() == pytest.approx([20 * np.log10(np.sqrt(2))])
