"""livemel gives the libraries' numbers; scripts/make_references made them, golden.py says how near."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from golden import BARS, REFERENCES, SAME_BITS, WEIGHTS, Reference

from livemel import MelStream, melspectrogram
from livemel.config.loading import preset_description
from livemel.dsp.geometry import num_frames

MADE_WITH = {
    "librosa": ("librosa", "0.11.0"),
    "torchaudio": ("torchaudio", "2.11.0"),
    "whisper": ("openai-whisper", "20250625"),
    "kaldi_native_fbank": ("kaldi-native-fbank", "1.23.0"),
    "torchaudio_kaldi": ("torchaudio", "2.11.0"),
    "transformers": ("transformers", "5.23.0"),
    "formula": ("torch", "2.13.0"),
}
NO_PACKAGE = "formula"


def references(fits=lambda reference: True):
    chosen = [reference for reference in map(Reference.read, REFERENCES) if fits(reference)]
    return pytest.mark.parametrize("reference", chosen, ids=[reference.name for reference in chosen])


answered = references(lambda reference: not reference.refuses)


def test_there_are_references_of_every_library_and_rate():
    read = [Reference.read(path) for path in REFERENCES]
    cases = Counter(reference.library for reference in read)

    assert cases.keys() == BARS.keys()
    assert sum(cases.values()) >= 100
    assert min(cases.values()) >= 5
    assert {8000, 16000, 22050, 44100, 48000, 96000} <= {reference.sample_rate for reference in read}


@references()
def test_each_file_names_the_version_that_made_it_and_the_preset_names_it_too(reference):
    package, version = MADE_WITH[reference.library]

    assert reference.versions[package].split("+")[0] == version
    assert reference.library == NO_PACKAGE or f"{package} {version}" in preset_description(reference.preset)


@answered
def test_there_are_as_many_frames_and_bands(reference):
    for name, theirs in reference.arrays.items():
        assert reference.frames[name].shape == theirs.shape
        assert reference.frames[name].dtype == np.float32


@answered
def test_numbers_are_the_librarys(reference):
    errors = {bar: reference.error(bar) for bar in reference.bars}

    assert errors
    assert {bar: error for bar, error in errors.items() if not error <= bar.most} == {}


@answered
def test_the_numbers_are_the_same_bits_when_the_sound_comes_in_pieces(reference):
    stream = MelStream(reference.config(), reference.sample_rate)
    sizes = np.random.default_rng(0).integers(0, 700, 40)
    pieces = np.split(reference.samples, np.cumsum(sizes))
    frames = np.concatenate([*map(stream.push, pieces), stream.flush()])

    assert frames.tobytes() == reference.frames["causal"].tobytes()


@references(lambda reference: reference.weights is not None)
def test_the_filterbank_is_the_librarys(reference):
    weights = MelStream(reference.config(), reference.sample_rate).filterbank

    assert weights.dtype == np.float32
    if reference.library in SAME_BITS:
        assert np.array_equal(weights, reference.weights)
    else:
        assert np.abs(weights - reference.weights).max() <= WEIGHTS * reference.weights.max()


@references(lambda reference: reference.refuses)
def test_what_a_library_refuses_gives_finite_frames_by_the_same_count(reference):
    frames = melspectrogram(reference.samples, reference.config(), reference.sample_rate)

    assert len(frames) == num_frames(len(reference.samples), reference.config().stft)
    assert np.isfinite(frames).all()


@answered
def test_nothing_is_nan_even_where_a_library_divides_0_by_0(reference):
    assert all(np.isfinite(frames).all() for frames in reference.frames.values())


@references(lambda reference: reference.library == "librosa" and "final" in reference.arrays)
def test_decibels_are_those_of_librosas_values_where_librosas_own_logarithm_is_rounded(reference):
    mel, power = reference.arrays["mel"].astype(np.float64), reference.config().mel.power
    decibels = 20 / power * np.log10(np.maximum(reference.config().level.floor, mel))
    near = mel >= mel.max() * 10 ** (-120 * power / 20)

    assert np.abs(reference.frames["causal"] - decibels)[near].max() <= 5e-6


@references(lambda reference: reference.name == "silence-16000")
def test_silence_is_at_librosas_floor(reference):
    assert (reference.frames["causal"] == -100).all()
