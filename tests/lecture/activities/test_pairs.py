"""Every pair that is played is fair: ramps, levels, a ceiling, an order that nobody can guess."""

from __future__ import annotations

import numpy as np
import pytest
from pair_sounds import peak_dbfs, pitch_of, tones_of

from livemel.lecture.activities import ACTIVITIES
from livemel.lecture.activities.trials import LEVEL_DBFS, ROVE_DB, balanced

SEEDS = range(40)
CEILING_DBFS = -12.0
RAMP_SAMPLES = 960


def pairs_test(seed=0, **more):
    return ACTIVITIES["blind_pairs"](**{"low": [200.0, 12000.0], "high": [220.0, 12020.0], "seed": seed, **more})


def sounds_of(activity):
    """All trials of blind pairs, answered as they come."""
    while not activity.is_done:
        yield activity.sound()
        activity.answer(1)
        activity.answer(4)


ALL = [sound for seed in SEEDS[:5] for sound in sounds_of(pairs_test(seed))]


def test_a_pair_is_two_tones_of_half_a_second_with_a_quarter_between():
    for sound in ALL:
        tones_of(sound)  # asserts its lengths


def test_every_tone_begins_and_ends_with_a_raised_cosine_of_20_ms():
    for sound in ALL:
        for tone in tones_of(sound):
            steady = np.abs(tone[RAMP_SAMPLES:-RAMP_SAMPLES]).max()
            rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(RAMP_SAMPLES) + 0.5) / RAMP_SAMPLES)
            assert (np.abs(tone[:RAMP_SAMPLES]) <= 1.001 * steady * rise + 1e-6).all()
            assert (np.abs(tone[-RAMP_SAMPLES:]) <= 1.001 * steady * rise[::-1] + 1e-6).all()


def test_levels_are_roved_by_3_db_each_on_its_own_and_stay_below_the_ceiling():
    levels = np.array([[peak_dbfs(tone) for tone in tones_of(sound)] for sound in ALL])

    assert (np.abs(levels - LEVEL_DBFS) <= ROVE_DB + 0.1).all()
    assert levels.max() < CEILING_DBFS
    assert levels.std() > 1.0
    assert np.abs(np.diff(levels, axis=1)).max() > 2.0


def test_loudness_does_not_give_the_higher_tone_away():
    louder_is_higher = []
    for seed in SEEDS:
        activity = pairs_test(seed, trials=10)
        for trial, sound in zip(activity.trials, sounds_of(activity), strict=True):
            first, second = (peak_dbfs(tone) for tone in tones_of(sound))
            louder_is_higher.append((second > first) == (trial.tones[1] > trial.tones[0]))

    assert np.mean(louder_is_higher) == pytest.approx(0.5, abs=0.06)


def test_the_loudest_that_a_scene_may_ask_for_stays_below_the_ceiling():
    for sound in sounds_of(pairs_test(level=-20.0, rove=6.0)):
        assert peak_dbfs(sound.samples) < CEILING_DBFS


def test_what_is_played_is_the_pair():
    activity = pairs_test(trials=2)
    for trial, sound in zip(activity.trials, sounds_of(activity), strict=True):
        assert [pitch_of(tone) for tone in tones_of(sound)] == pytest.approx(trial.tones, abs=0.1)


def test_the_same_seed_gives_the_same_samples_and_another_seed_others():
    first, again, other = (list(sounds_of(pairs_test(seed))) for seed in (7, 7, 8))

    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(first, again, strict=True))
    assert not all(np.array_equal(a.samples, b.samples) for a, b in zip(first, other, strict=True))


@pytest.mark.parametrize("count", [1, 2, 5, 10])
def test_an_order_is_balanced_within_one(count):
    for seed in SEEDS:
        order = balanced(count, np.random.default_rng(seed))
        assert len(order) == count
        assert abs(sum(order) - count / 2) <= 0.5


@pytest.mark.parametrize("ask", ["higher", "same"])
def test_every_pair_has_each_right_answer_in_half_of_its_trials_and_the_order_differs(ask):
    orders = set()
    for seed in SEEDS:
        activity = pairs_test(seed, ask=ask)
        orders.add(tuple((trial.pair, trial.right) for trial in activity.trials))
        for pair in range(2):
            assert sum(trial.right for trial in activity.trials if trial.pair == pair) == 2

    assert len(orders) > 30


def test_same_pairs_hold_the_same_tone_twice():
    for trial in pairs_test(ask="same").trials:
        assert (trial.tones[0] != trial.tones[1]) == bool(trial.right)


def test_a_staircase_plays_the_higher_tone_second_in_half_of_its_trials():
    for seed in SEEDS[:10]:
        activity = ACTIVITIES["staircase"](frequencies=[1000.0], seed=seed)
        seconds = []
        for _ in range(20):
            first, second = (pitch_of(tone) for tone in tones_of(activity.sound()))
            assert min(first, second) == pytest.approx(1000.0, abs=0.1)
            seconds.append(second > first)
            activity.answer(2 if seconds[-1] else 1)
        assert sum(seconds) == 10
