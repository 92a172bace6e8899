import threading

import numpy as np
import pytest
from scene_text import SCENE

from livemel.lecture.sound import Sound
from livemel.lecture.stage import Stage
from livemel.lecture.workshop import Workshop

SLOW = SCENE.replace('effect = "gain", db = -20', 'effect = "without_phase", rounds = 3')


def test_a_sound_is_the_same_every_time_and_made_once(read):
    stage = Stage(read(), workshop := Workshop())
    assert stage.sound("tone") is stage.sound("tone")
    again = Stage(read(), Workshop()).sound("soft").samples
    assert stage.sound("soft").samples.tobytes() == again.tobytes()
    assert workshop.progress([stage.recipe("soft")]) == 1.0


def test_another_value_of_a_knob_makes_another_sound_and_number(read):
    stage = Stage(read(), Workshop())
    low = stage.sound("tone")
    assert stage.text("{hz}") == "200 Hz"
    stage.knobs["height"] = 400
    assert stage.sound("tone") is not low
    assert stage.text("{hz}") == "400 Hz"


def test_what_a_microphone_heard_takes_a_sounds_place_with_all_that_is_made_of_it(read):
    stage = Stage(read(), Workshop())
    heard = Sound(np.full(480, 0.5, np.float32), 48000)
    stage.hear("tone", heard)
    assert stage.sound("tone") is heard
    assert stage.sound("soft").samples == pytest.approx(np.full(480, 0.05))
    stage.hear("tone", None)
    assert len(stage.sound("tone").samples) == 4800


def test_slow_sounds_are_prepared_in_the_background_and_then_there_at_once(read):
    stage = Stage(read(SLOW), workshop := Workshop())
    recipe = stage.recipe("soft")
    assert recipe.is_slow
    assert not workshop.is_ready(recipe)
    done = threading.Event()
    workshop.prepare([recipe], then=done.set)
    assert done.wait(30)
    assert workshop.is_ready(recipe)
    assert workshop.progress([recipe]) == 1.0
    workshop.close()


def test_closing_gives_up_a_slow_sound(read):
    long = SLOW.replace("rounds = 3", "rounds = 200").replace("seconds = 0.1", "seconds = 30.0")
    stage = Stage(read(long), workshop := Workshop())
    workshop.prepare([stage.recipe("soft")])
    while workshop.progress([stage.recipe("soft")]) == 0.0:
        threading.Event().wait(0.01)
    workshop.close()
    assert not workshop.is_ready(stage.recipe("soft"))
    assert not any(thread.name == "livemel workshop" for thread in threading.enumerate())
