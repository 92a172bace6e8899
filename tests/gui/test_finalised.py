"""What is finalised over the window: its levels, its marks, its words; and no cost where nothing is finalised."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from PyQt6.QtCore import Qt
from scripted_source import RATE

from livemel.audio.source import SampleClock
from livemel.dsp.finalize import finalize
from livemel.gui.keeping.snapshot import save_snapshot
from livemel.picture.printed.layout import layout
from livemel.picture.printed.printing import HEIGHT, WIDTH
from livemel.picture.seen import MAY_CHANGE, Change

SMALL = ("mel.n_mels=20", "stft.n_fft=512", "stft.hop_length=160")
WHISPER = (*SMALL, "level.compression=log10", "level.finalize=whisper", "display.db_min=-1", "display.db_max=1.5")
PER_FEATURE = (*SMALL, "level.compression=ln", "level.finalize=per_feature", "display.db_min=-3", "display.db_max=3")


def marked(stage):
    """Which pixels are."""
    return stage.pixels() == MAY_CHANGE


def at_once(stage):
    """The next beat looks at the numbers again."""
    stage.live.seen._refreshed_at = -np.inf


@pytest.fixture
def whisper(make_stage):
    """Two seconds of a tone."""
    stage = make_stage(*WHISPER).begin()
    for _ in range(4):
        stage.play(0.5)
    at_once(stage)
    stage.live.tick(0.0)
    return stage


def test_with_the_default_settings_nothing_is_finalised(stage):
    assert stage.live.seen is None
    assert stage.live._raster._seen is None
    assert "floor" not in stage.status


def test_cells_at_the_floor_are_marked_and_said_to_be(whisper):
    whisper.state()
    levels, _ = whisper.live.history.read(np.arange(whisper.live.history.end))
    at_floor = (levels <= levels.max() - 8).mean()

    assert at_floor > 0.1
    assert marked(whisper).mean() == pytest.approx(at_floor, abs=0.05)
    assert "brown: 80 dB below the loudest in view, may still change" in whisper.status


def test_a_loud_sound_raises_the_floor_of_all_that_is_seen(make_stage):
    stage = make_stage(*WHISPER).begin()
    stage.play(1.5, amplitude=2e-5)
    stage.play(0.1, amplitude=2e-5)
    at_once(stage)
    stage.live.tick(0.0)
    quiet = slice(int(0.5 * stage.window.view.width()), int(0.8 * stage.window.view.width()))
    before = marked(stage)[:, quiet]
    stage.play(0.1)
    at_once(stage)
    stage.live.tick(0.0)

    assert not before.all(axis=0).any()
    assert marked(stage)[:, quiet].all()


def test_numbers_are_looked_at_a_few_times_a_second_and_not_at_every_beat(whisper):
    looked = []
    whisper.live.seen.refresh = lambda *_: looked.append(1) or False
    for _ in range(20):
        whisper.live.tick(0.0)

    assert len(looked) <= 1


def test_of_a_source_that_has_ended_nothing_changes_any_more(whisper):
    whisper.source.ends = True
    whisper.play(0.5)
    whisper.source.now = SampleClock(3.0 * RATE, 0.0, 0.0)
    whisper.session.step()
    whisper.live.tick(0.0)
    whisper.state()

    assert whisper.live.at_end
    assert whisper.live.seen.may_change is Change.NOTHING
    assert not marked(whisper).any()
    assert "finalised over these 2 s" in whisper.status


@pytest.mark.parametrize("settings", [WHISPER, PER_FEATURE], ids=["whisper", "per_feature"])
def test_the_picture_is_that_of_what_is_finalised(make_stage, settings):
    stage = make_stage(*settings).begin()
    for hz in (500.0, 1000.0, 2000.0, 4000.0):
        stage.play(0.5, hz=hz)
    at_once(stage)
    stage.live.tick(0.0)
    finalised = finalize(stage.live.history.read(np.arange(stage.live.history.end))[0], stage.config)
    newest = stage.live.chronicle.newest_levels()

    np.testing.assert_allclose(newest, finalised[-1], atol=0.02)


def test_another_time_range_is_finalised_anew(make_stage, qtbot):
    stage = make_stage(*PER_FEATURE).begin()
    for number in range(8):
        stage.play(0.5, hz=500.0 * (number + 1))
    before = stage.live.seen.finalised(stage.live.history.newest()[None])
    qtbot.keyClick(stage.window, Qt.Key.Key_Space)
    qtbot.keyClick(stage.window, Qt.Key.Key_Minus)
    stage.state()

    assert not np.array_equal(stage.live.seen.finalised(stage.live.history.newest()[None]), before)
    assert "normalised over these 5 s: all may still change" in stage.status


def test_where_all_may_change_no_pixel_is_marked(make_stage):
    stage = make_stage(*PER_FEATURE).begin()
    stage.play(2.0)
    at_once(stage)
    stage.live.tick(0.0)

    assert not marked(stage).any()


def test_a_saved_picture_shows_the_finalised_levels_without_marks(whisper, tmp_path):
    path = tmp_path / "picture.png"
    save_snapshot(whisper.live, whisper.config, path)
    left, top, right, bottom = layout(WIDTH, HEIGHT).plot
    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB"))[top:bottom, left:right]
    darkest = (pixels[:, pixels.shape[1] // 2] == pixels.min(axis=(0, 1))).all(axis=1)
    brown = (pixels == [MAY_CHANGE >> 16 & 255, MAY_CHANGE >> 8 & 255, MAY_CHANGE & 255]).all(axis=2)

    assert not brown.any()
    assert not darkest.all()


def test_the_spectrum_beside_the_picture_is_finalised_too(make_stage):
    stage = make_stage(*WHISPER).begin()
    stage.play(1.0)
    at_once(stage)
    stage.live.tick(0.0)
    for _ in range(2):
        stage.tick()
    shown = stage.window.spectrum.curves()["now"]

    assert shown.max() == pytest.approx(float(stage.live.chronicle.newest_levels().max()), abs=0.01)
    assert stage.window.spectrum._range == (-1.0, 1.5)
