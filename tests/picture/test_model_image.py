"""The picture of a model's input: every kind of cell has its look, and what is not heard is grey."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from livemel import load_config
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.picture.hatch import LINE
from livemel.picture.model_image import DEAF, EMPTY, Rows, model_image
from livemel.picture.model_input import ModelInput, caption_lines, deaf_lines
from livemel.picture.seen import MAY_CHANGE
from livemel.picture.unfed import DOT

TABLE = packed(lookup_table("magma"))
FRAMES, N_MELS = 100, 80
WIDTH, HEIGHT = 200, 320


def view(**changes):
    """A second of Whisper's input, from a source of 48 kHz, as loud as can be."""
    nothing = np.zeros(FRAMES, np.bool_)
    fields = {
        "preset": "whisper-80",
        "config": load_config("whisper-80"),
        "source_rate": 48000,
        "analysis_rate": 16000,
        "begin_seconds": 5.0,
        "window_seconds": 1.0,
        "heard_seconds": 1.0,
        "first_centre": 0.0,
        "hop_seconds": 0.01,
        "levels": np.ones((FRAMES, N_MELS), np.float32),
        "may_change": np.zeros((FRAMES, N_MELS), np.bool_),
        "is_gap": nothing,
        "is_unfed": None,
        "has_one_bin": None,
    }
    return ModelInput(**(fields | changes))


def image(of, seconds=1.0):
    rows = Rows.of(of, HEIGHT)
    pixels = model_image(of, rows, WIDTH, seconds, TABLE, -0.5, 1.5)
    return pixels[: rows.above], pixels[rows.above : rows.above + rows.bands], pixels[rows.above + rows.bands :]


def test_what_lies_above_the_models_bands_is_grey():
    above, bands, below = image(view())

    assert (above == DEAF).all()
    assert len(above) / HEIGHT == pytest.approx(1 - 45.25 / 61.2, abs=0.02)  # 8 and 24 kHz on the slaney scale
    assert not (bands == DEAF).any()
    assert len(below) == 0


def test_where_the_model_hears_all_that_the_source_holds_nothing_is_grey():
    assert len(image(view(source_rate=16000))[0]) == 0


def test_the_axis_reaches_from_the_lowest_band_to_the_sources_limit():
    of = view()
    axis = Rows.of(of, HEIGHT).axis(of)

    assert axis.fmax == pytest.approx(24000, rel=0.02)
    assert axis.fraction_of(8000.0) == pytest.approx(45.25 / 61.2, abs=0.01)


def test_below_the_models_bands_there_is_grey_too():
    kaldi = view(preset="kaldi", config=load_config("kaldi"))

    assert 0 < len(image(kaldi)[2]) < 0.05 * HEIGHT
    assert (image(kaldi)[2] == DEAF).all()


def test_levels_have_the_colours_of_the_map():
    _, bands, _ = image(view())

    assert set(bands.ravel().tolist()) == {int(TABLE[int(256 * 1.5 / 2)])}


def test_what_may_change_is_brown_and_the_rest_is_not():
    may_change = np.zeros((FRAMES, N_MELS), np.bool_)
    may_change[50:, :40] = True
    _, bands, _ = image(view(may_change=may_change))
    brown = bands == MAY_CHANGE

    assert brown[len(bands) // 2 + 4 :, 102:].all()
    assert not brown[: len(bands) // 2 - 4].any()
    assert not brown[:, :98].any()


def test_where_all_may_change_the_levels_stay_to_be_seen():
    _, bands, _ = image(view(may_change=np.ones((FRAMES, N_MELS), np.bool_)))

    assert not (bands == MAY_CHANGE).any()


def test_lost_sound_is_hatched_in_its_time():
    is_gap = np.zeros(FRAMES, np.bool_)
    is_gap[20:40] = True
    _, bands, _ = image(view(is_gap=is_gap))
    hatched = (bands == LINE).any(axis=0)

    assert hatched[42:78].all()
    assert not hatched[:38].any()
    assert not hatched[82:].any()


def test_bands_of_no_bin_are_dotted_and_those_of_one_struck():
    is_unfed, has_one_bin = np.zeros(N_MELS, np.bool_), np.zeros(N_MELS, np.bool_)
    is_unfed[:20], has_one_bin[20:40] = True, True
    _, bands, _ = image(view(is_unfed=is_unfed, has_one_bin=has_one_bin))
    upper, middle, lower = bands[: len(bands) // 2], bands[len(bands) // 2 : 3 * len(bands) // 4 - 3], bands[-20:]

    assert len(np.unique(upper)) == 1
    assert len(np.unique(middle)) == 2
    assert (lower == DOT).any()


def test_a_click_shows_however_long_the_window():
    levels = np.full((FRAMES, N_MELS), -0.5, np.float32)
    levels[37] = 1.5
    pixels = model_image(view(levels=levels), Rows(0, 80, 0), 5, 1.0, TABLE, -0.5, 1.5)

    assert (pixels == TABLE[255]).all(axis=0).tolist() == [False, True, False, False, False]


def test_where_the_window_has_no_sound_there_is_nothing():
    _, bands, _ = image(view(), seconds=2.0)

    assert (bands[:, 101:] == EMPTY).all()
    assert not (bands[:, :99] == EMPTY).any()
    empty = view(levels=np.zeros((0, N_MELS), np.float32), may_change=np.zeros((0, N_MELS), np.bool_))
    assert (image(replace(empty, is_gap=np.zeros(0, np.bool_)))[1] == EMPTY).all()


def test_the_caption_says_what_the_array_is_and_how_near():
    first, second = caption_lines(view(is_gap=np.ones(FRAMES, np.bool_)))

    assert first == (
        "100 frames \u00d7 80 bands, float32 \u00b7 16000 Hz, window 25 ms, hop 10 ms \u00b7 "
        "100 frames/s = 8,000 numbers/s \u00b7 hears 0 to 8000 Hz"
    )
    assert second.startswith("within ")
    assert "of openai-whisper 20250625" in second
    assert second.endswith("hatched: lost sound, silence to the model")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"may_change": np.ones((FRAMES, N_MELS), np.bool_)}, "all may still change with more sound"),
        ({"may_change": np.arange(FRAMES * N_MELS).reshape(FRAMES, N_MELS) % 4 == 0}, "more sound (25 %)"),
        ({"window_seconds": 30.0}, "the last 29.0 s are silence that fills it up"),
        ({"is_unfed": np.arange(N_MELS) < 3}, "dotted: no FFT bin (3 bands)"),
        ({"has_one_bin": np.arange(N_MELS) < 2}, "struck: a single FFT bin (2 bands)"),
        ({"source_rate": 8000}, "the source has nothing above 4000 Hz"),
    ],
)
def test_the_caption_explains_every_mark(changes, told):
    assert told in caption_lines(view(**changes))[1]


def test_what_is_not_heard_is_said():
    assert deaf_lines(view()) == ("above 8000 Hz whisper-80 hears nothing", "")
    assert deaf_lines(view(config=load_config("kaldi"), source_rate=16000)) == ("", "below 20 Hz nothing")
