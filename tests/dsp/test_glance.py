"""A glance gives every n-th frame as it is among those of the whole."""

import numpy as np
import pytest

from livemel.config import load_config
from livemel.dsp.glance import can_glance, samples_per_frame, scattered_frames
from livemel.dsp.stream import MelStream

RATE = 48000
SOUND = np.random.default_rng(6).uniform(-0.5, 0.5, 2 * RATE).astype(np.float32)


@pytest.mark.parametrize("every", [2, 7, 30])
@pytest.mark.parametrize("preset", ["default", "librosa", "htk", "speech", "music"])
def test_every_nth_frame_is_that_of_the_whole_bit_for_bit(preset, every):
    config = load_config(preset, overrides=["stft.sample_rate=0", "mel.fmax=0"])
    stream = MelStream(config, RATE)
    whole = stream.twin().whole(SOUND)
    begin, end = 20_000, 80_000
    seen = 0
    for centre, levels in scattered_frames(stream, lambda a, b: SOUND[a:b], (0, len(SOUND)), begin, end, every):
        number = round((centre - stream.centre_of_first_frame) / stream.hop)
        expected = whole[number : number + every * len(levels) : every]
        assert levels.tobytes() == expected.tobytes()
        assert begin <= centre < end
        seen += len(levels)
    assert abs(seen - (end - begin) / stream.hop / every) < 2


@pytest.mark.parametrize("rate", [48000, 44100])
@pytest.mark.parametrize("preset", ["whisper-80", "kaldi", "parakeet", "tacotron"])
def test_where_the_sound_is_resampled_a_glance_is_near(preset, rate):
    stream = MelStream(load_config(preset, overrides=["level.finalize=none", "level.compression=db"]), rate)
    times = np.arange(2 * rate) / rate
    sound = (SOUND[: 2 * rate] * 0.3 + 0.3 * np.sin(2 * np.pi * 440 * times)).astype(np.float32)
    whole = stream.twin().whole(sound)
    seen = 0
    for centre, levels in scattered_frames(stream, lambda a, b: sound[a:b], (0, len(sound)), 20_000, 70_000, 3):
        number = round((centre - stream.centre_of_first_frame) / stream.hop)
        expected = whole[number : number + 3 * len(levels) : 3]
        quiet_edge = max(1, stream.config.mel.n_mels // 12)  # where the resamplers' filters differ
        assert np.median(np.abs(levels - expected)) < 0.05
        assert np.abs(levels - expected)[:, :-quiet_edge].max() < 1.0
        seen += len(levels)
    assert seen > 20


def test_there_is_no_glance_where_a_frame_remembers():
    assert can_glance(MelStream(load_config("default"), RATE))
    assert not can_glance(MelStream(load_config("default", overrides=["level.compression=pcen"]), RATE))


@pytest.mark.parametrize("preset", ["default", "music"])
def test_a_frame_costs_its_transform(preset):
    stream = MelStream(load_config(preset, overrides=["stft.sample_rate=0"]), RATE)
    assert samples_per_frame(stream) == stream.config.stft.n_fft


def test_where_the_sound_is_resampled_a_frame_costs_little_more_than_the_sound_it_stands_in():
    stream = MelStream(load_config("tacotron"), RATE)
    needed = 1024 * (1 + RATE / 22050)
    assert needed < samples_per_frame(stream) - stream.config.stft.n_fft < 1.5 * needed
