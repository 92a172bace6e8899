"""The keys do what the help says."""

from __future__ import annotations

import re

import numpy as np
import pytest
from PIL import Image
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication

from livemel.gui.keeping.recordings import Keeping
from livemel.picture.colormaps import colormap_names
from livemel.recording.recorder import Recorder

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def press(qtbot, stage):
    """Presses a key in the window, as a person would."""

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(stage.window, key, modifier)

    return press


def test_frozen_the_picture_stands_while_the_history_grows(stage, press):
    press(Qt.Key.Key_Space)
    before, end = stage.pixels(), stage.live.history.end
    stage.play(1.0, hz=3000.0)

    assert np.array_equal(stage.pixels(), before)
    assert stage.live.history.end > end
    assert "Frozen" in stage.notice


def test_resumed_the_picture_is_what_it_would_have_been(stage, press):
    press(Qt.Key.Key_Space)
    for _ in range(3):
        stage.play(0.5, hz=3000.0)
    press(Qt.Key.Key_Space)
    stage.play(0.1)
    resumed = stage.pixels()
    stage.live.rebuild()

    assert stage.notice == ""
    assert stage.page.viewport.follows
    assert np.array_equal(stage.pixels(), resumed)


def test_frozen_other_colours_show_the_same_moment(stage, press):
    press(Qt.Key.Key_Space)
    edge = stage.live.right_edge
    stage.play(1.0, hz=3000.0)
    press(Qt.Key.Key_C)

    assert stage.live.right_edge == edge


def test_c_steps_through_every_colour_map_and_begins_again(stage, press):
    pictures = []
    for _ in colormap_names():
        pictures.append((stage.live.display.colormap, stage.pixels().tobytes()))
        press(Qt.Key.Key_C)

    assert [name for name, _ in pictures] == list(colormap_names())
    assert len(set(pictures)) == len(pictures)
    assert stage.live.display.colormap == colormap_names()[0]


def test_brackets_move_the_floor(stage, press):
    floors = []
    for key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight, Qt.Key.Key_BracketRight):
        press(key)
        floors.append(stage.live.display.db_min)

    assert floors == [-85.0, -80.0, -75.0]


def test_a_higher_floor_makes_the_picture_darker(stage, press):
    before = stage.pixels()
    for _ in range(10):
        press(Qt.Key.Key_BracketRight)

    assert (stage.pixels() & 0xFF).mean() < (before & 0xFF).mean()


@pytest.mark.parametrize(
    ("key", "sign"), [(Qt.Key.Key_BracketLeft, -1), (Qt.Key.Key_BracketRight, 1)], ids=["down", "up"]
)
@pytest.mark.parametrize("levels", [(-80, 0), (-300, 0), (-5, 0), (-80, -79), (100, 300)], ids=str)
def test_a_floor_never_goes_the_other_way(make_stage, qtbot, key, sign, levels):
    stage = make_stage(f"display.db_min={levels[0]}", f"display.db_max={levels[1]}").begin()
    floors = [stage.live.display.db_min]
    for _ in range(26):
        qtbot.keyClick(stage.window, key)
        floors.append(stage.live.display.db_min)

    assert (np.diff(floors) * sign >= 0).all()
    assert stage.live.display.db_min < stage.live.display.db_max


def test_plus_and_minus_step_through_the_time_ranges(stage, press):
    ranges = []
    for key, times in ((Qt.Key.Key_Plus, 9), (Qt.Key.Key_Minus, 20), (Qt.Key.Key_Equal, 1)):
        for _ in range(times):
            press(key)
        ranges.append(stage.live.display.seconds)

    assert ranges == pytest.approx([0.1, 600.0, 300.0])


def test_a_range_between_the_steps_goes_to_the_next_one(make_stage, qtbot):
    stage = make_stage("display.seconds=7").begin()
    qtbot.keyClick(stage.window, Qt.Key.Key_Minus)
    longer = stage.live.display.seconds
    qtbot.keyClick(stage.window, Qt.Key.Key_Plus)

    assert (longer, stage.live.display.seconds) == pytest.approx((10.0, 5.0))


def test_another_range_keeps_the_moment(stage, press):
    edge = stage.live.right_edge
    press(Qt.Key.Key_Minus)

    assert stage.live.right_edge == pytest.approx(edge, abs=5 * 16000 / stage.window.view.width())


@pytest.mark.parametrize("key", ["F11", "F"])
def test_the_window_fills_the_screen_and_leaves_it_again(stage, press, key):
    states = []
    for _ in range(3):
        press(getattr(Qt.Key, f"Key_{key}"))
        states.append(stage.window.isFullScreen())

    assert states == [True, False, True]


@pytest.fixture
def keeping(stage):
    """Who saves pictures."""
    keeping = Keeping(stage.controller, Recorder())
    yield keeping
    keeping.close()


def test_s_saves_a_labelled_picture_where_the_program_was_started(stage, keeping, press, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    press(Qt.Key.Key_S)
    [path] = tmp_path.iterdir()

    assert re.fullmatch(r"livemel_\d{8}T\d{6}\.png", path.name)
    assert stage.notice.startswith(f"Saved {path}")
    with Image.open(path) as picture:
        assert "livemel:config" in picture.text


def test_a_picture_that_cannot_be_saved_is_told(stage, keeping, press, tmp_path, monkeypatch):
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    press(Qt.Key.Key_S)

    assert stage.notice.startswith("Cannot save ")


@pytest.mark.parametrize(("key", "name"), [("B", "spectrum"), ("W", "wave"), ("O", "overview")])
def test_panels_are_hidden_and_shown(stage, press, key, name):
    widgets = {"spectrum": stage.window.spectrum, "wave": stage.window.wave, "overview": stage.window.minimap}
    shown = []
    for _ in range(3):
        press(getattr(Qt.Key, f"Key_{key}"))
        QApplication.processEvents()
        shown.append((widgets[name].isVisible(), stage.window.tool_actions[name].isChecked()))
        stage.tick()

    assert shown == [(False, False), (True, True), (False, False)]


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Q, CONTROL)])
def test_q_closes_the_window(stage, press, qtbot, key, modifier):
    with qtbot.waitSignal(stage.window.closed):
        press(key, modifier)

    assert not stage.window.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_S, Qt.Key.Key_C, Qt.Key.Key_Plus, Qt.Key.Key_B])
def test_before_there_is_anything_to_see_the_keys_do_no_harm(make_stage, qtbot, tmp_path, monkeypatch, key):
    monkeypatch.chdir(tmp_path)
    stage = make_stage()
    qtbot.keyClick(stage.window, key)

    assert list(tmp_path.iterdir()) == []
