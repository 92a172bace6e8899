"""Measurer: a row for every frame of a session, of the frame's own samples and spectrum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted_source import RATE, SMALL, Memory, ScriptedSource, mono

from livemel.config import load_config
from livemel.dsp.levels import peak_dbfs, rms_dbfs
from livemel.dsp.measures import frame_measures
from livemel.dsp.windows import cosine_window
from livemel.errors import ConfigError
from livemel.runtime.feed import Columns
from livemel.runtime.measuring import MEASURES, Measurer
from livemel.runtime.session import Session

RMS, PEAK, CENTROID, HZ, DBFS = range(len(MEASURES))
N_FFT, HOP = SMALL.stft.n_fft, SMALL.stft.hop_length


def noise(count, seed=0):
    return np.random.default_rng(seed).uniform(-0.5, 0.5, count).astype(np.float32)


def measured(blocks, config=SMALL, rate=RATE):
    """The rows of all frames, and the columns they belong to."""
    rows, memory = [np.empty((0, len(MEASURES)), np.float32)], Memory()
    measurer = Measurer(config, rate, rows.append)
    source = ScriptedSource(blocks, ends=True, sample_rate=rate)
    session = Session(source, config, [memory, measurer], observer=measurer)
    for _ in range(len(blocks) + 1):
        session.step()
    return np.concatenate(rows), memory.of(Columns)


def tone(hz, seconds=0.5, rate=RATE, level=0.1):
    return (level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


@pytest.mark.parametrize(
    ("rate", "settings"),
    [
        (RATE, ["stft.n_fft=64", "stft.hop_length=16"]),
        (RATE, ["stft.n_fft=64", "stft.win_length=33", "stft.hop_length=11", "stft.center=false"]),
        (RATE, ["stft.n_fft=64", "stft.hop_length=16", "stft.precision=fast", "stft.pad_mode=reflect"]),
        (44100, ["stft.sample_rate=16000", "stft.n_fft=64", "stft.hop_length=16"]),
        (8000, ["stft.sample_rate=16000", "stft.n_fft=64", "stft.hop_length=16"]),
    ],
    ids=str,
)
@given(cuts=st.lists(st.integers(0, 900), max_size=10))
def test_it_does_not_matter_how_the_sound_is_cut(rate, settings, cuts):
    config = load_config(overrides=[*settings, "mel.n_mels=4"])
    sound = noise(900)
    whole, _ = measured([mono(sound)], config, rate)
    rows, columns = measured([mono(part) for part in np.split(sound, sorted(cuts))], config, rate)

    assert np.array_equal(rows, whole, equal_nan=True)
    assert len(rows) == sum(len(event.levels) for event in columns)


def test_a_row_is_of_the_samples_and_the_spectrum_of_its_frame():
    sound = noise(1000)
    rows, _ = measured([mono(sound)], SMALL)
    frame = 20
    own = sound[frame * HOP - N_FFT // 2 :][:N_FFT]
    window = cosine_window("hann", N_FFT, symmetric=False)
    powers = np.abs(np.fft.rfft(own * window)) ** 2
    spectral = frame_measures(powers, RATE, N_FFT, window.sum())

    assert rows[frame, :2] == pytest.approx([float(rms_dbfs(own)), float(peak_dbfs(own))], abs=1e-5)
    assert rows[frame, 2:] == pytest.approx(
        [float(each) for each in (spectral.centroid_hz, spectral.dominant_hz, spectral.dominant_dbfs)], rel=1e-6
    )


@pytest.mark.parametrize("preset", ["default", "whisper-80", "speech", "librosa", "htk"])
@pytest.mark.parametrize("rate", [16000, 48000, 44100])
def test_a_tone_has_its_frequency_and_level_whatever_the_recipe_and_the_rate(preset, rate):
    rows, _ = measured([mono(tone(1000, rate=rate))], load_config(preset), rate)
    middle = rows[len(rows) // 3 : 2 * len(rows) // 3]

    assert np.allclose(middle[:, HZ], 1000, rtol=0, atol=2)
    assert np.allclose(middle[:, [RMS, PEAK, DBFS]], -20, rtol=0, atol=0.3)


def test_the_scale_of_the_samples_does_not_move_a_level():
    sound = [mono(tone(1000))]
    scaled = load_config(overrides=["stft.input_scale=32768", "stft.sample_rate=16000"])
    plain = load_config(overrides=["stft.sample_rate=16000"])

    assert np.allclose(measured(sound, scaled)[0], measured(sound, plain)[0], rtol=1e-5, equal_nan=True)


def test_the_line_is_sought_where_the_bands_are():
    sound = tone(440, level=0.5) + tone(3000, level=0.01)
    config = load_config(overrides=["mel.fmin=2000", "mel.fmax=4000"])
    rows, _ = measured([mono(sound)], config)

    assert np.allclose(rows[5:-5, HZ], 3000, rtol=0, atol=1)


def test_silence_has_no_line_and_no_level():
    rows, _ = measured([mono(np.zeros(500))])

    assert np.isnan(rows[:, HZ]).all()
    assert (rows[:, [RMS, PEAK, DBFS]] == -np.inf).all()
    assert not rows[:, CENTROID].any()


@given(first=st.integers(0, 300), second=st.integers(0, 300), lost=st.integers(1, 500))
def test_behind_a_gap_it_begins_anew(first, second, lost):
    parts = noise(first, 1), noise(second, 2)
    rows, columns = measured([mono(parts[0]), mono(parts[1], lost, "dropped")])
    alone = np.concatenate([measured([mono(part)])[0] for part in parts])

    assert len(rows) == sum(len(event.levels) for event in columns)
    assert np.array_equal(rows, alone, equal_nan=True)


def test_silence_that_would_fill_up_a_short_signal_is_not_measured_before_a_gap():
    config = load_config(overrides=["stft.least_seconds=1", "stft.sample_rate=16000"])
    rows, columns = measured([mono(noise(5000)), mono(noise(5000), 100, "dropped")], config)

    assert len(rows) == sum(len(event.levels) for event in columns)
    assert np.isfinite(rows[:13, RMS]).all()
    assert (rows[-1, [RMS, PEAK]] == -np.inf).all()


def test_a_spectrum_that_is_not_finite_is_told_as_no_number():
    measurer = Measurer(SMALL, RATE, lambda rows: None)
    powers = np.ones((3, N_FFT // 2 + 1), np.float32)
    powers[1, 4] = np.inf
    measurer.see(0, powers)

    assert np.isnan(measurer._spectral[0][:, 0]).tolist() == [False, True, False]


def test_a_window_without_a_sum_is_refused():
    config = load_config(overrides=["stft.window=general_cosine,0,1"])

    with pytest.raises(ConfigError, match=r"stft\.window must have a sum above 0 to measure lines, got -?\S+ for"):
        Measurer(config, RATE, lambda rows: None)
