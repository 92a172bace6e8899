"""The presets: complete, with the frame counts of their libraries, and livemel's own read what they promise."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import numpy as np
import pytest

from livemel import Config, MelStream, load_config, melspectrogram
from livemel.config.loading import preset_description, preset_names, presets_folder
from livemel.config.sections import LevelConfig, MelConfig, StftConfig
from livemel.config.setting import settings_of
from livemel.dsp.advice import empty_bands_warning
from livemel.dsp.geometry import num_frames

COUNTS = {
    "default": lambda n: 1 + n // 384,
    "librosa": lambda n: 1 + n // 512,
    "htk": lambda n: 1 + n // 200,
    "whisper-80": lambda n: n // 160,
    "whisper-128": lambda n: n // 160,
    "kaldi": lambda n: max(0, 1 + (n - 400) // 160),
    "parakeet": lambda n: n // 160,
    "tacotron": lambda n: n // 256,
    "speech": lambda n: 1 + n // 80,
    "music": lambda n: 1 + n // 512,
    "lecture": lambda n: 1 + n // 384,
}
"""Frames of n samples, n > 0; the formulas are the libraries'. There are none of an empty signal."""
OPTIONS = {
    "kaldi, a frame for every hop": ("kaldi", ["stft.snip_edges=false"], lambda n: (n + 80) // 160),
    "tacotron 2": (
        "tacotron",
        ["stft.center=true", "stft.padding=0", "stft.magnitude_offset=0"],
        lambda n: 1 + n // 256,
    ),
    "librosa, not centred": ("librosa", ["stft.center=false"], lambda n: max(0, 1 + (n - 2048) // 512)),
    "librosa, odd": ("librosa", ["stft.n_fft=2047"], lambda n: 1 + (n - 1) // 512),
    "whisper, filled up": ("whisper-80", ["stft.least_seconds=0.1"], lambda n: max(1600, n) // 160),
}
OWN = ("default", "speech", "music", "lecture")
MODEL_RATES = {
    "whisper-80": 16000,
    "whisper-128": 16000,
    "kaldi": 16000,
    "parakeet": 16000,
    "tacotron": 22050,
    "speech": 16000,
}
WRITTEN = {"stft": StftConfig, "mel": MelConfig, "level": LevelConfig}
LEFT_OPEN = {"precision"}
LENGTHS = range(2001)
LENGTHS_MEASURED = sorted(
    {*range(0, 2001, 61), *(edge + more for edge in (160, 200, 256, 384, 400) for more in (-1, 0, 1))}
)


def rate_of(config):
    return config.stft.sample_rate or 48000


def test_every_preset_has_its_count():
    assert sorted(COUNTS) == preset_names()


@pytest.mark.parametrize("name", COUNTS)
def test_frames_of_every_length_are_as_many_as_the_library_gives(name):
    stft = load_config(name).stft

    assert num_frames(0, stft) == 0
    assert [num_frames(n, stft) for n in LENGTHS[1:]] == [COUNTS[name](n) for n in LENGTHS[1:]]


@pytest.mark.parametrize("name", COUNTS)
def test_the_stream_gives_that_many(name):
    config = replace(load_config(name), mel=MelConfig(n_mels=2))
    stream = MelStream(config, rate_of(config))
    counts = {}
    for n in LENGTHS_MEASURED[1:]:
        counts[n] = len(stream.push(np.ones(n, np.int16))) + len(stream.flush())
        stream.reset()

    assert counts == {n: COUNTS[name](n) for n in LENGTHS_MEASURED[1:]}


@pytest.mark.parametrize(("preset", "overrides", "count"), OPTIONS.values(), ids=OPTIONS)
def test_options_change_the_count_as_in_the_library(preset, overrides, count):
    config = load_config(preset, overrides=[*overrides, "mel.n_mels=2"])

    assert {n: len(melspectrogram(np.ones(n, np.int16), config, rate_of(config))) for n in LENGTHS_MEASURED[1:]} == {
        n: count(n) for n in LENGTHS_MEASURED[1:]
    }


@pytest.mark.parametrize("name", sorted({*COUNTS} - {"default"}))
def test_a_preset_says_every_number_itself(name):
    with (presets_folder() / f"{name}.toml").open("rb") as file:
        tables = tomllib.load(file)

    for section, fields in WRITTEN.items():
        assert tables[section].keys() == settings_of(fields).keys() - LEFT_OPEN


@pytest.mark.parametrize("name", COUNTS)
def test_a_model_fixes_its_rate_and_a_library_does_not(name):
    assert load_config(name).stft.sample_rate == MODEL_RATES.get(name, 0)


@pytest.mark.parametrize("name", sorted({*OWN} - {"default"}))
def test_livemels_own_presets_say_that_they_equal_no_library(name):
    assert "livemel's own, equal to no library" in preset_description(name)


@pytest.mark.parametrize("rate", [44100, 48000])
@pytest.mark.parametrize("name", OWN)
def test_in_livemels_own_presets_every_band_is_fed(name, rate):
    assert empty_bands_warning(load_config(name), rate) == ""


@pytest.mark.parametrize("name", OWN)
def test_a_full_scale_sine_reads_0_dbfs_in_its_band(name):
    config = load_config(name)
    rate = rate_of(config)
    stream = MelStream(config, rate)
    band = config.mel.n_mels // 2
    time = np.arange(rate) / rate
    frames = stream.push(np.sin(2 * np.pi * stream.frequencies[band] * time))

    assert abs(frames[len(frames) // 2, band]) < 0.01
    assert frames[len(frames) // 2].argmax() == band


def test_bands_of_music_are_the_semitones_of_a_piano_tuned_to_440_hz():
    centres = MelStream(load_config("music"), 48000).frequencies
    semitones = 12 * np.log2(centres / 440)

    assert np.abs(semitones - np.arange(-35, 60)).max() < 1e-9


def test_speech_takes_25_ms_every_5_ms():
    stft = load_config("speech").stft

    assert stft.win_length / stft.sample_rate == 0.025
    assert stft.hop_length / stft.sample_rate == 0.005


def test_a_lecture_has_fewer_and_wider_bands_on_a_light_ground():
    lecture = load_config("lecture")

    assert lecture.mel.n_mels < Config().mel.n_mels / 2
    assert lecture.display.theme == "light"
