"""Frames do not depend on how the signal was cut, not by one bit."""

from __future__ import annotations

import numpy as np
import pytest
from dsp_strategies import SAMPLE_RATE, block_sizes, configs, signals
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel import MelStream, load_config, melspectrogram
from livemel.dsp.filterbank import BandSums
from livemel.dsp.framing import FRAMES_PER_GROUP
from livemel.dsp.stream import spectra


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
    stream = MelStream(config, SAMPLE_RATE)

    assert bits(pushed(stream, samples, sizes)) == bits(melspectrogram(samples, config, SAMPLE_RATE))


@pytest.mark.parametrize("n_fft", [255, 400, 512, 2048])
def test_a_frames_float64_bits_do_not_depend_on_the_frames_beside_it(n_fft):
    """Rounding to float32 would hide it nearly always, which is worse than always."""
    config = load_config("librosa", overrides=[f"stft.n_fft={n_fft}", "stft.hop_length=100"])
    bands = BandSums(MelStream(config, 22050).filterbank)
    frames = np.random.default_rng(n_fft).standard_normal((FRAMES_PER_GROUP, n_fft))
    alone = np.concatenate([bands(spectra(frame[None], 2)) for frame in frames])

    for count in range(1, FRAMES_PER_GROUP + 1):
        assert np.array_equal(bands(spectra(frames[:count], 2)), alone[:count])


@settings(max_examples=60, deadline=None)
@given(config=configs(), samples=signals(600), other=signals(600), size=st.integers(1, 50))
def test_after_a_reset_nothing_of_the_old_signal_is_left(config, samples, other, size):
    stream = MelStream(config, SAMPLE_RATE)
    pushed(stream, other, [size] * 5)
    stream.reset()

    assert bits(pushed(stream, samples, [size] * 9)) == bits(melspectrogram(samples, config, SAMPLE_RATE))


@pytest.mark.parametrize("preset", ["default", "librosa"])
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
    together = pushed(MelStream(config, SAMPLE_RATE), rows, sizes)

    assert together.shape[1:] == (channels, config.mel.n_mels)
    for channel in range(channels):
        alone = melspectrogram(rows[:, channel], config, SAMPLE_RATE)
        assert bits(np.ascontiguousarray(together[:, channel])) == bits(alone)


def test_a_frame_comes_as_soon_as_its_last_sample_is_there():
    config = load_config("default")
    stream = MelStream(config, 48000)
    hop = config.stft.hop_length
    first = stream.centre_of_first_frame + stream.delay
    came = [len(stream.push(np.zeros(1, np.float32))) for _ in range(first + 3 * hop)]

    assert (1 + np.flatnonzero(came)).tolist() == [first + k * hop for k in range(4)]


@pytest.mark.parametrize("pad_mode", ["reflect", "constant", "edge"])
def test_the_memory_of_a_stream_does_not_grow(pad_mode):
    stream = MelStream(load_config(overrides=[f"stft.pad_mode={pad_mode}"]), 48000)
    stream.push(np.zeros(5000, np.float32))
    held = stream._framer._buffer.nbytes
    for _ in range(300):
        stream.push(np.zeros(4801, np.float32))

    assert stream._framer._buffer.nbytes == held
