"""A view written into a PNG comes out of it as it went in, and no file makes trouble."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from livemel.config import load_config
from livemel.errors import LivemelError
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.picture.history import NOTHING, History
from livemel.picture.printed import embedded
from livemel.picture.printed.embedded import LEVELS_CHUNK, opened_view, saved_view, view_chunks, view_texts
from livemel.picture.printed.saved_view import SavedGap, SavedLevels, SavedMarker, SavedSelection, SavedSound, SavedView
from livemel.picture.raster import Raster

RATE, HOP, BANDS = 16000, 512.5, 24
CONFIG = load_config(overrides=[f"mel.n_mels={BANDS}", "display.colormap=viridis", "display.db_min=-70"])


def view(**others):
    parts = {
        "source": "Mikrofon für Ümlaute",
        "config": CONFIG,
        "version": "0.1",
        "sample_rate": RATE,
        "analysis_rate": 8000,
        "started": datetime(2026, 11, 22, 20, 15, 3, 250000, UTC),
        "begin": 3.25,
        "seconds": 2.5,
        "low": 0.125,
        "high": 0.875,
        "selection": SavedSelection(3.5, 4.0, 100.0, 900.0),
        "markers": (SavedMarker(3.75, 440.0, "Kammerton a'"), SavedMarker(99.0, 1.0, "2")),
    }
    return SavedView(**{**parts, **others})


def history(slots=400, gap=(150, 170)):
    levels = np.random.default_rng(1).uniform(-90, 0, (slots, BANDS)).astype(np.float32)
    kept = History(10_000, BANDS, HOP)
    kept.add_columns(0.0, levels)
    kept.add_gap(round(gap[0] * HOP), round((gap[1] - gap[0]) * HOP))
    return kept


def written(texts, chunks=()):
    info = PngInfo()
    for key, text in texts.items():
        info.add_itxt(key, text)
    for name, data in chunks:
        info.add(name, data)
    file = io.BytesIO()
    Image.new("RGB", (3, 2)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


def again(saved):
    return saved_view(written(view_texts(saved), view_chunks(saved)), "picture.png")


def raster_of(kept, saved):
    width = 200
    samples_per_pixel = saved.seconds * RATE / width
    raster = Raster(width, 90, samples_per_pixel, kept, low=saved.low, high=saved.high)
    raster.set_colours(packed(lookup_table("viridis")), -70.0, 0.0)
    raster.advance(raster.right_at(saved.end * RATE) - 1, waiting=False)
    return raster.pixels


def test_everything_comes_back():
    saved = view(gaps=(SavedGap(100, 20),), sound=SavedSound(7, b"fLaC and so on"))

    assert again(saved) == saved


def test_the_levels_come_back_to_the_bit():
    saved = view().seen(history())
    kept = again(saved).levels

    assert (kept.first_slot, kept.hop_length) == (saved.levels.first_slot, HOP)
    assert kept.levels.tobytes() == saved.levels.levels.tobytes()


@pytest.mark.parametrize(("begin", "seconds"), [(3.25, 2.5), (4.7, 0.4), (0.0, 12.0), (10.0, 5.0)])
def test_the_same_view_has_the_same_pixels(begin, seconds):
    kept, saved = history(), view(begin=begin, seconds=seconds)

    assert np.array_equal(raster_of(kept, saved), raster_of(again(saved.seen(kept)).history(), saved))


def test_what_is_not_seen_is_not_in_it():
    kept = view(begin=3.0, seconds=1.0).seen(history()).levels

    assert len(kept.levels) * HOP / RATE == pytest.approx(1.0, abs=6 * HOP / RATE)


@given(first=st.integers(0, 50), slots=st.integers(1, 60), most=st.integers(BANDS * 4, 5000))
def test_a_long_time_is_kept_in_fewer_slots_and_no_peak_is_lost(first, slots, most):
    levels = np.random.default_rng(slots).uniform(-90, 0, (slots, BANDS)).astype(np.float32)
    thin = SavedLevels(first, HOP, levels).thinned(most)
    factor = round(thin.hop_length / HOP)

    assert factor % 2 == 1
    assert np.array_equal(thin.levels.max(axis=0), levels.max(axis=0))
    for slot, row in enumerate(levels, start=first):
        stands_in = (slot + factor // 2) // factor - thin.first_slot
        assert (thin.levels[stands_in] >= row).all()


def test_ten_minutes_of_levels_are_bounded(monkeypatch):
    monkeypatch.setattr(embedded, "MOST_LEVELS", 10_000)
    levels = np.zeros((5000, BANDS), np.float32)
    kept = again(view(levels=SavedLevels(0, HOP, levels))).levels

    assert kept.levels.nbytes <= 10_000 + 2 * BANDS * 4


def test_where_nothing_had_come_there_is_nothing():
    kept = History(100, BANDS, HOP)
    kept.add_columns(0.0, np.full((3, BANDS), NOTHING, np.float32))

    assert (again(view(begin=0.0, seconds=0.05).seen(kept)).levels.levels == NOTHING).all()


def test_a_gap_comes_back_where_it_was():
    def gaps(kept):
        return np.flatnonzero(kept.read(np.arange(300))[1]).tolist()

    kept = again(view(begin=0.0, seconds=12.0).seen(history())).history()

    assert gaps(kept) == gaps(history())


def test_a_picture_of_another_program_is_refused_in_a_sentence():
    with pytest.raises(LivemelError, match=r"holiday.png has no view of livemel's in it; choose a picture"):
        saved_view(written({"Title": "holiday"}), "holiday.png")


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"RIFFxxxxWAVE" * 100])
def test_what_is_no_png_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "voice.png"
    path.write_bytes(content)
    with pytest.raises(LivemelError, match=r"voice.png is not a PNG that can be read; choose a picture"):
        opened_view(str(path))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LivemelError, match=r"cannot open .*nowhere.png: No such file"):
        opened_view(str(tmp_path / "nowhere.png"))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("livemel:view", "{"),
        ("livemel:view", "[]"),
        ("livemel:view", json.dumps({"begin": 0})),
        ("livemel:sample_rate", "0"),
        ("livemel:sample_rate", "many"),
        ("livemel:config", "= 3"),
        ("livemel:config", "[mel]\nn_mels = 24\ncolour = 1"),
    ],
)
def test_a_text_that_was_changed_is_told(key, text):
    texts = view_texts(view()) | {key: text}
    with pytest.raises(LivemelError, match=r"picture.png"):
        saved_view(written(texts), "picture.png")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seconds", -1),
        ("begin", float("nan")),
        ("low", 0.9),
        ("high", 1.5),
        ("gaps", [{"at_sample": "x", "lost": 1}]),
        ("markers", [{"seconds": 1}]),
        ("selection", {"begin": 1}),
        ("started", "noon"),
    ],
)
def test_a_view_that_cannot_be_is_told(key, value):
    told = json.loads(view_texts(view())["livemel:view"]) | {key: value}
    with pytest.raises(LivemelError, match=r"the view in picture.png is damaged"):
        saved_view(written(view_texts(view()) | {"livemel:view": json.dumps(told)}), "picture.png")


@given(keep=st.integers(0, 200), flip=st.integers(0, 200))
def test_damaged_levels_are_told(keep, flip):
    saved = view(levels=SavedLevels(3, HOP, np.zeros((40, BANDS), np.float32)))
    ((_, data),) = view_chunks(saved)
    damaged = bytearray(data[: min(keep, len(data) - 5)])
    if flip < len(damaged):
        damaged[flip] ^= 0xFF
    with pytest.raises(LivemelError, match=r"the view in picture.png is damaged"):
        saved_view(written(view_texts(saved), [(LEVELS_CHUNK, bytes(damaged))]), "picture.png")


def test_levels_that_swell_when_they_are_unpacked_are_refused():
    saved = view(levels=SavedLevels(0, HOP, np.zeros((4, BANDS), np.float32)))
    ((_, data),) = view_chunks(replace(saved, levels=SavedLevels(0, HOP, np.zeros((4000, BANDS), np.float32))))
    small = view_chunks(saved)[0][1]
    with pytest.raises(LivemelError, match=r"are promised"):
        saved_view(written(view_texts(saved), [(LEVELS_CHUNK, small[:24] + data[24:])]), "picture.png")


def test_the_wall_clock_is_in_the_file_as_text():
    assert json.loads(view_texts(view())["livemel:view"])["started"] == "2026-11-22T20:15:03.250000+00:00"
