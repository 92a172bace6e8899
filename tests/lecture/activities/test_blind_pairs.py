"""A class votes, and the count is right."""

from __future__ import annotations

import pytest

from livemel.lecture.activities import ACTIVITIES
from livemel.lecture.figure import Bars


def pairs_test(**more):
    return ACTIVITIES["blind_pairs"](**{"low": [200.0], "high": [220.0], "trials": 4, **more})


def keys(activity, *numbers):
    return [activity.answer(number) for number in numbers]


def vote_right(activity, right, wrong):
    """So many votes of each kind, and on."""
    good = activity.trials[activity.at].right + 1
    keys(activity, *[good] * right, *[3 - good] * wrong, 4)


def test_one_key_is_one_vote_and_the_share_of_right_ones_is_the_score():
    activity = pairs_test()
    for _ in range(4):
        vote_right(activity, 3, 2)

    assert activity.is_done
    score = activity.results()[-1]
    assert (score.answer, score.value, score.unit) == ("12 of 20 right", 60.0, "%")
    assert score.low == pytest.approx(36.05, abs=0.05)
    assert score.high == pytest.approx(80.88, abs=0.05)


def test_a_vote_is_taken_back_and_none_is_left_to_take():
    activity = pairs_test()

    assert keys(activity, 3) == [False]
    assert keys(activity, 1, 2, 3) == [True] * 3
    assert "first **1**, second **0**" in activity.prompt()


def test_no_pair_is_left_without_a_vote():
    activity = pairs_test()

    assert keys(activity, 4) == [False]
    assert "Pair 1 of 4" in activity.prompt()
    assert keys(activity, 1, 4) == [True, True]
    assert "Pair 2 of 4" in activity.prompt()


def test_it_is_heard_until_somebody_votes_and_the_next_pair_at_once():
    activity = pairs_test()

    assert activity.sound() is not None
    activity.answer(1)
    assert activity.sound() is None
    activity.answer(4)
    assert activity.sound() is not None


def test_neither_words_nor_picture_nor_results_tell_a_pair_before_the_votes_are_in():
    for seed in range(10):
        activity, other = pairs_test(seed=seed), pairs_test(seed=seed)
        other.trials[0] = other.trials[1]
        for each in (activity, other):
            each.answer(1)
        assert activity.prompt() == other.prompt()
        assert repr(activity.figure()) == repr(other.figure())
        assert activity.results() == other.results() == []


def test_the_picture_shows_the_pairs_that_are_over():
    activity = pairs_test(low=[200.0, 12000.0], high=[220.0, 12020.0])
    first = activity.trials[0].pair
    vote_right(activity, 1, 0)
    bars = [layer for layer in activity.figure().panels[0].layers if isinstance(layer, Bars)]

    assert [float(bar.left[0]) for bar in bars] == [pytest.approx(first + 0.7)]
    assert float(bars[0].y[0]) == 100.0


def test_at_the_end_nothing_is_asked_and_nothing_plays():
    activity = pairs_test()
    for _ in range(4):
        vote_right(activity, 1, 0)

    assert activity.answers() == ()
    assert activity.sound() is None
    assert keys(activity, 1, 2, 3, 4) == [False] * 4


def test_beginning_again_forgets_the_votes_and_deals_another_order():
    activity = pairs_test(trials=20)
    before = [trial.seed for trial in activity.trials]
    vote_right(activity, 1, 0)
    activity.restart()

    assert activity.results() == []
    assert not activity.is_done
    assert [trial.seed for trial in activity.trials] != before


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"high": [220.0, 240.0]}, "equally long"),
        ({"low": [], "high": []}, "at least 1"),
        ({"high": [200.0]}, "high must be above low"),
        ({"high": [21000.0]}, "at most 20000 Hz"),
    ],
)
def test_pairs_that_cannot_be_are_told(wrong, reason):
    with pytest.raises(ValueError, match=reason):
        pairs_test(**wrong)
