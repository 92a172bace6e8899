"""Another microphone and another rate are chosen in the window: what lies between is told, with its true length."""

import pytest
from experiments.choosing_microphone import FIRST, SECOND, WIRING, choose_microphones
from experiments.choosing_rate import choose_rates

TRUE_LENGTH_SECONDS = 0.1
LONGEST_GAP_SECONDS = 1.0
ALL = 0.95


def test_between_two_microphones_is_a_gap_of_true_length_and_what_was_heard_before_stays(make_virtual_mic, screen):
    chosen = choose_microphones(make_virtual_mic(**vars(WIRING)), screen, (SECOND, FIRST))

    assert chosen.heard == (FIRST, SECOND, FIRST)
    assert (chosen.changed, chosen.out_of_place) == (0, 0)
    assert chosen.listed == len([gap for gap in chosen.gaps if gap.counted])
    for gap, name in zip(chosen.gaps, (SECOND, FIRST), strict=True):
        assert gap.counted < LONGEST_GAP_SECONDS
        assert gap.counted == pytest.approx(max(0, gap.missing), abs=TRUE_LENGTH_SECONDS)
        assert gap.cause == (f"changed to {name}" if gap.counted else "")
    assert chosen.recorded_breaks == (0, 0, 0)
    assert chosen.seen > ALL


def test_between_two_rates_no_time_is_lost_without_being_counted(virtual_mic, screen):
    rates = choose_rates(virtual_mic, screen)

    assert max(rates.gaps, default=0.0) < LONGEST_GAP_SECONDS
    assert all("changed to" in cause for cause in rates.causes)
    assert rates.accounted == pytest.approx(rates.elapsed, abs=TRUE_LENGTH_SECONDS)
    assert sorted(rates.recordings) == [44_100, 48_000, 48_000]
    assert rates.seen > ALL
