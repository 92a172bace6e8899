"""Settings are changed while it listens: the same sound, as if it had been so all along; what cannot be, is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from panels import drag, pick, rgb
from PyQt6.QtCore import Qt

from livemel.config.own_presets import preset_configs
from livemel.gui.changes import CLOCKS, SCALES, THEMES
from livemel.gui.looks.theme import THEMES as COLOURS
from livemel.picture.raster import HALVED, OPAQUE

KEYS = dict(zip(SCALES, "123456", strict=True))
Z, Y = Qt.Key.Key_Z, Qt.Key.Key_Y
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def press(qtbot, stage):
    """Presses a key in the window, as a person would."""

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(stage.window, getattr(Qt.Key, f"Key_{key}") if isinstance(key, str) else key, modifier)

    return press


def sing(stage):
    """Two seconds, of another height each half, with a gap."""
    for number in range(4):
        stage.play(0.45, hz=400.0 * 2**number, lost=0.05)
    return stage


@pytest.mark.parametrize("scale", [scale for scale in SCALES if scale != "slaney"])
def test_a_scale_shows_the_same_frozen_sound_as_if_it_had_been_chosen_before(make_stage, qtbot, scale):
    stage = sing(make_stage().begin())
    for key in ("Space", KEYS[scale]):
        qtbot.keyClick(stage.window, getattr(Qt.Key, f"Key_{key}"))
    stage.settle()
    stage.live.rebuild()
    other = sing(make_stage(f"mel.scale={scale}", *(["mel.fmin=20"] if scale == "log" else [])).begin())
    qtbot.keyClick(other.window, Qt.Key.Key_Space)
    other.live.rebuild()

    assert np.array_equal(stage.pixels(), other.pixels())
    assert stage.page.axis.hz_at(0.5) == other.page.axis.hz_at(0.5)


def test_a_scale_and_back_is_the_picture_before(stage, press):
    press("Space")
    stage.live.rebuild()
    before = stage.pixels()
    for key in ("6", "3"):
        press(key)
        stage.settle()
    stage.live.rebuild()

    assert np.array_equal(stage.pixels(), before)
    assert stage.controller.config == stage.config


def test_until_the_other_scale_is_there_the_picture_before_stands_dimmed(stage, press):
    press("Space")
    stage.live.rebuild()
    before = stage.pixels().copy()
    press("6")
    dimmed = []
    while stage.live.chronicle.is_changing:
        stage.session.step()
        taken = stage.live.chronicle.take()
        if taken.changed:
            taken.complete = False
            stage.live._note(taken)
            dimmed.append(stage.pixels())

    assert len(dimmed) == 1
    assert np.array_equal(dimmed[0], (before >> 1) & HALVED | OPAQUE)


def test_a_scale_loses_no_sample_and_the_sound_goes_on(stage, press):
    received = stage.session.stats.samples_received
    press("1")
    stage.settle()
    stage.play(1.0)

    assert stage.session.stats.samples_received == received + 16000
    assert stage.session.stats.samples_lost == 0
    assert stage.live.right_edge == pytest.approx(3.0 * 16000 - stage.live.chronicle.delay, abs=100)


def test_the_box_of_scales_says_what_is_chosen_and_chooses(stage, qtbot, press):
    box = stage.window.tools.scale_box
    press("5")
    by_key = box.currentText()
    pick(qtbot, box, "HTK mel scale" if box.findText("HTK mel scale") >= 0 else box.itemText(box.findData("htk")))
    stage.settle()

    assert by_key == box.itemText(box.findData("bark"))
    assert stage.controller.config.mel.scale == "htk"
    assert [stage.window.tool_actions[f"scale_{scale}"].isChecked() for scale in SCALES] == [
        scale == "htk" for scale in SCALES
    ]


def test_a_logarithmic_scale_begins_above_zero_and_the_next_at_zero_again(stage, press):
    press("2")
    lowest = stage.controller.config.mel.fmin
    press("3")

    assert lowest > 0
    assert stage.controller.config.mel.fmin == 0


def test_a_preset_is_chosen_from_the_box(stage, qtbot):
    box = stage.window.tools.preset_box
    qtbot.waitUntil(lambda: box.currentText() != "")
    preset = preset_configs()["htk"]
    pick(qtbot, box, "htk")
    if stage.live.chronicle.is_changing:
        stage.settle()

    assert stage.controller.config.mel == preset.mel
    assert stage.controller.config.stft == preset.stft
    assert box.currentText() == "htk"


def test_what_is_no_preset_is_called_ones_own(stage, qtbot, press):
    box = stage.window.tools.preset_box
    qtbot.waitUntil(lambda: box.currentText() != "")
    press("5")

    assert (box.currentIndex(), box.placeholderText()) == (-1, "own")


def test_a_change_is_undone_and_made_again(stage, press):
    configs = [stage.controller.config]
    for key in ("5", "C", "BracketRight"):
        press(key)
        configs.append(stage.controller.config)
    for before in reversed(configs[:-1]):
        press(Z, CONTROL)
        assert stage.controller.config == before
    press(Z, CONTROL)
    assert stage.controller.config == configs[0]
    for after in configs[1:]:
        press(Y, CONTROL)
        assert stage.controller.config == after
    stage.settle()

    assert stage.live.chronicle.config.mel.scale == "bark"
    assert stage.live.display.colormap == configs[-1].display.colormap


def test_a_change_that_the_source_makes_impossible_is_told_and_nothing_changes(stage):
    before = stage.controller.config
    accepted = stage.controller.asking.ask(replace(before, mel=replace(before.mel, fmax=9000.0)))

    assert not accepted
    assert "mel.fmax must be at most 8000 Hz" in stage.notice
    assert stage.controller.config == before
    assert not stage.live.chronicle.is_changing


def test_an_analysis_that_fails_is_told_and_taken_back(stage, monkeypatch, press):
    def failing(*_, **__):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("livemel.runtime.past.recomputing.MelStream", failing)
    before = stage.controller.config
    press("5")
    while stage.live.chronicle.is_changing:
        stage.live.tick(0.0)

    assert "oh" in stage.notice
    assert stage.controller.config == before
    assert stage.window.tools.scale_box.currentData() == before.mel.scale
    assert not stage.window.tool_actions["scale_bark"].isChecked()


def test_dragging_the_colour_bar_changes_the_picture(stage):
    bar = stage.window.colour_bar
    before = stage.pixels()
    middle = bar.height() / 2
    drag(bar, (5, middle), (5, middle + 60))
    display = stage.live.display

    assert display.db_max - display.db_min == stage.config.display.db_max - stage.config.display.db_min
    assert display.db_max < stage.config.display.db_max
    assert (stage.pixels() & 0xFF00).sum() > (before & 0xFF00).sum()
    assert stage.controller.config.display.db_max == display.db_max


def test_a_drag_of_the_colour_bar_is_one_step_back(stage, press):
    drag(stage.window.colour_bar, (5, 200), (5, 260))
    press(Z, CONTROL)

    assert stage.controller.config.display == stage.config.display


@pytest.mark.parametrize("how", ["key", "double click"])
def test_an_automatic_range_suits_what_is_seen(make_stage, qtbot, how):
    stage = make_stage().begin()
    stage.play(1.0, amplitude=0.01)
    stage.play(1.0, amplitude=0.01)
    before = stage.pixels()
    if how == "key":
        qtbot.keyClick(stage.window, Qt.Key.Key_A)
    else:
        qtbot.mouseDClick(stage.window.colour_bar, Qt.MouseButton.LeftButton)
    display = stage.live.display

    assert -60.0 < display.db_max < -30.0
    assert display.db_max - display.db_min >= 30
    assert (stage.pixels() & 0xFF00).max() > (before & 0xFF00).max()


def test_before_anything_is_heard_an_automatic_range_changes_nothing(make_stage, qtbot):
    stage = make_stage().begin()
    qtbot.keyClick(stage.window, Qt.Key.Key_A)

    assert stage.live.display.db_min == stage.config.display.db_min


def test_t_goes_through_the_themes(stage, press):
    grounds = []
    for _ in THEMES:
        press("T")
        grounds.append((stage.controller.config.display.theme, stage.window.grab().toImage().pixel(2, 2)))

    assert grounds == [(theme, rgb(COLOURS[theme].window)) for theme in (*THEMES[1:], THEMES[0])]


def test_k_goes_through_the_clocks(stage, press):
    clocks = []
    for _ in CLOCKS:
        press("K")
        clocks.append((stage.controller.config.display.clock, stage.window.time_axis.grab().toImage()))
    names = [name for name, _ in clocks]

    assert set(names) == set(CLOCKS)
    assert clocks[0][1] != clocks[1][1] != clocks[2][1]


def test_a_time_range_that_is_asked_for_is_shown(stage):
    config = stage.controller.config
    stage.controller.asking.ask(replace(config, display=replace(config.display, seconds=5.0)))

    assert stage.page.viewport.seconds == 5.0
