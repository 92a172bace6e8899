"""What every activity does, whatever it asks."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.lecture.activities import ACTIVITIES
from livemel.lecture.parameters import parameters_of

ARGUMENTS = {
    "loudspeaker": {},
    "blind_pairs": {"low": [200.0], "high": [220.0]},
    "staircase": {"frequencies": [1000.0]},
}
CEILING = 10 ** (-12 / 20)
MOST_CHARACTERS = 330


def answered(activity, chance, most=400):
    """Any keys, to the end."""
    for _ in range(most):
        if activity.is_done:
            return
        yield activity
        activity.answer(int(chance.integers(0, 6)))


def test_arguments_are_given_for_all_of_them():
    assert set(ARGUMENTS) == set(ACTIVITIES)


@pytest.mark.parametrize("name", ARGUMENTS)
def test_a_scene_may_tell_its_arguments(name):
    assert set(ARGUMENTS[name]) <= set(parameters_of(ACTIVITIES[name]))
    assert "seed" in parameters_of(ACTIVITIES[name])


@pytest.mark.parametrize("name", ARGUMENTS)
def test_any_keys_in_any_order_do_no_harm(name):
    for seed in range(5):
        activity = ACTIVITIES[name](**ARGUMENTS[name], seed=seed)
        for each in answered(activity, np.random.default_rng(seed)):
            sound = each.sound()
            assert sound is None or np.abs(sound.samples).max() < CEILING
            assert each.figure().panels
            assert all(f"**{number}**" in each.prompt() for number in range(1, len(each.answers()) + 1))
            assert len(each.prompt()) <= MOST_CHARACTERS
        assert activity.figure().panels
        assert activity.results()


@pytest.mark.parametrize("name", ARGUMENTS)
@pytest.mark.parametrize("number", [-1, 0, 5, 9])
def test_a_key_that_means_nothing_changes_nothing(name, number):
    activity = ACTIVITIES[name](**ARGUMENTS[name])
    before = activity.prompt()

    assert not activity.answer(number)
    assert activity.prompt() == before


@pytest.mark.parametrize("name", ARGUMENTS)
def test_the_same_sound_is_heard_again(name):
    activity = ACTIVITIES[name](**ARGUMENTS[name])

    assert np.array_equal(activity.sound().samples, activity.sound().samples)
