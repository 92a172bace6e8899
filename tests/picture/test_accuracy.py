"""Accuracy: each preset that is somebody's says how near it is."""

import pytest

from livemel.config.loading import preset_names
from livemel.picture.accuracy import accuracies, stated_accuracy


@pytest.mark.parametrize(
    ("preset", "begins", "ends"),
    [
        ("whisper-80", "within ", " of openai-whisper 20250625"),
        ("whisper-128", "within ", " of openai-whisper 20250625"),
        ("parakeet", "within ", " of transformers 5.23.0"),
        ("kaldi", "within ", " ln of kaldi-native-fbank 1.23.0 (down to -60 dB)"),
        ("librosa", "within ", " dB of librosa 0.11.0 (down to -120 dB)"),
    ],
)
def test_the_library_and_the_error_are_named(preset, begins, ends):
    stated = stated_accuracy(preset)

    assert stated.startswith(begins)
    assert stated.endswith(ends)
    assert float(stated.split()[1]) < 1e-3


def test_a_preset_that_is_nobodys_states_nothing():
    assert stated_accuracy("default") == ""


def test_figures_are_of_presets_that_exist():
    assert {figure.preset for figure in accuracies()} <= set(preset_names())
