"""Frames are where the textbook puts them, and as many as the closed form says."""

from __future__ import annotations

import numpy as np
import pytest
from dsp_strategies import PAD_MODES, SAMPLE_RATE, configs, signals, stft_configs, stream_of
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel import MelStream, load_config, melspectrogram
from livemel.dsp.framing import Framer
from livemel.dsp.geometry import Geometry, num_frames
from livemel.dsp.windows import analysis_window, centred_in


def textbook_frames(samples, stft):
    """Every frame of the padded signal, by a loop."""
    if not len(samples):
        return []
    length = stft.win_length if stft.frame_length == "win_length" and stft.win_length else stft.n_fft
    if stft.snip_edges:
        pad = length // 2 if stft.center else stft.padding
        padded = np.pad(samples, pad, mode=stft.pad_mode)
        begins = list(range(0, len(padded) - length + 1, stft.hop_length))
    else:
        left = length // 2 - stft.hop_length // 2
        padded = np.pad(samples, (left, length), mode=stft.pad_mode)
        begins = [k * stft.hop_length for k in range((len(samples) + stft.hop_length // 2) // stft.hop_length)]
    frames = [padded[begin : begin + length] for begin in begins]
    return frames[:-1] if stft.drop_last else frames


def textbook_front(samples, stft):
    """Windowed frames, shape (m, n_fft), by the formulas."""
    signal = samples.astype(float) * stft.input_scale
    if stft.preemphasis_scope == "signal":
        signal = np.diff(signal, prepend=0) + (1 - stft.preemphasis) * np.concatenate([[0], signal[:-1]])[: len(signal)]
    window = analysis_window(stft)
    rows = []
    for frame in textbook_frames(signal, stft):
        part = frame - frame.mean() if stft.remove_dc else frame
        if stft.preemphasis_scope == "frame":
            part = part - stft.preemphasis * np.concatenate([part[:1], part[:-1]])
        rows.append(np.pad(part * centred_in(window, len(part)), (0, stft.n_fft - len(part))))
    return np.array(rows).reshape(-1, stft.n_fft)


@settings(max_examples=300, deadline=None)
@given(stft=stft_configs(), samples=signals())
def test_frames_are_those_of_the_padded_signal(stft, samples):
    geometry = Geometry.of(stft)
    framer = Framer(geometry, 8)
    frames = []

    def take():
        while (ready := framer.ready())[1]:
            begins = ready[0] + stft.hop_length * np.arange(ready[1])
            frames.extend(framer.buffer[0, begin : begin + geometry.length].copy() for begin in begins)

    done = 0
    while done < len(samples):
        done += framer.append(samples[None, done:])
        take()
    left = framer.end()
    came = len(frames)
    while len(frames) < came + left:
        framer.append_padding()
        take()
    expected = textbook_frames(samples.astype(float), stft)

    assert len(frames) == len(expected)
    assert all(np.array_equal(ours, theirs) for ours, theirs in zip(frames, expected, strict=True))


@settings(max_examples=300, deadline=None)
@given(stft=stft_configs(), samples=signals())
def test_the_closed_form_counts_what_the_loop_gives(stft, samples):
    assert num_frames(len(samples), stft) == len(textbook_frames(samples, stft))


@settings(max_examples=300, deadline=None)
@given(config=configs(compressions=["none"]), samples=signals())
def test_mel_values_are_the_weighted_spectrum_of_each_frame(config, samples):
    stft, power = config.stft, config.mel.power
    stream = stream_of(config)
    powers = np.abs(np.fft.rfft(textbook_front(samples, stft))) ** 2 + stft.magnitude_offset
    expected = powers ** (power / 2) @ stream.filterbank.T.astype(float)
    ours = np.concatenate([stream.push(samples), stream.flush()])

    assert ours.shape == expected.shape
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
@given(config=configs(["db", "log10", "ln", "none"]), hops=st.integers(1, 5), samples=signals(800))
def test_a_signal_that_is_hops_later_gives_frames_that_are_hops_later(config, hops, samples):
    later = np.concatenate([np.zeros(hops * config.stft.hop_length, np.float32), samples])
    frames = melspectrogram(later, config, SAMPLE_RATE)
    earlier = melspectrogram(samples, config, SAMPLE_RATE)
    geometry = Geometry.of(config.stft)
    first, last = 0, len(earlier)
    if geometry.mode != "constant":  # what stands left of the signal is another, and so are mirrors that reach it
        first = -(-geometry.left // geometry.hop)
        last = max(0, 1 + (2 * len(samples) - 1 + geometry.left - geometry.length) // geometry.hop)

    assert np.array_equal(frames[hops:][first : min(last, len(earlier))], earlier[first:last])


def test_the_centre_of_frame_k_is_sample_k_hops():
    config = load_config("librosa", overrides=["level.compression=none"])
    click = np.zeros(10_000, np.float32)
    click[7 * 512] = 1
    energy = melspectrogram(click, config, 22050).sum(axis=1)

    assert MelStream(config, 22050).centre_of_first_frame == 0
    assert np.argmax(energy) == 7
    assert energy[6] == pytest.approx(energy[8], rel=1e-6)
