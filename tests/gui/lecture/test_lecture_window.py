from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest

from livemel.config import Config, SourceConfig
from livemel.gui.lecture.keys import KEYS, action_of
from livemel.gui.lecture.microphone import MicState
from livemel.lecture.shelf import scene_paths

Key = Qt.Key


def press(window, *keys):
    for key in keys:
        QTest.keyClick(window, key)


@pytest.mark.parametrize("name", list(scene_paths()))
def test_every_step_appears_with_all_its_words_in_their_room(lecture, qtbot, name):
    window = lecture(name)
    for number in range(len(window.presenter.scene.steps)):
        qtbot.waitUntil(lambda: not window.page.preparing.isVisible(), timeout=30000)
        window.page.fit()
        QTest.qWait(1)
        step = window.presenter.step
        assert window.page.title.text() == step.title
        assert not window.page.overflows(), step.title
        assert (window.page.figure.figure is not None) == bool(step.show or step.activity)
        image = window.page.grab().toImage()
        seen = {image.pixel(x, y) for x in range(0, image.width(), 40) for y in range(0, image.height(), 40)}
        assert len(seen) > 1
        assert window.presenter.place[1] == number
        press(window, Key.Key_PageDown)


def test_a_remote_goes_on_and_back_and_blacks_the_screen(lecture):
    window = lecture("07-mel")
    press(window, Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp)
    assert window.presenter.place == (0, 1)
    press(window, Key.Key_B)
    assert window.black.isVisible()
    assert window.black.geometry() == window.page.rect()
    press(window, Key.Key_Period)
    assert not window.black.isVisible()


def test_digits_vote_where_something_is_asked_and_enter_reveals(lecture):
    window = lecture("07-mel")
    assert window.presenter.step.question is not None
    press(window, Key.Key_2, Key.Key_2, Key.Key_3, Key.Key_Backspace)
    assert window.presenter.answers.votes == [0, 2, 0, 0]
    press(window, Key.Key_Return)
    assert window.presenter.answers.is_revealed
    labels = [label.text() for label in window.page.question._labels]
    assert any(label.startswith("\N{CHECK MARK}") for label in labels)


def test_digits_play_sounds_where_nothing_is_asked_and_space_plays_in_any_step(lecture):
    window = lecture("07-mel")
    press(window, Key.Key_Space)
    press(window, Key.Key_PageDown)
    assert window.presenter.step.question is None
    press(window, Key.Key_2)
    stage, step = window.presenter.stage, window.presenter.step
    assert window.loudspeaker.sounds[1] is stage.sound(step.play[1])


def test_arrows_turn_a_knob_and_enter_lets_it_run(lecture, qtbot):
    window = lecture("07-mel")
    scene = window.presenter.scene
    number = next(i for i, step in enumerate(scene.steps) if any(scene.knobs[knob].seconds for knob in step.knobs))
    window.presenter.go((0, number))
    window.show_step()
    knob = window.page.knobs.chosen
    before = window.presenter.stage.knobs[knob.name]
    press(window, Key.Key_Up)
    assert window.presenter.stage.knobs[knob.name] > before
    press(window, Key.Key_Down)
    assert window.presenter.stage.knobs[knob.name] == pytest.approx(before)
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.stepping.picture_ms) > 5)
    assert window.presenter.stage.knobs[knob.name] > before


def test_every_key_has_one_meaning_and_every_meaning_a_command(lecture):
    window = lecture("07-mel")
    keys = [key for named, _, _ in KEYS.values() for key in named]
    assert len(keys) == len(set(keys))
    assert set(window.commands._by_name) == set(KEYS)
    assert action_of(Key.Key_PageDown) == "next"
    assert action_of(Key.Key_Z) == ""


def test_the_microphone_takes_a_sounds_place_is_held_and_leaves_it_again(lecture, qtbot):
    config = replace(Config(), source=SourceConfig(kind="synth", signal="sine,frequency=440,level=-12"))
    window = lecture("08-models", config=config)
    places = [place for place in window.presenter.places if window.presenter.step_at(place).live]
    window.presenter.go(places[0])
    window.show_step()
    qtbot.waitUntil(lambda: not window.page.preparing.isVisible(), timeout=30000)
    name = window.presenter.step.live
    seeded = window.presenter.stage.sound(name)
    press(window, Key.Key_M)
    qtbot.waitUntil(
        lambda: window.microphone.state is MicState.LIVE and window.presenter.stage.sound(name) is not seeded
    )
    qtbot.waitUntil(lambda: window.microphone.sound(1.0) is not None)
    press(window, Key.Key_M)
    assert window.microphone.state is MicState.HELD
    held = window.presenter.stage.sound(name)
    assert held is not seeded
    press(window, Key.Key_PageDown, Key.Key_PageUp)
    assert window.presenter.stage.sound(name) is held
    press(window, Key.Key_M)
    assert window.microphone.state is MicState.OFF
    assert np.array_equal(window.presenter.stage.sound(name).samples, seeded.samples)


def test_notes_tell_the_lecturer_what_the_class_does_not_see(lecture):
    window = lecture("07-mel")
    press(window, Key.Key_N)
    assert window.notes.isVisible()
    assert window.presenter.step.notes[:20] in window.notes.notes.text()
    assert "Next: " in window.notes.next.text()
    press(window, Key.Key_N)
    assert not window.notes.isVisible()


def test_help_names_every_key(lecture):
    window = lecture("07-mel")
    press(window, Key.Key_H)
    assert window.help.isVisible()
    assert all(text in window.help.text() for _, text, _ in KEYS.values())
    assert window.page.rect().contains(window.help.geometry())
    press(window, Key.Key_Escape)
    assert not window.help.isVisible()
