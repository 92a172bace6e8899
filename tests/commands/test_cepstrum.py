"""MFCC are of the same dB whatever the levels of the file are."""

from __future__ import annotations

import numpy as np
import pytest

from livemel import load_config, melspectrogram
from livemel.commands.cepstrum import cepstrum_of, num_coefficients
from livemel.dsp.finalize import Finalizer
from livemel.dsp.mfcc import mfcc

RATE = 22050


def sound():
    return np.random.default_rng(2).uniform(-0.5, 0.5, 6000).astype(np.float32)


def cepstrum(*overrides):
    config = load_config("librosa", overrides=overrides)
    frames = melspectrogram(sound(), config, RATE)
    return cepstrum_of(config, Finalizer.of(lambda: (frames,), config))(frames), frames


@pytest.mark.parametrize("power", [1, 2])
@pytest.mark.parametrize("compression", ["log10", "ln", "none"])
def test_every_level_stands_for_the_same_decibels(compression, power):
    shared = ["level.finalize=none", "level.top_db=0", f"mel.power={power}"]
    decibels, _ = cepstrum("level.compression=db", *shared)
    others, _ = cepstrum(f"level.compression={compression}", *shared)

    assert np.allclose(others, decibels, rtol=0, atol=1e-4)


@pytest.mark.parametrize(
    ("compression", "finalize"), [("log10", "whisper"), ("ln", "per_feature")], ids=["whisper", "per_feature"]
)
def test_what_is_no_decibel_any_more_once_finalised_is_taken_before(compression, finalize):
    final, _ = cepstrum(f"level.compression={compression}", f"level.finalize={finalize}")
    causal, _ = cepstrum(f"level.compression={compression}", "level.finalize=none", "level.top_db=0")

    assert np.array_equal(final, causal)


def test_decibels_are_those_that_are_written():
    coefficients, frames = cepstrum("level.top_db=10")

    assert np.array_equal(coefficients, mfcc(np.maximum(frames, frames.max() - np.float32(10))))


def test_frames_read_from_disk_are_not_written_over():
    config = load_config("librosa", overrides=["level.compression=none"])
    frames = melspectrogram(sound(), config, RATE)
    frames.setflags(write=False)

    assert cepstrum_of(config, Finalizer())(frames).shape == (len(frames), 20)


@pytest.mark.parametrize(("settings", "count"), [([], 20), (["mel.n_mels=13"], 13), (["level.compression=pcen"], 0)])
def test_there_are_20_coefficients_unless_there_are_fewer_bands_or_no_decibels(settings, count):
    assert num_coefficients(load_config(overrides=settings)) == count
