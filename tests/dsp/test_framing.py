"""Frames are where the textbook puts them, and as many as the closed form says."""

from __future__ import annotations

import numpy as np
import pytest
from dsp_strategies import PAD_MODES, SAMPLE_RATE, configs, signals, stft_configs
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel import MelStream, load_config, melspectrogram
from livemel.dsp.framing import Framer, num_frames, padding
from livemel.dsp.windows import centred_in, periodic_window


def textbook_frames(samples, stft):
    """Every frame of the padded signal, by a loop."""
    if not len(samples):
        return []
    padded = np.pad(samples, padding(stft), mode=stft.pad_mode)
    begins = range(0, len(padded) - stft.n_fft + 1, stft.hop_length)
    return [padded[begin : begin + stft.n_fft] for begin in begins]


@settings(max_examples=300, deadline=None)
@given(stft=stft_configs(), samples=signals())
def test_frames_are_those_of_the_padded_signal(stft, samples):
    framer = Framer(stft)
    groups = [*map(np.copy, framer.push(samples.astype(float)[None])), *map(np.copy, framer.flush())]
    frames = [frame for group in groups for frame in group[0]]
    expected = textbook_frames(samples, stft)

    assert len(frames) == len(expected)
    assert all(np.array_equal(ours, theirs) for ours, theirs in zip(frames, expected, strict=True))


@settings(max_examples=300, deadline=None)
@given(stft=stft_configs(), samples=signals())
def test_the_closed_form_counts_what_the_loop_gives(stft, samples):
    assert num_frames(len(samples), stft) == len(textbook_frames(samples, stft))


@settings(max_examples=150, deadline=None)
@given(config=configs(compressions=["none"]), samples=signals())
def test_mel_values_are_the_weighted_spectrum_of_each_frame(config, samples):
    stft = config.stft
    stream = MelStream(config, SAMPLE_RATE)
    window = centred_in(periodic_window(stft.window, stft.win_length or stft.n_fft), stft.n_fft)
    frames = np.array(textbook_frames(samples.astype(float), stft)).reshape(-1, stft.n_fft)
    expected = np.abs(np.fft.rfft(frames * window)) ** config.mel.power @ stream.filterbank.T.astype(float)
    ours = np.concatenate([stream.push(samples), stream.flush()])

    assert np.allclose(ours, expected, rtol=1e-6, atol=1e-6 * np.abs(expected).max(initial=0) + 1e-30)


@pytest.mark.parametrize("pad_mode", PAD_MODES)
@pytest.mark.parametrize("length", [1, 2, 1023, 1024, 1025, 1026, 2047, 2048, 2049])
def test_a_clip_about_as_short_as_the_padding_gives_what_numpy_pads(pad_mode, length):
    config = load_config("librosa", overrides=[f"stft.pad_mode={pad_mode}", "level.compression=none"])
    samples = np.random.default_rng(length).uniform(-1, 1, length)
    padded = np.pad(samples, 1024, mode=pad_mode)
    whole = melspectrogram(samples, config, 22050)
    uncentred = melspectrogram(
        padded, load_config("librosa", overrides=["stft.center=false", "level.compression=none"]), 22050
    )

    assert np.array_equal(whole, uncentred)
    assert len(whole) == 1 + length // 512


@settings(max_examples=100, deadline=None)
@given(config=configs(), hops=st.integers(1, 5), samples=signals(800))
def test_a_signal_that_is_hops_later_gives_frames_that_are_hops_later(config, hops, samples):
    later = np.concatenate([np.zeros(hops * config.stft.hop_length, np.float32), samples])
    frames = melspectrogram(later, config, SAMPLE_RATE)
    earlier = melspectrogram(samples, config, SAMPLE_RATE)
    # frames that the left edge touches do not count: the padding there is another
    clear = -(-padding(config.stft) // config.stft.hop_length) if config.stft.pad_mode != "constant" else 0

    assert np.array_equal(frames[hops + clear :][: len(earlier) - clear], earlier[clear:])


def test_the_centre_of_frame_k_is_sample_k_hops():
    config = load_config("librosa", overrides=["level.compression=none"])
    click = np.zeros(10_000, np.float32)
    click[7 * 512] = 1
    energy = melspectrogram(click, config, 22050).sum(axis=1)

    assert MelStream(config, 22050).centre_of_first_frame == 0
    assert np.argmax(energy) == 7
    assert energy[6] == pytest.approx(energy[8], rel=1e-6)
