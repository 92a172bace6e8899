"""A source at another rate than the analysis: time stays the source's, frequencies are the analysis's."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from scripted_source import RATE

from livemel.gui.keeping.snapshot import save_snapshot

OTHER = ("stft.sample_rate=11025", "stft.n_fft=256", "stft.hop_length=100", "mel.n_mels=40")


@pytest.fixture
def other(make_stage):
    """Two seconds, a tone in the second of them."""
    stage = make_stage(*OTHER).begin()
    stage.play(1.0, hz=4000.0, amplitude=0.0)
    stage.play(1.0, hz=4000.0)
    return stage


def test_both_rates_are_said(other):
    other.state()

    assert "16\u2009000 Hz resampled to 11\u2009025 Hz" in other.status


def test_a_tone_begins_where_its_samples_do(other):
    pixels = (other.pixels() & 0xFF).max(axis=0).astype(int)
    begin = np.flatnonzero(pixels > pixels.max() / 2)[0]
    behind = (other.session.delay / RATE + 0.004) / 2

    assert begin / len(pixels) == pytest.approx(0.5 + behind, abs=0.02)


def test_a_tone_stands_at_its_height_on_an_axis_up_to_half_the_rate_of_the_analysis(other):
    pixels = other.pixels()
    axis = other.page.axis
    brightest = 1 - np.argmax((pixels[:, -40:-20] & 0xFF00).sum(axis=1)) / len(pixels)

    assert axis.fmax < 11025 / 2
    assert brightest == pytest.approx(float(axis.fraction_of(4000.0)), abs=0.03)


def test_no_column_of_the_history_is_empty(other):
    levels, _ = other.live.history.read(np.arange(other.live.history.end))

    assert np.isfinite(levels).all()
    assert other.live.history.hop_length == 100 * RATE / 11025


def test_a_saved_picture_tells_both_rates(other, tmp_path):
    save_snapshot(other.live, other.config, tmp_path / "picture.png")
    with Image.open(tmp_path / "picture.png") as picture:
        assert (picture.text["livemel:sample_rate"], picture.text["livemel:analysis_rate"]) == ("16000", "11025")


def test_a_source_too_slow_for_the_bands_is_told(make_stage):
    stage = make_stage("stft.sample_rate=44100").begin()

    assert "Nothing above 8000 Hz" in stage.notice
