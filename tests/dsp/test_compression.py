"""Levels are what each compression says, from one frame as from many."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.config import Config, LevelConfig, PcenConfig
from livemel.dsp.compression import Compressor
from livemel.dsp.pcen import Pcen

RATE = 16000
KINDS = ("db", "log10", "ln", "none", "pcen")


def configured(precision="exact", power=2, hop_length=160, **level):
    config = Config()
    return replace(
        config,
        stft=replace(config.stft, precision=precision, hop_length=hop_length),
        mel=replace(config.mel, power=power),
        level=LevelConfig(**level),
    )


def mel_values(frames=40, channels=2, n_mels=37, dtype=np.float64, seed=3):
    """Of every size, zeros among them."""
    generator = np.random.default_rng(seed)
    values = 10 ** generator.uniform(-14, 2, (channels, frames, n_mels))
    return (values * (generator.uniform(size=values.shape) > 0.1)).astype(dtype)


def levels(values, **settings):
    return Compressor(configured(**settings), RATE)(np.array(values, np.float64)[None, None])[0, 0].tolist()


def test_decibels_are_of_power_or_magnitude_and_of_the_reference():
    assert levels([1.0, 0.1, 1e-20], floor=1e-10) == pytest.approx([0.0, -10.0, -100.0])
    assert levels([1.0, 0.1, 1e-20], floor=1e-5, power=1) == pytest.approx([0.0, -20.0, -100.0])
    assert levels([1.0, 0.5], reference=0.5) == pytest.approx([10 * np.log10(2), 0.0])
    assert levels([1.0, 0.5], reference=0.5, power=1) == pytest.approx([20 * np.log10(2), 0.0])


def test_a_reference_below_the_floor_is_the_floor():
    assert levels([1e-3, 1e-9], floor=1e-4, reference=1e-8) == pytest.approx([10.0, 0.0])


def test_a_reference_that_needs_the_whole_clip_is_one_until_then():
    assert levels([1.0, 0.1], reference="max") == levels([1.0, 0.1], reference=1.0)


def test_logarithms_know_no_reference():
    assert levels([100.0, 1e-20], compression="log10", floor=1e-10, reference=2.0) == pytest.approx([2.0, -10.0])
    assert levels([np.e, 0.0], compression="ln", floor=1e-5, power=1) == pytest.approx([1.0, np.log(1e-5)])


def test_a_floor_that_is_added_is_part_of_every_value():
    added = levels([0.0, 2.0**-24, 1.0], compression="ln", floor=2.0**-24, floor_mode="add")

    assert added == pytest.approx(np.log([2.0**-24, 2.0**-23, 1 + 2.0**-24]).tolist())


def test_the_reference_reads_nothing_where_the_floor_is_added():
    assert levels([0.25], floor=0.5, floor_mode="add", reference=0.25) == pytest.approx([0.0])


def test_none_gives_the_values():
    assert levels([0.5, 0.0, 3.0], compression="none") == [0.5, 0.0, 3.0]


def test_pcen_knows_the_rate_of_the_frames():
    config = replace(configured(compression="pcen"), pcen=PcenConfig(gain=0.5))
    values = mel_values()

    assert np.array_equal(Compressor(config, RATE)(values.copy()), Pcen(config.pcen, RATE / 160)(values))


@pytest.mark.parametrize("precision", ["exact", "fast"])
@pytest.mark.parametrize("kind", KINDS)
@given(cuts=st.lists(st.integers(0, 40), max_size=10))
def test_a_frame_does_not_know_which_frames_come_with_it(precision, kind, cuts):
    config = configured(precision, compression=kind)
    values = mel_values(dtype=np.float32 if precision == "fast" else np.float64)
    one_by_one = Compressor(config, RATE)
    alone = [one_by_one(part.copy()) for part in np.split(values, sorted(cuts), axis=1)]

    assert np.array_equal(np.concatenate(alone, axis=1), Compressor(config, RATE)(values))


@pytest.mark.parametrize("kind", KINDS)
def test_float32_values_give_the_same_levels_but_for_rounding(kind):
    values = mel_values(dtype=np.float32)
    exact = Compressor(configured("exact", compression=kind), RATE)(values.astype(np.float64))
    fast = Compressor(configured("fast", compression=kind), RATE)(values.copy())

    assert fast.dtype == exact.dtype == np.float32
    np.testing.assert_allclose(fast, exact, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("mode", ["max", "add"])
def test_a_floor_too_small_for_float32_is_its_smallest_there(mode):
    compressor = Compressor(configured("fast", floor=1e-300, floor_mode=mode), RATE)

    assert compressor(np.zeros((1, 1, 2), np.float32))[0, 0].tolist() == pytest.approx([-379.3, -379.3], abs=0.1)


@pytest.mark.parametrize("precision", ["exact", "fast"])
@pytest.mark.parametrize("kind", KINDS)
def test_levels_have_their_own_memory(precision, kind):
    values = mel_values(dtype=np.float32 if precision == "fast" else np.float64)
    result = Compressor(configured(precision, compression=kind), RATE)(values)

    assert not np.shares_memory(result, values)


@pytest.mark.parametrize("kind", KINDS)
def test_no_frame_gives_no_level(kind):
    assert Compressor(configured(compression=kind), RATE)(np.empty((2, 0, 5))).shape == (2, 0, 5)


def test_a_reset_forgets_the_frames_before_it():
    compressor = Compressor(configured(compression="pcen"), RATE)
    first = compressor(mel_values())
    compressor.reset()

    assert np.array_equal(compressor(mel_values()), first)
