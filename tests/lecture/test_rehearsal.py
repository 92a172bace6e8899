"""A scene that can be read and not be shown is found out before a class sees it."""

from __future__ import annotations

import pytest
from scene_text import SCENE

from livemel.lecture.rehearsal import off, rehearse
from livemel.lecture.stage import Stage
from livemel.lecture.workshop import Workshop


def test_a_good_scene_has_no_problems_and_tells_how_far_it_is(read):
    told = []

    assert rehearse(read(), Workshop(), told.append) == []
    assert told == [0.5, 1.0]


TONE = 'make = "sine"\nfrequency = "$height"\nseconds = 0.1'
WAVE = 'view = "wave", sound = "tone", seconds = 0.02'
SPECTRUM = 'view = "spectrum", sounds = ["tone"], labels = ["a tone"]'
TEXT = 'text = "Low."'
TEST = TEXT + '\nactivity = {run = "blind_pairs", low = [200], high = [220, 230]}'


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (TONE, 'make = "file"\npath = "none.wav"', "sounds.tone cannot be made"),
        (WAVE, f"{SPECTRUM}, floor = 0, top = -50", "steps[1].show[1] cannot be made"),
        (TEXT, f'text = "{"low " * 150}"', "steps[2].text must have at most 420 letters"),
        (TEXT, TEST, "steps[2].activity cannot be made"),
    ],
)
def test_what_cannot_be_shown_is_told_with_file_key_and_reason(read, before, after, told):
    assert before in SCENE
    text = SCENE.replace(before, after)
    if "$height" not in text:
        text = text.replace('knobs = ["height"]\n', "")
    problems = rehearse(read(text), Workshop())

    assert any(told in problem and "scene.toml" in problem for problem in problems), problems


def test_a_knob_is_tried_at_both_of_its_ends(read):
    problems = rehearse(read(SCENE.replace(WAVE, f'{SPECTRUM}, low = "$height", high = 300')), Workshop())

    assert len(problems) == 1
    assert "$height = 400" in problems[0]


def test_what_is_no_number_is_not_what_was_claimed(read):
    text = SCENE.replace(
        'measure = "strongest_hz"\nsound = "tone"', 'measure = "snr"\nsound = "tone"\nreference = "none"'
    )
    scene = read(text.replace("[sounds.soft]", '[sounds.none]\nmake = "silence"\nseconds = 0.1\n\n[sounds.soft]'))

    assert off(Stage(scene, Workshop()), scene.numbers["hz"])
