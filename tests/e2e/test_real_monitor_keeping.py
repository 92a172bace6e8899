"""What `livemel monitor` keeps when the worst happens: the disk is full, it is killed, there is more than may be."""

import pytest
from experiments.monitor_disk import SOON_REFUSE, fill_disk
from experiments.monitor_killed import kill_monitors
from experiments.monitor_retention import keep_little

pytestmark = pytest.mark.unhurried

SHORT_SECONDS, MEL_SHORT_SECONDS = 1.0, 2.0
KEPT_AGAIN_SECONDS = 15.0


def test_a_full_disk_is_told_nothing_stops_but_keeping_and_it_goes_on_when_there_is_room(virtual_mic, tmp_path):
    full = fill_disk(virtual_mic, tmp_path, wanted=SOON_REFUSE)

    assert full.kept_again_after < KEPT_AGAIN_SECONDS
    assert (full.missing_seconds, full.samples_lost) == (0, 0)
    assert (full.broken, full.unfinished) == ((), ())
    assert (full.strangers, full.breaks) == (0, 0)
    assert full.recorded_afterwards > 0.5
    assert full.events > 0
    assert (full.log_missing, full.log_torn, full.clips_missing) == (0, 0, 0)
    assert full.open_files <= 2
    assert full.exit_code == 0


def test_a_monitor_that_is_killed_leaves_no_broken_file_and_the_next_start_finishes_the_rest(virtual_mic, tmp_path):
    killed = kill_monitors(virtual_mic, tmp_path, times=1, moments=("a clip is written",))

    assert max(kill.sound_short or 0.0 for kill in killed.each) < SHORT_SECONDS
    assert max(kill.mel_short for kill in killed.each) < MEL_SHORT_SECONDS
    assert (killed.broken, killed.unfinished, killed.clips_in_part, killed.torn_lines) == ((), (), 0, 0)
    assert (killed.strangers, killed.breaks) == (0, 0)
    assert killed.clips > 0
    assert killed.exit_code == 0


def test_the_oldest_makes_room_by_itself_and_the_newest_is_still_good(virtual_mic, tmp_path):
    kept = keep_little(virtual_mic, tmp_path)

    assert kept.gone == kept.oldest
    assert kept.troubles == ()
    assert kept.broken == ()
    assert kept.exit_code == 0
