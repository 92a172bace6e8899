"""The demonstration is quick to make, loud enough, without clips and clicks, and begins again without a seam."""

from __future__ import annotations

import time

import numpy as np
import pytest

from livemel.audio.made.chunks import CHUNK
from livemel.audio.made.demo import SCENES, Demo, DemoSource
from livemel.audio.source import make_source
from livemel.config import SourceConfig

RATE = 48000


@pytest.fixture(scope="module")
def whole():
    demo = Demo(RATE)
    return np.concatenate([demo.chunk(number) for number in range(demo.chunks)])


def scene(whole, number):
    begins = np.cumsum([0, *(round(seconds * RATE) for seconds, _ in SCENES)])
    return whole[begins[number] : begins[number + 1]]


def test_it_lasts_20_to_30_seconds(whole):
    assert 20 <= len(whole) / RATE <= 30


@pytest.mark.parametrize("number", range(len(SCENES)))
def test_every_scene_peaks_between_minus_20_and_minus_6_dbfs(whole, number):
    assert -20 <= 20 * np.log10(np.abs(scene(whole, number)).max()) <= -5.9


def test_it_ends_in_silence_and_begins_softly(whole):
    assert not whole[-RATE:].any()
    assert np.abs(whole[:48]).max() < 1e-3


def test_it_begins_again_with_the_same_samples(whole):
    demo = Demo(RATE)

    assert np.array_equal(demo.chunk(demo.chunks), demo.chunk(0))
    assert np.array_equal(demo.chunk(5 * demo.chunks + 7), whole[7 * CHUNK : 8 * CHUNK])


def test_it_is_the_same_every_time(whole):
    demo = Demo(RATE)

    assert np.array_equal(demo.chunk(230), whole[230 * CHUNK : 231 * CHUNK])


def test_scenes_begin_and_end_without_a_jump(whole):
    for number in range(len(SCENES)):
        edges = np.abs(scene(whole, number)[[0, 1, 2, -3, -2, -1]])
        assert edges.max() < 2e-3


@pytest.mark.parametrize("rate", [8000, 11025, 44100, 96000])
def test_nothing_is_folded_at_half_of_the_sample_rate(rate):
    demo = Demo(rate)
    samples = np.concatenate([demo.chunk(number) for number in range(int(12 * rate / CHUNK))])
    spectrum = np.abs(np.fft.rfft(samples[: 11 * rate] * np.hanning(11 * rate))) ** 2
    above = int(0.47 * 11 * rate)

    assert spectrum[above:].sum() < 1e-7 * spectrum.sum()
    assert np.abs(samples).max() < 0.6


def test_the_first_sound_takes_under_a_fifth_of_a_second():
    begun = time.perf_counter()
    source = DemoSource(SourceConfig(kind="demo"), paced=False)
    source.open()
    source._reader.read(RATE // 10)

    assert time.perf_counter() - begun < 0.2


def test_it_is_called_demo_and_gives_one_channel():
    source = make_source(SourceConfig(kind="demo", sample_rate=16000, channel=2), paced=False)
    source.open()

    assert (source.kind, source.name, source.sample_rate) == ("demo", "demo", 16000)
    assert source.read().samples.shape == (65536, 1)
