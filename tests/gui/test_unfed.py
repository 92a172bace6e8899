"""Bands that no FFT bin feeds: dotted rows, words for them, and curves that pass over them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from livemel.gui.keeping.snapshot import save_snapshot, view_of
from livemel.picture.printed.printing import view_chart
from livemel.picture.unfed import DOT, GROUND

COARSE = ("mel.n_mels=80", "stft.n_fft=128", "stft.hop_length=64")


@pytest.fixture
def coarse(make_stage):
    """Two seconds of a tone."""
    stage = make_stage(*COARSE).begin()
    for _ in range(4):
        stage.play(0.5)
    return stage


def dotted(stage):
    """Which pixels are."""
    return np.isin(stage.pixels(), [DOT, GROUND])


def test_their_rows_are_dotted_and_no_others(coarse):
    rows = dotted(coarse).all(axis=1)
    height = len(rows)
    bands = (2 * np.arange(height)[::-1] + 1) * 80 // (2 * height)

    np.testing.assert_array_equal(rows, coarse.live.chronicle.is_unfed[bands])
    assert not dotted(coarse)[~rows].any()


def test_other_colours_leave_them_as_they_are(coarse):
    before = dotted(coarse)
    coarse.controller.asking.next_colours()

    np.testing.assert_array_equal(dotted(coarse), before)


def test_what_the_dots_are_is_said(coarse):
    coarse.state()

    assert f"dotted: no FFT bin ({coarse.live.chronicle.is_unfed.sum()} bands)" in coarse.status


def test_where_every_band_is_fed_nothing_is_dotted(stage):
    stage.state()

    assert stage.live.chronicle.is_unfed is None
    assert not dotted(stage).any()
    assert "dotted" not in stage.status


def test_the_curves_pass_over_them(coarse):
    spectrum = coarse.window.spectrum
    coarse.state()
    bands, _ = spectrum._seen_bands(80)

    np.testing.assert_array_equal(bands, np.flatnonzero(~coarse.live.chronicle.is_unfed))


def test_a_saved_picture_shows_and_explains_them(coarse, tmp_path):
    path = tmp_path / "picture.png"
    save_snapshot(coarse.live, coarse.config, path)
    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB"))

    assert view_chart(view_of(coarse.live, coarse.config)).unfed.startswith("no FFT bin")
    assert (pixels == [GROUND >> 16 & 255, GROUND >> 8 & 255, GROUND & 255]).all(axis=2).any()
