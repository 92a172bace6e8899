"""Explain: what is told of a level gives that level, for every recipe, wherever the frame lies."""

from __future__ import annotations

import numpy as np
import pytest
from dsp_strategies import configs, signals, stream_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from livemel import MelStream, load_config, melspectrogram
from livemel.config.loading import preset_names
from livemel.dsp.explain import explain

RATE = 48000
SOUND = (0.2 * np.random.default_rng(1).normal(size=RATE)).astype(np.float32)
SOUND += (0.3 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)).astype(np.float32)


def reader(samples, first=0):
    """Samples from number `first` on, as the store of the sound gives them."""
    return lambda begin, end: samples[begin - first : end - first]


def assert_derives(derivation, level):
    """Its numbers give `level`, which may be near 0 where larger numbers cancel."""
    assert derivation.level == pytest.approx(level, rel=1e-6, abs=1e-6)
    assert derivation.derived_level == pytest.approx(level, rel=2e-6, abs=2e-5)


@pytest.mark.parametrize("preset", preset_names())
@pytest.mark.parametrize("rate", [16000, 48000])
def test_the_numbers_of_every_preset_give_the_level_that_the_engine_gives(preset, rate):
    stream = MelStream(load_config(preset, overrides=["mel.fmax=0"]), rate)
    levels = melspectrogram(SOUND, stream.config, rate)
    for number in (0, 1, len(levels) // 2, len(levels) - 1):
        centre = stream.centre_of_first_frame + number * stream.hop
        for band in (0, 20, stream.config.mel.n_mels - 1):
            derivation = explain(stream, reader(SOUND), (0, len(SOUND)), centre + 0.3, band, is_over=True)

            assert derivation.centre == pytest.approx(centre)
            assert_derives(derivation, levels[number, band])


@settings(max_examples=60)
@given(config=configs(), samples=signals(longest=900), data=st.data())
def test_the_numbers_of_any_recipe_give_its_level(config, samples, data):
    stream = stream_of(config)
    levels = stream.whole(samples)
    assume(len(levels))
    number = data.draw(st.integers(0, len(levels) - 1))
    band = data.draw(st.integers(0, config.mel.n_mels - 1))
    centre = stream.centre_of_first_frame + number * stream.hop
    derivation = explain(stream, reader(samples), (0, len(samples)), centre, band, is_over=True)
    scale = max(1e-6, float(np.abs(derivation.windowed).max()) ** config.mel.power)

    assert derivation.level == pytest.approx(levels[number, band], rel=1e-5, abs=1e-6)
    if derivation.value > 1e-9 * scale * derivation.bins.weights.max(initial=0):  # not rounding alone
        assert derivation.derived_level == pytest.approx(derivation.level, rel=1e-5, abs=1e-4)


def test_every_step_follows_from_the_one_before():
    stream = MelStream(load_config("kaldi"), 16000)
    it = explain(stream, reader(SOUND), (0, len(SOUND)), 8000.0, 20)
    sums = it.bins

    np.testing.assert_allclose(it.samples, SOUND[round(it.centre) - 200 : round(it.centre) + 200])
    assert it.mean == pytest.approx(it.samples.mean())
    np.testing.assert_allclose(it.emphasised[1:], np.diff(it.samples) + 0.03 * (it.samples - it.mean)[:-1], atol=1e-12)
    np.testing.assert_array_equal(it.windowed, it.emphasised * it.window)
    np.testing.assert_array_equal(it.spectrum, np.fft.rfft(it.windowed, 512))
    np.testing.assert_array_equal(sums.numbers, it.band.bins)
    np.testing.assert_allclose(sums.hz, sums.numbers * 31.25)
    np.testing.assert_allclose(sums.values, np.abs(it.spectrum[sums.numbers]) ** 2)
    np.testing.assert_array_equal(sums.weights, it.band.weights)
    assert it.value == pytest.approx((sums.values * sums.weights).sum())


def test_a_signal_that_began_late_is_explained_where_it_lies():
    stream = MelStream(load_config(), RATE)
    first = 1_000_003
    whole = melspectrogram(SOUND, stream.config, RATE)
    derivation = explain(stream, reader(SOUND, first), (first, first + RATE), first + 24192, 30)

    assert derivation.centre == first + 63 * 384
    assert_derives(derivation, whole[63, 30])


def test_resampled_sound_is_explained_at_the_rate_of_the_analysis():
    stream = MelStream(load_config("whisper-80"), RATE)
    derivation = explain(stream, reader(SOUND), (0, RATE), 24000.0, 10)

    assert (derivation.source_rate, derivation.analysis_rate, len(derivation.samples)) == (48000, 16000, 400)
    assert_derives(derivation, melspectrogram(SOUND, stream.config, RATE)[50, 10])


@pytest.mark.parametrize("gain", ["0.98", "0.5"])
def test_pcen_is_explained_with_what_it_remembers(gain):
    config = load_config(overrides=["level.compression=pcen", f"pcen.gain={gain}"])
    stream = MelStream(config, RATE)
    derivation = explain(stream, reader(SOUND), (0, RATE), 100 * 384.0, 40)

    assert derivation.smoothed > 0
    assert_derives(derivation, melspectrogram(SOUND, config, RATE)[100, 40])


@pytest.mark.parametrize("centre", [RATE - 10.0, RATE + 50_000.0])
def test_a_frame_whose_samples_have_not_come_is_refused(centre):
    with pytest.raises(ValueError, match="have not come"):
        explain(MelStream(load_config(), RATE), reader(SOUND), (0, RATE), centre, 3)


def test_a_frame_whose_samples_are_lost_is_refused():
    lost = SOUND.copy()
    lost[20_000:20_100] = np.nan

    with pytest.raises(ValueError, match="are gone"):
        explain(MelStream(load_config(), RATE), reader(lost), (0, RATE), 20_000.0, 3)
