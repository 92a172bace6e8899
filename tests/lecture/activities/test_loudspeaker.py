"""What the last row hears is noted, and what it means for the lecture is said."""

from __future__ import annotations

import numpy as np
import pytest
from pair_sounds import level_dbfs, pitch_of

from livemel.lecture.activities import ACTIVITIES
from livemel.lecture.figure import Table

NEEDED = ["40 | scene 6: 20 and 40 Hz", "12000 | scene 6: 12 000 Hz", "1000 | scene 4", "20 | scene 6: 20 Hz"]


def check(**more):
    return ACTIVITIES["loudspeaker"](**{"needed": NEEDED, **more})


def answered(heard_from=100.0, heard_to=10000.0, **more):
    """By somebody who hears what lies between, and is honest."""
    activity = check(**more)
    while not activity.is_done:
        frequency = activity.order[len(activity.heard()) + silences_so_far(activity)]
        activity.answer(1 if heard_from <= frequency <= heard_to else 2)
    return activity


def silences_so_far(activity):
    return len(activity.results()) - len(activity.heard())


def test_every_tone_is_played_once_at_one_level_with_ramps():
    activity = check(silences=0)
    played = []
    while not activity.is_done:
        sound = activity.sound()
        assert level_dbfs(sound.samples[4800:-4800]) == pytest.approx(-26.0, abs=0.2)
        assert np.abs(sound.samples[[0, -1]]).max() < 1e-4
        played.append(pitch_of(sound.samples))
        activity.answer(1)

    assert sorted(played) == pytest.approx(sorted(activity.order), rel=0.01)
    assert min(played) == pytest.approx(31.5, rel=0.02)
    assert max(played) == pytest.approx(16000.0, rel=0.01)


def test_silences_are_silent_and_whoever_hears_them_is_found_out():
    activity = check(silences=3)
    while not activity.is_done:
        assert activity.sound().samples.any() == bool(activity.order[len(activity.results())])
        activity.answer(1)

    assert activity.false_alarms() == 3
    assert "Silences taken for a sound: 3 of 3" in activity.prompt()
    assert sum(result.right is False for result in activity.results()) == 3


def test_the_order_is_by_chance_and_seeded():
    assert check(seed=1).order == check(seed=1).order
    assert check(seed=1).order != check(seed=2).order


def test_neither_words_nor_picture_tell_a_frequency_before_the_end():
    said = set()
    for seed in range(10):
        activity = check(seed=seed)
        for _ in range(5):
            activity.answer(1)
        said.add((activity.prompt(), repr(activity.figure())))

    assert len(said) == 1


def test_what_was_heard_is_told_in_the_end():
    prompt = answered().prompt()

    assert "**Clear in the last row:** 125, 250, 500, 1000, 2000, 4000, 8000 Hz" in prompt
    assert "**Not clear:** 31.5, 40, 63, 12,000, 16,000 Hz" in prompt
    assert "loudspeaker, room or ear" in prompt


def test_scenes_that_need_what_was_not_heard_are_named():
    activity = answered()
    table = activity.figure().panels[1]

    assert isinstance(table, Table)
    assert [row[2] for row in table.rows] == ["nothing", "nothing", "not tested"]
    assert [row[1] for row in table.rows] == ["scene 6: 20 and 40 Hz", "scene 6: 12 000 Hz", "scene 6: 20 Hz"]


def test_a_buzz_is_no_clear_tone():
    activity = check()
    while not activity.is_done:
        activity.answer(3)

    assert (40.0, "scene 6: 20 and 40 Hz", "something else") in activity.affected()


def test_an_answer_is_taken_back():
    activity = check()
    assert not activity.answer(4)
    activity.answer(1)
    assert activity.answer(4)
    assert activity.results() == []


def test_beginning_again_forgets_everything_and_deals_another_order():
    activity = answered()
    before = list(activity.order)
    activity.restart()

    assert not activity.is_done
    assert activity.results() == []
    assert activity.order != before


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"frequencies": []}, "at least one"),
        ({"frequencies": [100.0, 100.0]}, "must differ"),
        ({"frequencies": [5.0]}, r"10\.\.20000 Hz"),
        ({"needed": ["scene 6"]}, "needed must hold"),
        ({"needed": ["low | scene 6"]}, "needed must hold"),
    ],
)
def test_checks_that_cannot_be_are_told(wrong, reason):
    with pytest.raises(ValueError, match=reason):
        check(**wrong)
