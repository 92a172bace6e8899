"""`livemel calibrate`: what it keeps the monitor tells."""

from __future__ import annotations

import json

import pytest

from livemel.audio.made.synth import SynthSource
from livemel.cli import main
from livemel.monitor.calibration import Calibration, calibrations_file, keep_calibration, read_calibrations

TONE = "synth:sine,frequency=1000,level=-30"


@pytest.fixture(autouse=True)
def own_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture
def microphone(monkeypatch):
    """A signal that passes for a microphone."""
    monkeypatch.setattr(SynthSource, "kind", "mic")


def test_a_calibrator_is_measured_kept_listed_and_forgotten(microphone, capsys):
    assert main(["calibrate", "--source", TONE, "--seconds", "1"]) == 0
    assert "-30.00 dBFS are 94 dB SPL; offset +124.00 dB" in capsys.readouterr().out
    assert main(["calibrate", "--list"]) == 0
    name = capsys.readouterr().out.split(": +124.00")[0]
    assert main(["calibrate", "--forget", name]) == 0
    assert main(["calibrate", "--list"]) == 0
    assert capsys.readouterr().out == ""


def test_another_tone_is_refused_in_a_line(microphone, capsys):
    assert main(["calibrate", "--source", "synth:sine,frequency=440,level=-30", "--seconds", "1"]) == 1
    err = capsys.readouterr().err

    assert "hears a tone of 440 Hz" in err


def test_what_is_no_microphone_is_refused_in_a_line_and_nothing_is_kept(capsys):
    assert main(["calibrate", "--source", TONE, "--seconds", "1"]) == 1
    (line,) = capsys.readouterr().err.splitlines()

    assert "only a microphone can be calibrated, got sine" in line
    assert not calibrations_file().exists()


@pytest.mark.parametrize("option", ["--level", "--meter"])
@pytest.mark.parametrize("level", ["nan", "inf", "-inf", "1e9", "19", "201"])
def test_a_reference_that_no_calibrator_gives_is_refused(microphone, capsys, option, level):
    assert main(["calibrate", "--source", TONE, f"{option}={level}"]) == 2
    assert f"argument {option}: must be a number of dB, 20..200, got {level}" in capsys.readouterr().err
    assert not calibrations_file().exists()


def test_a_damaged_file_of_calibrations_is_told_before_anything_is_measured(microphone, capsys, damaged):
    assert main(["calibrate", "--source", TONE, "--seconds", "60"]) == 1

    assert "cannot read the calibrations in" in capsys.readouterr().err
    assert damaged.read_text() == "offset_db = NaN\n"


@pytest.fixture
def damaged():
    path = calibrations_file()
    path.parent.mkdir()
    path.write_text("offset_db = NaN\n")
    return path


def watched(capsys):
    """The first object, and what was said."""
    assert main(["monitor", "--source", TONE, "--duration", "2.2", "--json"]) == 0
    told = capsys.readouterr()
    return json.loads(told.out.splitlines()[0]), told.err.splitlines()


def test_the_monitor_tells_the_sound_pressure_of_a_calibrated_microphone(microphone, capsys):
    name = watched(capsys)[0]["source"]
    keep_calibration(
        Calibration(device=name, offset_db=124.0, reference_db_spl=94.0, measured_dbfs=-30.0, utc="", by="calibrator")
    )
    told, _ = watched(capsys)

    assert told["rms_db_spl"] == pytest.approx(94.0, abs=0.1)
    assert told["peak_db_spl"] == pytest.approx(97.0, abs=0.1)
    assert list(read_calibrations()) == [name]


def test_a_monitor_with_a_damaged_file_of_calibrations_says_so_and_goes_on(microphone, capsys, damaged):
    told, said = watched(capsys)
    (line,) = (line for line in said if "warning" in line)

    assert told["laeq_dbfs"] == pytest.approx(-30.0, abs=0.1)
    assert "laeq_db_spl" not in told
    assert line.startswith(f"livemel: warning: cannot read the calibrations in {damaged}")
    assert line.endswith("mend or delete it; until then no dB SPL is told")
