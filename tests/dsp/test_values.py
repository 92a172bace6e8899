"""What goes in and what comes out: scaling, silence, extremes, refusals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from dsp_strategies import SAMPLE_RATE, configs, signals
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from livemel import MelStream, finalize, load_config, melspectrogram
from livemel.errors import ConfigError

LOUDEST = float(np.finfo(np.float32).max)


def noise(length=5000):
    return np.random.default_rng(4).uniform(-1, 1, length)


@settings(max_examples=60, deadline=None)
@given(config=configs(compressions=["none"]), samples=signals(600), exponent=st.integers(-8, 8))
def test_mel_values_go_with_the_power_of_the_signal(config, samples, exponent):
    config = replace(config, stft=replace(config.stft, magnitude_offset=0.0))
    once = melspectrogram(samples, config, SAMPLE_RATE).astype(float)
    scaled = melspectrogram(samples * np.float32(2.0**exponent), config, SAMPLE_RATE)

    assert np.allclose(scaled, once * 2.0 ** (exponent * config.mel.power), rtol=1e-6, atol=1e-37)


@settings(max_examples=100, deadline=None)
@given(
    config=configs(compressions=["db"]),
    samples=arrays(np.float32, st.integers(0, 300), elements=st.floats(-LOUDEST, LOUDEST, width=32)),
)
def test_finite_samples_never_give_a_level_that_is_no_number(config, samples):
    assert np.isfinite(melspectrogram(samples, config, SAMPLE_RATE)).all()


@settings(max_examples=60, deadline=None)
@given(config=configs(compressions=["db", "log10", "ln"]), length=st.integers(1, 700))
def test_silence_stays_at_the_floor(config, length):
    config = replace(config, stft=replace(config.stft, magnitude_offset=0.0))
    levels = melspectrogram(np.zeros(length, np.float32), config, SAMPLE_RATE)
    floor = np.log(config.level.floor)
    if config.level.compression != "ln":
        floor /= np.log(10)
    if config.level.compression == "db":
        floor *= 10 if config.mel.power == 2 else 20

    assert (levels == np.float32(floor)).all()


@pytest.mark.parametrize(("dtype", "bits", "full_scale"), [
    (np.int16, 0, 2**15), (np.int32, 0, 2**31), (np.int32, 24, 2**23), (np.int16, 12, 2**11),
])  # fmt: skip
def test_integers_are_scaled_by_their_full_range(dtype, bits, full_scale):
    integers = (noise() * (full_scale - 1)).astype(dtype)
    config = load_config("default")
    stream = MelStream(config, 48000)
    frames = np.concatenate([stream.push(integers, bits=bits), stream.flush()])

    assert np.array_equal(frames, melspectrogram(integers / full_scale, config, 48000))


def test_float32_and_float64_are_the_same_samples():
    samples = noise().astype(np.float32)
    config = load_config("default")

    assert np.array_equal(melspectrogram(samples, config), melspectrogram(samples.astype(float), config))


def test_float64_samples_keep_what_float32_cannot_hold():
    config = load_config("default", overrides=["stft.center=false", "level.floor=1e-30"])
    stream = MelStream(config, 48000)
    band = 60
    tone = 1e-9 * np.sin(2 * np.pi * stream.frequencies[band] / 48000 * np.arange(2048))

    assert stream.push(1.0 + tone)[0, band] == pytest.approx(-180, abs=0.1)


def test_a_view_gives_the_same_as_its_copy():
    samples = np.repeat(noise().astype(np.float32), 2)[::2][::-1]
    config = load_config("default")

    assert np.array_equal(melspectrogram(samples, config), melspectrogram(samples.copy(), config))


def test_the_block_is_not_changed():
    samples = noise()
    kept = samples.copy()
    samples.setflags(write=False)
    melspectrogram(samples)

    assert np.array_equal(samples, kept)


def test_frames_are_the_callers_to_keep():
    stream = MelStream(load_config("default"), 48000)
    first = stream.push(noise())
    kept = first.copy()
    stream.push(-noise())

    assert np.array_equal(first, kept)


@pytest.mark.parametrize("shape", [(0,), (0, 3)])
def test_nothing_gives_no_frames_of_the_right_shape(shape):
    stream = MelStream(load_config("default"), 48000)

    assert stream.push(np.zeros(shape, np.float32)).shape == (0, *shape[1:], 128)
    assert stream.flush().shape == (0, *shape[1:], 128)


def test_a_flush_before_anything_came_gives_nothing():
    assert MelStream(load_config("default"), 48000).flush().shape == (0, 128)


@pytest.mark.parametrize("block", [
    np.zeros((2, 2, 2), np.float32), np.zeros((5, 0), np.float32), np.zeros(5, np.uint8), np.zeros(5, complex),
    np.array(["a"]), np.float32(1),
])  # fmt: skip
def test_what_is_no_block_of_samples_is_refused(block):
    with pytest.raises(ValueError, match="block must"):
        MelStream().push(block)


@pytest.mark.parametrize("second", [np.zeros(5), np.zeros((5, 1), np.float32), np.zeros(5, np.int16)])
def test_shape_and_dtype_stay_until_a_reset(second):
    stream = MelStream()
    stream.push(np.zeros(5, np.float32))
    with pytest.raises(ValueError, match=r"block must stay float32 of shape \(n,\) until reset"):
        stream.push(second)
    stream.reset()
    stream.push(second)


def test_a_rate_that_makes_the_configuration_impossible_is_refused():
    with pytest.raises(ConfigError, match=r"mel\.fmax must be at most 4000 Hz"):
        MelStream(load_config(overrides=["mel.fmax=8000"]), 8000)


@pytest.mark.parametrize("rate", [-1, 44100.5, 1_000_000, "44100", None, float("nan")])
def test_a_rate_that_is_none_is_refused(rate):
    with pytest.raises(ValueError, match=r"sample_rate must be a whole number 0\.\.768000 Hz, got"):
        MelStream(sample_rate=rate)


def test_a_kernel_that_is_none_is_refused():
    with pytest.raises(ValueError, match="kernel must be one of auto, numpy, scipy, numba, got 'cuda'"):
        MelStream(kernel="cuda")
    with pytest.raises(ValueError, match=r"kernel must be auto, scipy or numba while stft\.precision is fast"):
        MelStream(load_config(overrides=["stft.precision=fast"]), kernel="numpy")


def test_after_the_end_nothing_comes_until_a_reset():
    stream = MelStream()
    stream.push(np.zeros(5000, np.float32))
    stream.flush()

    assert stream.flush().shape == (0, 128)
    with pytest.raises(ValueError, match=r"push\(\) must not follow flush\(\), which ended the signal; reset\(\)"):
        stream.push(np.zeros(1, np.float32))
    stream.reset()
    assert len(stream.push(np.zeros(5000, np.float32))) > 0


def test_finalize_is_librosas_top_db_over_the_whole_clip():
    config = load_config("librosa", overrides=["level.top_db=60"])
    frames = np.array([[0.0, -30.0], [-59.0, -100.0]], np.float32)

    assert finalize(frames, config).tolist() == [[0.0, -30.0], [-59.0, -60.0]]
    assert frames[1, 1] == -100


def test_reference_max_makes_the_loudest_zero():
    config = load_config("librosa", overrides=["level.reference=max", "level.top_db=0"])

    assert finalize(melspectrogram(noise(), config), config).max() == 0


def test_finalize_of_nothing_is_nothing():
    assert finalize(np.empty((0, 128), np.float32), load_config("librosa")).shape == (0, 128)
