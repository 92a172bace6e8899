"""Frames do not depend on how the signal was cut, not by one bit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from dsp_strategies import SAMPLE_RATE, block_sizes, configs, signals, stream_of
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel import MelStream, load_config, melspectrogram
from livemel.config.loading import preset_names


def pushed(stream, samples, sizes):
    """All frames of `samples`, which come in blocks of `sizes` and one of all that is left."""
    cuts = np.cumsum(sizes, dtype=int)
    parts = [stream.push(block) for block in np.split(samples, cuts[cuts <= len(samples)])]
    return np.concatenate([*parts, stream.flush()])


def bits(frames):
    return frames.shape, frames.tobytes()


@settings(max_examples=400, deadline=None)
@given(config=configs(), samples=signals(), sizes=block_sizes)
def test_frames_do_not_depend_on_how_the_signal_was_cut(config, samples, sizes):
    stream = stream_of(config)

    assert bits(pushed(stream, samples, sizes)) == bits(melspectrogram(samples, config, SAMPLE_RATE, kernel="numpy"))


@settings(max_examples=150, deadline=None)
@given(
    config=configs(),
    samples=signals(),
    other=signals(300),
    channels=st.integers(0, 3),
    least=st.sampled_from([0, 0.04]),
)
def test_a_whole_signal_is_its_pushes_and_its_flush_whatever_came_before(config, samples, other, channels, least):
    config = replace(config, stft=replace(config.stft, least_seconds=least))
    rows = samples[: len(samples) // channels * channels].reshape(-1, channels) if channels else samples
    stream = stream_of(config)
    expected = pushed(stream, rows, [7, 0, 50])
    stream.reset()
    stream.push(other)

    assert bits(stream.whole(rows)) == bits(expected)
    assert bits(stream.whole(rows)) == bits(expected)
    stream.push(other)


@settings(max_examples=100, deadline=None)
@given(config=configs(), samples=signals(), sizes=block_sizes, rate=st.sampled_from([8000, 11025, 22050, 48000]))
def test_nor_do_they_when_the_signal_is_resampled(config, samples, sizes, rate):
    config = replace(config, stft=replace(config.stft, sample_rate=SAMPLE_RATE))
    stream = MelStream(config, rate, kernel="numpy")
    whole = pushed(stream, samples, [])
    stream.reset()

    assert bits(pushed(stream, samples, sizes)) == bits(whole)


@settings(max_examples=60, deadline=None)
@given(config=configs(), samples=signals(), sizes=block_sizes)
def test_nor_do_they_in_float32(config, samples, sizes):
    config = replace(config, stft=replace(config.stft, precision="fast"))
    stream = MelStream(config, SAMPLE_RATE, kernel="scipy")
    whole = pushed(stream, samples, [])
    stream.reset()

    assert bits(pushed(stream, samples, sizes)) == bits(whole)


@settings(max_examples=60, deadline=None)
@given(config=configs(), samples=signals(), size=st.integers(1, 300))
def test_a_signal_is_filled_up_with_the_silence_that_could_have_come(config, samples, size):
    longer = replace(config, stft=replace(config.stft, least_seconds=0.05, preemphasis=0.0))
    plain = replace(longer, stft=replace(longer.stft, least_seconds=0.0))
    silence = np.zeros(max(0, 800 - len(samples)) if len(samples) else 0, np.float32)
    stream = MelStream(longer, SAMPLE_RATE, kernel="numpy")

    assert bits(pushed(stream, samples, [size] * 9)) == bits(
        melspectrogram(np.concatenate([samples, silence]), plain, SAMPLE_RATE, kernel="numpy")
    )


@settings(max_examples=60, deadline=None)
@given(config=configs(), samples=signals(600), other=signals(600), size=st.integers(1, 50))
def test_after_a_reset_nothing_of_the_old_signal_is_left(config, samples, other, size):
    stream = stream_of(config)
    pushed(stream, other, [size] * 5)
    stream.reset()

    assert bits(pushed(stream, samples, [size] * 9)) == bits(
        melspectrogram(samples, config, SAMPLE_RATE, kernel="numpy")
    )


@pytest.mark.parametrize("preset", preset_names())
@pytest.mark.parametrize("size", [1, 63, 480, 2047, 2048, 2049, 100_000])
def test_presets_give_the_same_bits_for_blocks_of_every_size(preset, size):
    samples = np.random.default_rng(9).uniform(-1, 1, 20_000 if size > 1 else 6000).astype(np.float32)
    config = load_config(preset)
    sizes = [size] * (len(samples) // size)

    assert bits(pushed(MelStream(config, 48000), samples, sizes)) == bits(melspectrogram(samples, config, 48000))


@settings(max_examples=60, deadline=None)
@given(config=configs(), samples=signals(900), channels=st.integers(1, 4), sizes=block_sizes)
def test_every_channel_is_as_if_it_were_alone(config, samples, channels, sizes):
    rows = samples[: len(samples) // channels * channels].reshape(-1, channels)
    together = pushed(stream_of(config), rows, sizes)

    assert together.shape[1:] == (channels, config.mel.n_mels)
    for channel in range(channels):
        alone = melspectrogram(rows[:, channel], config, SAMPLE_RATE, kernel="numpy")
        assert bits(np.ascontiguousarray(together[:, channel])) == bits(alone)


def test_a_frame_comes_as_soon_as_its_last_sample_is_there():
    config = load_config("default")
    stream = MelStream(config, 48000)
    hop = config.stft.hop_length
    first = int(stream.centre_of_first_frame + stream.delay)
    came = [len(stream.push(np.zeros(1, np.float32))) for _ in range(first + 3 * hop)]

    assert (1 + np.flatnonzero(came)).tolist() == [first + k * hop for k in range(4)]


@pytest.mark.parametrize("pad_mode", ["reflect", "constant", "edge"])
def test_the_memory_of_a_stream_does_not_grow(pad_mode):
    stream = MelStream(load_config(overrides=[f"stft.pad_mode={pad_mode}"]), 48000)
    stream.push(np.zeros(5000, np.float32))
    held = stream._analysis._framer.buffer.nbytes
    for _ in range(300):
        stream.push(np.zeros(4801, np.float32))

    assert stream._analysis._framer.buffer.nbytes == held
