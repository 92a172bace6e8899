"""`livemel calibrate`: what it keeps the monitor tells."""

from __future__ import annotations

import pytest

from livemel.cli import main


@pytest.fixture(autouse=True)
def own_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_a_calibrator_is_measured_kept_listed_and_forgotten(capsys):
    assert main(["calibrate", "--source", "synth:sine,frequency=1000,level=-30", "--seconds", "1"]) == 0
    assert "-30.00 dBFS are 94 dB SPL; offset +124.00 dB" in capsys.readouterr().out
    assert main(["calibrate", "--list"]) == 0
    name = capsys.readouterr().out.split(": +124.00")[0]
    assert main(["calibrate", "--forget", name]) == 0
    assert main(["calibrate", "--list"]) == 0
    assert capsys.readouterr().out == ""


def test_another_tone_is_refused_in_a_line(capsys):
    assert main(["calibrate", "--source", "synth:sine,frequency=440,level=-30", "--seconds", "1"]) == 1
    err = capsys.readouterr().err

    assert "hears a tone of 440 Hz" in err
