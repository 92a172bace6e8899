"""One test runs every scene: its sounds, pictures, numbers and words, with every knob at both ends."""

import warnings

import numpy as np
import pytest

from livemel.lecture.reading.scene_file import read_scene
from livemel.lecture.shelf import scene_path, scene_paths
from livemel.lecture.stage import Stage
from livemel.lecture.workshop import Workshop

MOST_LETTERS = 420
"""Of a text on the screen: more cannot be read from the last row."""
LOUDEST_DBFS = -5.0

SCENES = list(scene_paths())


@pytest.fixture(scope="module")
def workshop():
    return Workshop()


@pytest.mark.parametrize("name", SCENES)
def test_every_number_that_a_scene_says_is_measured_as_it_claims(name, workshop):
    scene = read_scene(scene_path(name))
    stage = Stage(scene, workshop)
    measured = {spec.name: stage.number(spec) for spec in scene.numbers.values()}
    claimed = {spec.name: pytest.approx(spec.expected, abs=spec.within) for spec in scene.numbers.values()}
    assert measured == claimed


@pytest.mark.parametrize("name", SCENES)
def test_every_step_can_be_shown_and_heard_however_its_knobs_stand(name, workshop):
    scene = read_scene(scene_path(name))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for step in scene.steps:
            for end in ("low", "start", "high"):
                stage = Stage(scene, workshop)
                for knob in step.knobs:
                    stage.knobs[knob] = getattr(scene.knobs[knob], end)
                figure = stage.figure(step)
                assert figure is None or figure.panels
                for sound in map(stage.sound, step.play):
                    assert np.isfinite(sound.samples).all()
                    assert 0 < np.abs(sound.samples).max() <= 1


@pytest.mark.parametrize("name", SCENES)
def test_a_class_predicts_before_it_hears_and_is_told_at_the_end(name):
    kinds = [step.kind for step in read_scene(scene_path(name)).steps]
    assert "predict" in kinds
    assert {"hear", "see"} & set(kinds)
    assert kinds[-1] == "explain"
    assert kinds.index("predict") < kinds.index("explain")


@pytest.mark.parametrize("name", SCENES)
def test_texts_are_short_enough_for_the_last_row_and_every_step_has_notes(name, workshop):
    scene = read_scene(scene_path(name))
    stage = Stage(scene, workshop)
    too_long = {
        step.title: len(stage.text(step.text)) for step in scene.steps if len(stage.text(step.text)) > MOST_LETTERS
    }
    assert not too_long
    assert all(step.notes for step in scene.steps)


def test_no_sound_knob_or_number_is_left_over():
    for name in SCENES:
        scene = read_scene(scene_path(name))
        text = scene_path(name).read_text(encoding="utf-8")
        for knob in scene.knobs:
            assert f'"${knob}"' in text, (name, knob)
        for number in scene.numbers:
            assert f"{{{number}}}" in text, (name, number)
        for sound in scene.sounds:
            assert text.count(f'"{sound}"') >= 1, (name, sound)
