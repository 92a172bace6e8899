"""A stream at another rate: the same tones at the same times, and the delay that this takes."""

from __future__ import annotations

import numpy as np
import pytest

from livemel import MelStream, load_config, melspectrogram
from livemel.dsp.resampling import Resampler, resampling_delay

RATES = [(48000, 16000), (44100, 16000), (8000, 16000), (48000, 22050), (96000, 16000)]


@pytest.mark.parametrize(("from_rate", "to_rate"), RATES)
def test_a_click_stays_at_its_time(from_rate, to_rate):
    config = load_config(
        overrides=[f"stft.sample_rate={to_rate}", "stft.n_fft=256", "stft.hop_length=16", "mel.n_mels=8"]
    )
    samples = np.zeros(from_rate)
    samples[from_rate // 2] = 1.0
    stream = MelStream(config, from_rate)
    levels = np.concatenate([stream.push(samples), stream.flush()]).sum(axis=1)
    loudest = stream.centre_of_first_frame + int(np.argmax(levels)) * stream.hop

    assert loudest / from_rate == pytest.approx(0.5, abs=0.6 * 16 / to_rate)


@pytest.mark.parametrize(("from_rate", "to_rate"), RATES)
def test_a_tone_keeps_its_height_and_level(from_rate, to_rate):
    config = load_config(overrides=[f"stft.sample_rate={to_rate}"])
    stream = MelStream(config, from_rate)
    band = int(np.argmin(np.abs(stream.frequencies - 1000)))
    tone = np.sin(2 * np.pi * stream.frequencies[band] * np.arange(from_rate) / from_rate)
    frames = stream.push(tone)
    steady = frames[len(frames) // 2]

    assert np.argmax(steady) == band
    assert steady[band] == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize(("from_rate", "to_rate"), RATES)
def test_the_delay_is_what_a_frame_waits_for_at_most(from_rate, to_rate):
    stream = MelStream(load_config(overrides=[f"stft.sample_rate={to_rate}"]), from_rate, kernel="numpy")
    come = pushed = 0
    while pushed < from_rate:
        pushed += 64
        come += len(stream.push(np.zeros(64, np.float32)))
        newest = stream.centre_of_first_frame + come * stream.hop  # the next frame, which is not there yet

        assert pushed <= newest + stream.delay + 64


def test_without_resampling_there_is_no_delay():
    assert resampling_delay(48000, 48000) == 0
    assert MelStream(load_config("default"), 48000).delay == 1024


@pytest.mark.parametrize("channels", [1, 2, 3])
def test_channels_stay_apart(channels):
    samples = np.random.default_rng(0).standard_normal((channels, 9000))
    together = Resampler(48000, 16000, channels, np.float64)
    rows = np.concatenate([together.push(samples), together.finish()], axis=1)

    assert rows.shape == (channels, 3000)
    for channel in range(channels):
        alone = Resampler(48000, 16000, 1, np.float64)
        expected = np.concatenate([alone.push(samples[channel : channel + 1]), alone.finish()], axis=1)
        assert np.array_equal(rows[channel], expected[0])


def test_nothing_above_half_of_the_new_rate_is_left():
    time = np.arange(48000) / 48000
    levels = melspectrogram(np.sin(2 * np.pi * 10_000 * time), load_config(overrides=["stft.sample_rate=16000"]), 48000)

    assert levels[10:-10].max() < -100
