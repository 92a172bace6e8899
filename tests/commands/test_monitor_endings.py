"""However a monitor is ended, what it keeps is finished, its events end, and the last word says that it has stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals that this system does not know")

TONE = "synth:sine,frequency=1000,level=-20"
RULES = '[[rules]]\nname = "loud"\nmeasure = "laeq"\nabove = -30\n'
DEADLINE_SECONDS = 20.0


@pytest.fixture
def keeping(tmp_path):
    """Starts a monitor that keeps all it can in `kept`; gives the process once it has begun to tell."""
    begun = []
    (tmp_path / "rules.toml").write_text(RULES)
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config")}

    def begin(*arguments, err=subprocess.PIPE):
        command = [sys.executable, "-m", "livemel", "monitor", "--source", TONE, "--json"]
        command += ["--folder", "kept", "--audio", "--clips", "--events", "events.jsonl"]
        command += arguments if "--config" in arguments else ["--rules", "rules.toml", *arguments]
        begun.append(
            subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=err, text=True)
        )
        return begun[-1]

    yield begin
    for each in begun:
        each.kill()
        each.communicate()


def events(folder):
    return [json.loads(line)["phase"] for line in (folder / "events.jsonl").read_text().splitlines()]


def until(condition):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def left_open(folder):
    return [path.name for path in (folder / "kept").rglob("*.open.*")]


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (("SIGTERM", "SIGTERM"), 0),
        (("SIGHUP", "SIGTERM"), 0),
        (("SIGTERM", "SIGHUP"), 0),
        (("SIGINT", "SIGINT"), 130),
    ],
)
def test_signals_that_come_together_cut_nothing_short(keeping, tmp_path, numbers, code):
    monitor = keeping()
    told = iter(monitor.stdout.readline, "")
    assert json.loads(next(told))["state"] == "ok"
    until(lambda: (tmp_path / "events.jsonl").read_text())
    for number in numbers:
        monitor.send_signal(getattr(signal, number))
        time.sleep(0.1)  # while it closes
    states = [json.loads(line)["state"] for line in told]
    monitor.wait(DEADLINE_SECONDS)

    assert (monitor.returncode, states[-1]) == (code, "stopped")
    assert left_open(tmp_path) == []
    assert len(events(tmp_path)) % 2 == 0


def test_two_wishes_for_new_settings_are_two_beginnings_and_leave_nothing_open(keeping, tmp_path):
    monitor = keeping()
    told = iter(monitor.stdout.readline, "")
    assert json.loads(next(told))["state"] == "ok"
    monitor.send_signal(signal.SIGHUP)
    assert "stopped" in {json.loads(next(told))["state"] for _ in range(3)}
    monitor.send_signal(signal.SIGHUP)  # while it closes or opens
    stopped = 0
    while stopped < 1:
        stopped += json.loads(next(told))["state"] == "stopped"
    monitor.terminate()
    list(told)

    assert monitor.wait(DEADLINE_SECONDS) == 0
    assert left_open(tmp_path) == []


def test_a_reader_that_has_gone_ends_it_well(keeping, tmp_path):
    monitor = keeping()
    monitor.stdout.readline()
    monitor.stdout.close()

    assert monitor.wait(DEADLINE_SECONDS) == 0
    assert left_open(tmp_path) == []
    assert events(tmp_path)[-1:] in ([], ["end"])


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that this system does not have")
def test_a_standard_error_that_cannot_be_written_ends_nothing_and_is_told(keeping):
    with open("/dev/full", "w") as full:
        monitor = keeping("--duration", "3", "--mqtt", "127.0.0.1:1", err=full)
        told = [json.loads(line) for line in monitor.stdout]

    assert monitor.wait(DEADLINE_SECONDS) == 0
    assert told[-1]["state"] == "stopped"
    assert "cannot write to standard error: No space left on device" in told[-2]["trouble"]


def test_rules_that_are_broken_later_do_not_end_what_goes_on_with_the_old_ones(keeping, tmp_path):
    settings = tmp_path / "monitor.toml"
    settings.write_text('[monitor]\nrules = "rules.toml"\n')
    monitor = keeping("--config", str(settings))
    told = iter(monitor.stdout.readline, "")
    next(told)
    settings.write_text('[monitor]\nmetrics = "192.0.2.1:9464"\n')  # an address that is not ours
    (tmp_path / "rules.toml").write_text("broken")
    monitor.send_signal(signal.SIGHUP)
    states = []
    while states[-2:] != ["stopped", "ok"]:
        states.append(json.loads(next(told))["state"])
    monitor.terminate()
    _, err = monitor.communicate(timeout=DEADLINE_SECONDS)

    assert monitor.returncode == 0
    assert "the settings stay as they were: cannot tell metrics at 192.0.2.1:9464" in err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that this system does not have")
def test_many_wishes_for_settings_that_are_bad_cost_no_second_and_no_end(keeping, tmp_path):
    with open("/dev/full", "w") as full:
        monitor = keeping(err=full)
        told = iter(monitor.stdout.readline, "")
        next(told)
        (tmp_path / "rules.toml").write_text("broken")
        for _ in range(30):
            monitor.send_signal(signal.SIGHUP)
            time.sleep(0.01)
        samples = [json.loads(next(told))["sample"] for _ in range(3)]
        monitor.terminate()
        *_, last = told

    assert monitor.wait(DEADLINE_SECONDS) == 0
    assert samples == [samples[0] + 48000 * k for k in range(3)]
    assert json.loads(last)["detail"] == "ended by SIGTERM"


def test_a_reader_that_goes_with_the_end_does_not_keep_the_others_from_being_told(keeping, tmp_path):
    monitor = keeping("--stats", "stats.json")
    monitor.stdout.readline()
    monitor.stdout.close()
    monitor.send_signal(signal.SIGINT)

    assert monitor.wait(DEADLINE_SECONDS) in (0, 130)
    assert json.loads((tmp_path / "stats.json").read_text())["reports"] >= 2
    assert left_open(tmp_path) == []
