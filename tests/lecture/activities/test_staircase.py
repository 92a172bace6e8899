"""A staircase in a class: its keys, its runs, its results."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from livemel.lecture.activities import ACTIVITIES
from livemel.lecture.figure import Dots, Region
from livemel.lecture.hearing.listeners import listener_with

GO_ON = 1


def staircase(**more):
    return ACTIVITIES["staircase"](**{"frequencies": [1000.0, 12000.0], "seed": 5, **more})


def play_run(activity, threshold, chance):
    listener = listener_with(threshold)
    while not activity.track.is_done:
        is_right = listener.is_right(activity.track.difference, chance)
        assert activity.answer(2 if is_right == activity.second_is_higher else 1)


def finished(seed=0, thresholds=(4.0, 300.0)):
    activity, chance = staircase(), np.random.default_rng(seed)
    for threshold in thresholds:
        play_run(activity, threshold, chance)
        activity.answer(GO_ON)
    return activity


def test_a_run_at_every_frequency_ends_in_the_results():
    activity = finished()

    assert activity.is_done
    assert [run.frequency for run in activity.runs] == [1000.0, 12000.0]
    assert [each.unit for each in activity.results()] == ["Hz", "Hz"]


def test_the_interval_of_a_single_run_is_on_the_screen():
    activity = staircase()
    play_run(activity, 4.0, np.random.default_rng(0))
    run = activity.runs[0]

    assert "This one run: " in activity.prompt()
    assert "95 %" in activity.prompt()
    region = next(layer for layer in activity.figure().panels[0].layers if isinstance(layer, Region))
    assert (region.y0, region.y1) == pytest.approx(run.interval)
    assert region.y0 < run.threshold < region.y1


def test_the_result_of_a_class_is_the_median_of_its_runs():
    activity, chance = staircase(frequencies=[1000.0]), np.random.default_rng(1)
    for threshold in (2.0, 4.0, 8.0, 4.0, 6.0):
        play_run(activity, threshold, chance)
        activity.answer(2)  # the next listener

    thresholds = [run.threshold for run in activity.runs]
    [measured] = activity.measured()
    assert measured.runs == 5
    assert measured.threshold == np.median(thresholds)
    assert (measured.low, measured.high) == (min(thresholds), max(thresholds))
    assert activity.results()[-1].value == np.median(thresholds)


def test_another_round_keeps_the_runs_before():
    activity = finished()
    assert activity.answer(1)

    assert not activity.is_done
    assert activity.sound() is not None
    play_run(activity, 4.0, np.random.default_rng(3))
    assert [each.runs for each in activity.measured()] == [2, 1]


def test_the_results_lie_over_what_was_published():
    plot = finished().figure().panels[0]
    labels = [layer.label for layer in plot.layers if isinstance(layer, Dots)]

    assert plot.x.log
    assert plot.y.log
    assert labels == ["Moore 1973", "Moore & Ernst 2012", "Gockel et al. 2020", "here"]


def test_widths_are_said_to_be_no_thresholds():
    assert "no thresholds" in finished().prompt()


def test_nothing_published_is_shown_while_it_runs():
    activity = staircase()
    activity.answer(1)

    labels = {getattr(layer, "label", "") for layer in activity.figure().panels[0].layers}
    assert labels <= {"", "right", "wrong"}


def test_the_words_do_not_tell_which_tone_is_higher():
    by_order = {True: set(), False: set()}
    for seed in range(20):
        activity = staircase(seed=seed)
        by_order[activity.second_is_higher].add((activity.prompt(), repr(activity.figure())))

    assert len(by_order[True] | by_order[False]) == 1


def test_between_runs_nothing_plays_and_the_keys_say_what_comes():
    activity = staircase()
    play_run(activity, 4.0, np.random.default_rng(0))

    assert activity.sound() is None
    assert len(activity.answers()) == 3
    assert not activity.answer(4)


def test_whoever_hears_nothing_is_told_so_and_the_lecture_goes_on():
    activity = staircase()
    while not activity.track.is_done:
        activity.answer(1 if activity.second_is_higher else 2)

    assert "not measured" in activity.prompt()
    assert activity.figure().panels
    assert activity.results()[0].value is None
    activity.answer(3)
    assert activity.is_done
    assert activity.figure().panels


def test_no_tone_is_higher_than_20_khz():
    activity = staircase(frequencies=[16000.0])
    for _ in range(3):
        activity.answer(1 if activity.second_is_higher else 2)

    assert activity.track.difference <= 4000.0


def test_beginning_again_forgets_everything_and_deals_another_order():
    activity = staircase()
    first = order_of(activity)
    activity.restart()

    assert activity.runs == []
    assert order_of(activity) != first


def order_of(activity):
    order = []
    for _ in range(24):
        order.append(activity.second_is_higher)
        activity.answer(2 if activity.second_is_higher else 1)
    assert len(set(pairwise(order))) == 4  # no simple alternation
    return order


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"frequencies": []}, "at least one"),
        ({"frequencies": [1000.0, 1000.0]}, "must differ"),
        ({"frequencies": [19000.0]}, r"0\.\.20000 Hz"),
        ({"counted": 7}, "counted must be even"),
        ({"start": 30.0}, "start must be"),
    ],
)
def test_runs_that_cannot_be_are_told(wrong, reason):
    with pytest.raises(ValueError, match=reason):
        staircase(**wrong)
