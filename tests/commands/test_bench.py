"""`livemel bench`: a process with one thread, a table, JSON."""

import json
import os
import sys

import pytest

from livemel.bench.plan import Plan
from livemel.bench.recipes import OFFLINE
from livemel.cli import main
from livemel.commands import bench
from livemel.errors import LivemelError

SHORT = ["bench", "--seconds", "0.2", "--rounds", "1", "--alone"]


@pytest.fixture
def child(monkeypatch):
    """Puts another program in the place of the one that measures."""

    def put(program):
        monkeypatch.setattr(bench, "command_of", lambda plan: [sys.executable, "-c", program])

    return put


def test_programs_get_json(capsys):
    assert main([*SHORT, "--json"]) == 0
    out, err = capsys.readouterr()
    report = json.loads(out)

    assert set(report) == {"version", "machine", "comparisons", "painting"}
    assert report["machine"]["threads"] == "1"
    for comparison in report["comparisons"]:
        assert comparison["unmeasured"] == {}
        assert {row["library"] for row in comparison["contenders"] if not row["floor"]} == {"livemel"}
    assert err == ""


def test_people_get_a_table(capsys):
    assert main(SHORT) == 0
    out = capsys.readouterr().out

    assert "48 kHz 2048/512/128 librosa, 0.2 s of sound" in out
    assert "16 kHz 512/160/80 kaldi, live, a hop at a time" in out
    assert "us per picture" in out


def test_the_arguments_are_the_plan(monkeypatch):
    plans = []
    monkeypatch.setattr(bench, "measured", lambda plan: plans.append(plan) or pytest.fail("planned"))
    with pytest.raises(pytest.fail.Exception, match="planned"):
        main(["bench", "--seconds", "2", "--rounds", "3", "--alone"])

    [plan] = plans
    assert plan.offline == tuple((key, 2.0) for key in OFFLINE)
    assert (plan.rounds, plan.live_rounds, plan.peers) == (3, 3, False)


def test_it_is_measured_on_one_thread(child, monkeypatch, capfd):
    monkeypatch.setenv("OMP_NUM_THREADS", "64")
    child("import os, sys; sys.exit(os.environ['OMP_NUM_THREADS'] + os.environ['OPENBLAS_NUM_THREADS'])")
    with pytest.raises(LivemelError):
        bench.measured(Plan())

    assert capfd.readouterr().err == "11\n"
    assert os.environ["OMP_NUM_THREADS"] == "64"


def test_a_measurement_that_fails_is_an_error(child, capfd):
    child("import sys; sys.exit(3)")

    assert main(["bench"]) == 1
    assert "livemel: error: the measurement ended with 3" in capfd.readouterr().err


def test_ctrl_c_ends_the_measurement_without_a_word(child, capfd):
    child("import os, signal, time; os.kill(os.getppid(), signal.SIGINT); time.sleep(600)")

    assert main(["bench"]) == 130
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("seconds", ["0.001", "601"])
def test_sound_that_is_too_short_or_too_long_is_refused(seconds, capsys):
    assert main(["bench", "--seconds", seconds]) == 1
    assert f"--seconds must be 0.1..600 for the benches, got {seconds}" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--seconds", "0"], ["--rounds", "0"], ["--rounds", "soon"]], ids=" ".join)
def test_a_measurement_of_nothing_is_refused(arguments, capsys):
    assert main(["bench", *arguments]) == 2
    assert f"argument {arguments[0]}: " in capsys.readouterr().err
