"""`livemel monitor` when the sound server, the microphone, the broker or the processor goes: never silently dead."""

import pytest
from experiments.monitor_broker import RULES, kill_broker
from experiments.monitor_daemon import kill_daemon, kill_daemon_for_good
from experiments.monitor_moved import take_away_and_bring_back
from experiments.monitor_stopped import stop_monitors
from experiments.moving import OTHER, WIRING

pytestmark = pytest.mark.unhurried

TRUE_LENGTH_SECONDS = 0.05
BACK_SECONDS = 6.0
SMALL_RING = ("--set", "source.ring_seconds=1")


def test_a_sound_server_that_ends_and_returns_is_told_and_its_gap_has_its_true_length(virtual_mic, tmp_path):
    killed = kill_daemon(virtual_mic, tmp_path, times=1, down_seconds=1.0)
    (absence,) = killed.each

    assert (absence.state, absence.fault, absence.gaps) == ("lost", "lost", 1)
    assert "mic is lost" in absence.detail
    assert absence.resumed_after < BACK_SECONDS
    assert killed.lost == killed.recorded_lost > virtual_mic.wiring.rate
    assert killed.misplaced < TRUE_LENGTH_SECONDS
    assert (killed.strangers, killed.breaks) == (0, 0)
    assert killed.mel_seconds == pytest.approx(killed.heard_seconds, abs=1.0)
    assert (killed.broken, killed.unfinished, killed.exit_code) == ((), (), 0)


def test_a_sound_server_that_stays_away_ends_it_with_75_and_finished_files(virtual_mic, tmp_path):
    ended = kill_daemon_for_good(virtual_mic, tmp_path, restart_seconds=1.0)

    assert ended.exit_code == 75
    assert "mic is lost for 1 s" in ended.said
    assert "start it again" in ended.said
    assert ended.recorded_seconds > 0.5
    assert (ended.broken, ended.unfinished) == ((), ())


def test_another_microphone_is_never_measured_or_recorded_as_the_chosen_one(make_virtual_mic, tmp_path):
    moved = take_away_and_bring_back(make_virtual_mic(**vars(WIRING)), tmp_path, away_seconds=1.0)

    assert (moved.state, moved.fault, moved.gaps) == ("lost", "moved", 1)
    assert f"moved the stream to {OTHER}" in moved.detail
    assert moved.resumed_after < BACK_SECONDS
    assert moved.strangers == 0
    assert moved.misplaced < TRUE_LENGTH_SECONDS
    assert moved.level_off < 0.5
    assert moved.exit_code == 0


def test_after_a_stop_of_five_seconds_nothing_is_lost_and_what_a_small_ring_could_not_hold_is_counted(
    virtual_mic, tmp_path
):
    usual, small = stop_monitors(virtual_mic, tmp_path, 5.0, (), SMALL_RING)

    assert (usual.lost, usual.gaps, usual.recorded_lost) == (0, 0, 0)
    assert small.lost == small.recorded_lost > 0
    for stopped in (usual, small):
        assert (stopped.changed, stopped.breaks, stopped.misplaced) == (0, 0, 0)
        assert stopped.live_after < BACK_SECONDS
        assert (stopped.broken, stopped.exit_code) == ((), 0)
    assert usual.missing_seconds == 0


def test_a_broker_that_is_killed_and_returns_gets_every_event_in_order(virtual_mic, broker_programs, tmp_path):
    delivery = kill_broker(virtual_mic, tmp_path, away_seconds=2.0)

    assert delivery.told_while_away >= RULES
    assert (delivery.missing, delivery.strangers, delivery.out_of_order, delivery.repeated_later) == (0, 0, 0, 0)
    assert "is gone" in delivery.troubles[0] or "is not reached" in delivery.troubles[0]
    assert delivery.exit_code == 0
