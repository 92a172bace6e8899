"""What breaks other programs: the sound server dies, the microphone goes, the processor is taken away."""

import pytest
from experiments.moving import CHOSEN, OTHER, WIRING, take_away_and_bring_back
from experiments.sound_daemon import kill_and_return
from experiments.stopping import stop_and_go_on

TRUE_LENGTH_SECONDS = 0.05
SHOWN_LENGTH_SECONDS = 0.3
BACK_SECONDS = 2.0
LIVE_AGAIN_SECONDS = 0.5


def test_a_sound_server_that_ends_and_returns_leaves_a_live_window_and_one_gap_of_true_length(virtual_mic, screen):
    (killed,) = kill_and_return(virtual_mic, screen, times=1)

    assert "lost" in killed.notice
    assert (killed.gaps, killed.cause) == (1, "device lost")
    assert killed.resumed_after < BACK_SECONDS
    assert killed.counted == pytest.approx(killed.missing, abs=TRUE_LENGTH_SECONDS)
    assert killed.shown == pytest.approx(killed.missing, abs=SHOWN_LENGTH_SECONDS)
    assert killed.frozen < LIVE_AGAIN_SECONDS


def test_another_microphone_is_never_shown_as_the_chosen_one(make_virtual_mic, screen):
    moved = take_away_and_bring_back(make_virtual_mic(**vars(WIRING)), screen)

    assert moved.strangers == 0
    assert moved.states == ("live", "moved", "live")
    assert "moved" in moved.notice
    assert OTHER in moved.notice
    assert moved.listed == (f"{CHOSEN} (unavailable)", CHOSEN)
    assert (moved.gaps, moved.cause) == (1, "moved to another microphone")
    assert moved.resumed_after < BACK_SECONDS
    assert moved.counted == pytest.approx(moved.missing, abs=TRUE_LENGTH_SECONDS)
    assert moved.shown == pytest.approx(moved.missing, abs=SHOWN_LENGTH_SECONDS)


def test_after_a_stop_of_five_seconds_every_sample_is_shown_at_its_own_time(virtual_mic, screen):
    stopped = stop_and_go_on(virtual_mic, screen)

    assert (stopped.lost, stopped.gaps, stopped.hatched) == (0, (), 0.0)
    assert (stopped.changed, stopped.out_of_place) == (0, 0)
    assert stopped.heard_live_after < LIVE_AGAIN_SECONDS
    assert stopped.shown_live_after < LIVE_AGAIN_SECONDS


def test_what_a_small_ring_could_not_hold_is_a_gap_of_exactly_its_length_and_place(virtual_mic, screen):
    stopped = stop_and_go_on(virtual_mic, screen, "--set", "source.ring_seconds=1")

    assert stopped.lost > 0
    assert {cause for _, cause in stopped.gaps} == {"ring full"}
    assert (stopped.changed, stopped.out_of_place) == (0, 0)
    assert stopped.hatched == pytest.approx(stopped.lost / virtual_mic.wiring.rate, abs=SHOWN_LENGTH_SECONDS)
    assert stopped.shown_live_after < LIVE_AGAIN_SECONDS
