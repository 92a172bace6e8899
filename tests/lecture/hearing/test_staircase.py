"""The staircase finds what it is said to find, with the interval that it shows."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.lecture.hearing.listeners import Listener, listener_with
from livemel.lecture.hearing.staircase import MOST_TRIALS, Rules, Staircase

RUNS = 500
FREQUENCY = 1000.0
RULES = Rules(start=100.0, highest=250.0)
THRESHOLDS_HZ = (1.5, 4.0, 12.0, 40.0)


def run(listener: Listener, chance: np.random.Generator, rules: Rules = RULES) -> Staircase:
    track = Staircase(rules)
    while not track.is_done:
        track.answer(listener.is_right(track.difference, chance))
    return track


@pytest.fixture(scope="module", params=THRESHOLDS_HZ)
def runs(request: pytest.FixtureRequest) -> tuple[float, list[Staircase]]:
    chance = np.random.default_rng(20)
    return request.param, [run(listener_with(request.param), chance) for _ in range(RUNS)]


def test_the_median_of_many_runs_is_the_point_of_70_7_percent(runs: tuple[float, list[Staircase]]) -> None:
    truth, tracks = runs
    found = [track.threshold() for track in tracks]

    assert None not in found
    assert np.median(np.array(found, float)) == pytest.approx(truth, rel=0.1)


def test_the_interval_of_a_single_run_holds_the_truth_about_as_often_as_it_says(
    runs: tuple[float, list[Staircase]],
) -> None:
    truth, tracks = runs
    intervals = [track.interval() or (0.0, 0.0) for track in tracks]
    covered = np.mean([low <= truth <= high for low, high in intervals])

    assert 0.9 <= covered <= 0.99


def test_the_interval_holds_the_threshold_it_belongs_to(runs: tuple[float, list[Staircase]]) -> None:
    for track in runs[1]:
        low, high = track.interval() or (1.0, 0.0)
        assert low <= (track.threshold() or 0.0) <= high


def test_a_class_result_is_closer_than_a_single_run(runs: tuple[float, list[Staircase]]) -> None:
    truth, tracks = runs
    errors = np.array([np.log((track.threshold() or 1.0) / truth) for track in tracks])
    medians = np.median(errors[:495].reshape(-1, 9), axis=1)

    assert medians.std() < 0.5 * errors.std()


def test_the_median_stays_within_10_percent_when_two_answers_in_a_hundred_are_slips() -> None:
    chance, listener = np.random.default_rng(3), Listener(listener_with(4.0).sigma, lapses=0.02)
    found = [run(listener, chance).threshold() for _ in range(RUNS)]

    assert np.median(np.array(found, float)) == pytest.approx(listener.threshold(), rel=0.1)


def test_two_right_make_it_harder_and_one_wrong_easier_by_2_and_after_two_turns_by_root_2() -> None:
    track = Staircase(Rules(start=64.0, highest=1000.0))
    heard = []
    for is_right in (True, True, True, True, False, True, True, False, False):
        track.answer(is_right)
        heard.append(track.difference)

    root = 2**0.5
    assert heard == pytest.approx([64, 32, 32, 16, 32, 32, 32 / root, 32, 32 * root])
    assert track.reversals == pytest.approx([16, 32, 32 / root])


def test_the_threshold_is_the_geometric_mean_of_the_last_turns() -> None:
    track = run(listener_with(4.0), np.random.default_rng(1))

    assert len(track.reversals) == RULES.reversals
    assert track.threshold() == pytest.approx(np.exp(np.log(track.reversals[-RULES.counted :]).mean()))


def test_whoever_hears_nothing_gets_no_threshold_and_no_endless_run() -> None:
    chance = np.random.default_rng(2)
    for _ in range(100):
        track = run(Listener(1e9), chance)
        assert len(track.trials) <= MOST_TRIALS
        assert track.difference <= RULES.highest
    stuck = Staircase(RULES)
    while not stuck.is_done:
        stuck.answer(False)

    assert stuck.threshold() is None
    assert stuck.interval() is None


def test_whoever_hears_everything_ends_too() -> None:
    track = Staircase(RULES)
    while not track.is_done:
        track.answer(True)

    assert len(track.trials) == MOST_TRIALS
    assert track.threshold() is None


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"start": 0.0}, "start must be above 0"),
        ({"start": 300.0}, "at most highest = 250"),
        ({"counted": 7}, "counted must be even"),
        ({"counted": 14}, r"2\.\.reversals=12"),
    ],
)
def test_rules_that_cannot_be_are_told(wrong: dict[str, float], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Rules(**{"start": 100.0, "highest": 250.0, **wrong})
