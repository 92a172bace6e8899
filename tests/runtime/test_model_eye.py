"""ModelEye: the very array of the model, and the truth of what is said of it."""

from __future__ import annotations

import numpy as np
import pytest

from livemel import finalize, load_config, melspectrogram
from livemel.dsp.band_table import band_table, bands_of_one_bin
from livemel.errors import ConfigError
from livemel.runtime.model_eye import ModelEye, model_arrays, model_names, needs_seconds

RATE = 48000
SOUND = (0.1 * np.random.default_rng(2).normal(size=35 * RATE)).astype(np.float32)
each_model = pytest.mark.parametrize("preset", model_names())


def seconds_of(seconds):
    return SOUND[: round(seconds * RATE)]


@each_model
def test_the_array_is_what_the_preset_makes_of_the_same_sound(preset):
    eye = ModelEye(preset, RATE)
    samples = seconds_of(needs_seconds(preset))
    config = load_config(preset)

    expected = finalize(melspectrogram(samples, config, RATE), config)
    np.testing.assert_array_equal(eye.look(samples, 0.0).levels, expected)


@pytest.mark.parametrize("preset", ["whisper-80", "whisper-128"])
@pytest.mark.parametrize("seconds", [0.5, 12, 30, 35])
def test_whisper_always_receives_3000_frames_of_30_seconds(preset, seconds):
    view = ModelEye(preset, RATE).look(seconds_of(seconds), 100.0)

    assert view.levels.shape == (3000, 80 if preset == "whisper-80" else 128)
    assert view.levels.dtype == np.float32
    assert view.window_seconds == 30
    assert view.heard_seconds == min(seconds, 30)
    assert view.begin_seconds == 100 + max(0, seconds - 30)
    assert view.numbers_per_second == pytest.approx(100 * view.levels.shape[1])


def test_silence_fills_up_what_whisper_has_not_heard():
    heard = seconds_of(12)
    filled = np.concatenate([heard, np.zeros(18 * RATE, np.float32)])
    config = load_config("whisper-80")
    view = ModelEye("whisper-80", RATE).look(heard, 0.0)

    expected = finalize(melspectrogram(filled, config, RATE), config)
    np.testing.assert_allclose(view.levels[:1195], expected[:1195], atol=1e-6)
    assert view.levels[1210:].max() == view.levels.min()


def test_what_the_end_of_the_sound_decides_may_change():
    view = ModelEye("whisper-80", RATE).look(seconds_of(12), 0.0)

    assert view.may_change[1199:].all()
    assert not view.may_change[:1190].any()


@pytest.mark.parametrize("preset", ["whisper-80", "kaldi", "librosa", "tacotron"])
def test_what_may_not_change_stays_when_more_sound_comes(preset):
    eye = ModelEye(preset, RATE)
    before, after = eye.look(seconds_of(4), 0.0), eye.look(seconds_of(5), 0.0)
    settled = ~before.may_change
    frames = len(settled)

    assert settled.any()
    np.testing.assert_allclose(before.levels[settled], after.levels[:frames][settled], atol=1e-5)


def test_a_loud_sound_moves_whispers_floor_and_only_what_was_marked():
    quiet = 1e-5 * seconds_of(4)
    quiet[RATE : RATE + 4800] += np.sin(np.arange(4800)).astype(np.float32)
    louder = np.concatenate([quiet, np.sign(np.sin(np.arange(RATE))).astype(np.float32)])
    eye = ModelEye("whisper-80", RATE)
    before, after = eye.look(quiet, 0.0), eye.look(louder, 0.0)
    moved = np.abs(before.levels - after.levels) > 1e-4

    assert moved[:350].any()
    assert not (moved & ~before.may_change & (before.levels > after.levels.min())).any()


def test_all_that_parakeet_receives_may_change():
    assert ModelEye("parakeet", RATE).look(seconds_of(2), 0.0).may_change.all()


def test_once_the_source_has_ended_nothing_may_change():
    assert not ModelEye("parakeet", RATE).look(seconds_of(2), 0.0, is_over=True).may_change.any()


def test_lost_sound_is_silence_to_the_model_and_told():
    samples = seconds_of(3).copy()
    silent = samples.copy()
    samples[RATE : RATE + 4800] = np.nan
    silent[RATE : RATE + 4800] = 0
    eye = ModelEye("kaldi", RATE)
    view = eye.look(samples, 0.0)

    np.testing.assert_array_equal(view.levels, eye.look(silent, 0.0).levels)
    touched = np.flatnonzero(view.is_gap) * view.hop_seconds + view.first_centre
    assert touched[0] == pytest.approx(1.0, abs=0.026)
    assert touched[-1] == pytest.approx(1.1, abs=0.026)
    assert np.diff(touched).max() < 0.011


@each_model
def test_bands_of_few_bins_are_those_of_the_table(preset):
    view = ModelEye(preset, RATE).look(seconds_of(1), 0.0)
    none = np.zeros(view.config.mel.n_mels, np.bool_)
    few = (none if view.is_unfed is None else view.is_unfed) | (none if view.has_one_bin is None else view.has_one_bin)

    assert np.flatnonzero(few).tolist() == list(bands_of_one_bin(band_table(view.config, view.analysis_rate)))


@pytest.mark.parametrize(
    ("preset", "rate", "heard"),
    [
        ("whisper-80", 48000, (0, 8000)),
        ("whisper-80", 8000, (0, 4000)),
        ("kaldi", 48000, (20, 8000)),
        ("librosa", 44100, (0, 22050)),
    ],
)
def test_what_the_model_can_hear_ends_with_its_bands_and_with_the_source(preset, rate, heard):
    assert ModelEye(preset, rate).look(SOUND[:rate], 0.0).heard_hz == pytest.approx(heard)


def test_no_sound_is_no_frame():
    view = ModelEye("whisper-80", RATE).look(SOUND[:0], 0.0)

    assert view.levels.shape == (0, 80)
    assert (view.window_seconds, view.heard_seconds) == (0, 0)


def test_a_model_that_is_none_is_refused():
    with pytest.raises(ConfigError, match="whisper-90"):
        ModelEye("whisper-90", RATE)


def test_whisper_comes_first_and_nobody_twice():
    names = model_names()

    assert names[:2] == ("whisper-80", "whisper-128")
    assert len(set(names)) == len(names) >= 7
    assert "default" not in names


def test_each_model_says_how_much_sound_it_needs():
    assert needs_seconds("whisper-128") == 30
    assert needs_seconds("kaldi") == 10


def test_a_file_of_it_holds_the_array_with_its_times_and_its_recipe(tmp_path):
    view = ModelEye("whisper-80", RATE).look(seconds_of(2), 7.0)
    np.savez(tmp_path / "model.npz", **model_arrays(view))
    with np.load(tmp_path / "model.npz", allow_pickle=False) as file:
        np.testing.assert_array_equal(file["features"], view.levels)
        assert file["times"][0] == pytest.approx(7.0)
        assert file["may_change"].shape == file["features"].shape == (3000, 80)
        assert len(file["frequencies"]) == 80
        assert "least_seconds = 30" in str(file["config"])
        assert str(file["preset"]) == "whisper-80"
