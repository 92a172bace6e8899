"""`livemel monitor` with a real microphone: what it hears, keeps and changes in good days."""

from __future__ import annotations

import pytest
from experiments.monitor_calls import trace_monitor
from kept import all_sound, broken_files, mel_in
from numbered import RMS_DBFS
from numbered_room import NumberedRoom
from rules_file import write_rules
from running_monitor import RunningMonitor

pytestmark = pytest.mark.unhurried

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def test_a_room_is_measured_kept_and_clipped_and_no_sample_is_lost(virtual_mic, tmp_path):
    folder, rules = tmp_path / "kept", write_rules(tmp_path / "rules.toml")
    settings = ("--set", "monitor.clip_seconds=2", "--set", "monitor.pre_roll_seconds=1")
    arguments = ("--folder", folder, "--audio", "--clips", "--rules", rules, *settings)
    with NumberedRoom(virtual_mic), RunningMonitor(virtual_mic, tmp_path, *arguments) as monitor:
        monitor.until_it_hears()
        last = monitor.until_more(5)
        code, said = monitor.end(), monitor.said()

    assert code == 0
    assert "kept in" in said
    assert last["rms_dbfs"] == pytest.approx(RMS_DBFS, abs=0.1)
    assert (last["state"], last["samples_lost"]) == ("ok", 0)
    for sound, seconds in ((all_sound(folder / "audio"), 4), (all_sound(folder / "clips"), 2)):
        assert len(sound.samples) >= seconds * virtual_mic.wiring.rate
        assert (sound.strangers, sound.breaks) == (0, 0)
    assert mel_in(folder / "mel").seconds >= 4.0
    assert broken_files(folder) == []


def test_nothing_is_written_and_no_port_is_opened_unless_it_is_asked_for(virtual_mic, strace, tmp_path):
    calls = trace_monitor(virtual_mic, tmp_path)

    assert (calls.exit_code, calls.reports > 0) == (0, True)
    assert calls.changed == ()
    assert (calls.connected, calls.offered) == (("AF_UNIX",), ())


def test_what_is_kept_lies_in_its_folder_and_is_its_owners_alone(virtual_mic, strace, tmp_path):
    folder, rules = tmp_path / "kept", write_rules(tmp_path / "rules.toml")
    settings = ("--set", "monitor.clip_seconds=1", "--set", "monitor.pre_roll_seconds=0")
    calls = trace_monitor(
        virtual_mic, tmp_path, "--audio", "--clips", "--rules", rules, *settings, folder=folder, seconds=5
    )
    kept = {path.suffix for path in folder.rglob("*") if path.is_file()}

    assert calls.exit_code == 0
    assert kept >= {".flac", ".npz", ".png"}
    assert [path for path in calls.changed if not path.startswith(f"{folder}")] == []
    assert (calls.connected, calls.offered) == (("AF_UNIX",), ())
    assert (calls.file_modes, calls.folder_modes) == ({PRIVATE_FILE}, {PRIVATE_FOLDER})
