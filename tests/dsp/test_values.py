"""What goes in and what comes out: scaling, silence, extremes, refusals."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace

import numpy as np
import pytest
from dsp_strategies import SAMPLE_RATE, configs, signals
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from livemel import Config, MelStream, finalize, load_config, melspectrogram
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


@pytest.mark.parametrize(("section", "change", "told"), [
    ("level", {"compression": "dB"}, r"level\.compression must be one of db, log10, ln, none, pcen, got 'dB'"),
    ("level", {"floor": -1.0}, r"level\.floor must be a number > 0 <= 1e\+15, got -1\.0"),
    ("level", {"reference": "mean"}, r'level\.reference must be a number > 0 <= 1e\+15 or "max", got \'mean\''),
    ("stft", {"precision": "Exact"}, r"stft\.precision must be one of exact, fast, got 'Exact'"),
    ("stft", {"hop_length": 0}, r"stft\.hop_length must be a whole number >= 1, got 0"),
    ("stft", {"n_fft": 2048.0}, r"stft\.n_fft must be a whole number 2\.\.1048576, got 2048\.0"),
    ("stft", {"padding": 3}, r"stft\.padding must be 0 while stft\.center is true, got 3"),
    ("mel", {"scale": "mel"}, r"mel\.scale must be one of slaney, "),
])  # fmt: skip
def test_a_configuration_made_by_hand_is_looked_at_too(section, change, told):
    config = replace(Config(), **{section: replace(getattr(Config(), section), **change)})

    with pytest.raises(ConfigError, match=told):
        MelStream(config)


def test_finalize_looks_at_levels_made_by_hand_too():
    config = load_config("librosa")
    wrong = replace(config, level=replace(config.level, finalize="topdb"))

    with pytest.raises(ConfigError, match=r"level\.finalize must be one of none, top_db, whisper, per_feature"):
        finalize(np.zeros((3, 128), np.float32), wrong)


def test_the_name_of_a_preset_is_no_configuration():
    for wrong in (lambda: MelStream("librosa"), lambda: finalize(np.zeros((3, 4)), "librosa")):
        with pytest.raises(TypeError, match=r"config must be a Config, such as load_config\('librosa'\) gives, got"):
            wrong()


@pytest.mark.parametrize("shape", [(), (5,), (1, 2, 3, 4)])
def test_frames_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match=r"frames must have shape \(m, n_mels\) or \(m, channels, n_mels\), got"):
        finalize(np.zeros(shape), load_config("librosa"))


def test_finalised_levels_are_float32():
    assert finalize(np.zeros((3, 4)), load_config("kaldi")).dtype == np.float32


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_stream_is_not_copied(copied):
    with pytest.raises(TypeError, match=r"make another: MelStream\(config, sample_rate\)"):
        copied(MelStream())


def test_the_rate_of_a_source_that_is_named_is_that_of_the_samples():
    stream = MelStream(load_config("whisper-80", overrides=["source.sample_rate=48000"]))

    assert (stream.sample_rate, stream.analysis_rate, stream.hop) == (48000, 16000, 480.0)


def test_a_short_frame_in_a_long_transform_takes_little_memory():
    config = load_config(overrides=[
        "stft.frame_length=win_length", "stft.win_length=1", "stft.n_fft=65536", "stft.hop_length=1", "mel.n_mels=4",
    ])  # fmt: skip
    stream = MelStream(config, 48000, kernel="numpy")

    assert stream._analysis.kernel._frames.nbytes <= 4 * 65536 * 8


@pytest.mark.parametrize("bits", [24.0, "24", None])
def test_bits_are_a_whole_number(bits):
    with pytest.raises(ValueError, match="bits must be a whole number, got"):
        MelStream().push(np.zeros(5, np.int32), bits=bits)


def test_samples_of_another_machines_byte_order_are_refused_with_a_cure():
    with pytest.raises(ValueError, match=r"in this machine's byte order, got >f4; convert it with astype"):
        MelStream().push(np.zeros(5, ">f4"))
