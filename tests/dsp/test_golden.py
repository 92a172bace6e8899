"""livemel gives librosa's numbers; scripts/make_references made them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from livemel import MelStream, load_config, melspectrogram

REFERENCES = sorted((Path(__file__).parent / "references").glob("*.npz"))
OF_FRAME_PEAK = 2e-6
DECIBELS = {2: 1e-5, 1: 1.6e-5}
"""By power: one unit in the last place of a float32 near -100; two where librosa squares in float32 before its log."""
DECIBELS_DOWN = 120.0
AMPLITUDE_FLOOR = 1e-5
"""amin of librosa.amplitude_to_db; that of power_to_db is in the preset."""


class Reference:
    def __init__(self, path):
        with np.load(path, allow_pickle=False) as arrays:
            self.samples, self.mel, self.decibels = arrays["samples"], arrays["mel"], arrays["decibels"]
            self.weights = arrays["weights"]
            about = json.loads(str(arrays["about"]))
        self.sample_rate, self.settings, self.versions = about["sample_rate"], about["settings"], about["versions"]

    def config(self, *more):
        return load_config("librosa", overrides=[*self.overrides(), *more])

    def frames(self, *more):
        """livemel's, of the 16-bit samples themselves."""
        return melspectrogram(self.samples, self.config(*more), self.sample_rate)

    def overrides(self):
        mel = ("n_mels", "fmin", "fmax", "scale", "norm", "power")
        return [f"{'mel' if key in mel else 'stft'}.{key}={str(value).lower()}" for key, value in self.settings.items()]

    @property
    def power(self):
        return self.settings.get("power", 2)


@pytest.fixture(params=REFERENCES, ids=lambda path: path.stem)
def reference(request):
    return Reference(request.param)


def test_there_are_references():
    assert len(REFERENCES) >= 15
    assert {Reference(path).versions["librosa"] for path in REFERENCES} == {"0.11.0"}


def test_the_filterbank_is_librosas_bit_for_bit(reference):
    weights = MelStream(reference.config(), reference.sample_rate).filterbank

    assert weights.dtype == np.float32
    assert np.array_equal(weights, reference.weights)


def test_mel_values_are_librosas_within_2e_6_of_each_frames_peak(reference):
    frames = reference.frames("level.compression=none")
    peaks = reference.mel.max(axis=1, keepdims=True)

    assert frames.shape == reference.mel.shape
    assert (np.abs(frames - reference.mel) <= OF_FRAME_PEAK * peaks).all()


def test_decibels_are_librosas_within_1e_5_db_down_to_minus_120_db(reference):
    levels, near = levels_and_where_they_count(reference)

    assert levels.dtype == np.float32
    assert np.abs(levels - reference.decibels)[near].max() <= DECIBELS[reference.power]


def test_decibels_are_those_of_librosas_values_where_librosas_own_logarithm_is_rounded(reference):
    levels, near = levels_and_where_they_count(reference)
    powers = reference.mel.astype(np.float64) ** (2 / reference.power)

    assert np.abs(levels - 10 * np.log10(np.maximum(1e-10, powers)))[near].max() <= 5e-6


def levels_and_where_they_count(reference):
    floor = [f"level.floor={AMPLITUDE_FLOOR}"] if reference.power == 1 else []
    least = 10 ** (-DECIBELS_DOWN / (10 * reference.power))
    return reference.frames(*floor), reference.mel >= least * reference.mel.max()


def test_silence_is_at_librosas_floor():
    silence = next(Reference(path) for path in REFERENCES if path.stem.startswith("silence"))

    assert (silence.frames() == -100).all()
    assert np.abs(silence.decibels + 100).max() <= DECIBELS[2]
