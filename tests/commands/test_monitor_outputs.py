"""`livemel monitor` plugs into what people run, opens no port unasked and writes nothing unasked."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from broker import Broker, Subscriber, free_port
from prometheus_client.parser import text_string_to_metric_families

TONE = "synth:sine,frequency=1000,level=-20"
LOUD = '[[rules]]\nname = "loud"\nmeasure = "laeq"\nabove = -30\n'
DEADLINE_SECONDS = 15.0


@pytest.fixture
def program(tmp_path):
    """Starts `livemel monitor` in a folder of its own; what still runs at the end is ended."""
    begun = []
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}

    def begin(*arguments, **more):
        command = [sys.executable, "-m", "livemel", "monitor", "--source", TONE, *arguments]
        begun.append(
            subprocess.Popen(
                command, cwd=tmp_path, env=environment | more, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        )
        return begun[-1]

    yield begin
    for each in begun:
        each.kill()
        each.communicate()


def test_prometheus_and_a_broker_are_told_and_sigterm_says_goodbye(program, tmp_path):
    broker = Broker(tmp_path).start()
    heard = Subscriber(broker, "livemel/#", tmp_path / "heard")
    try:
        port = free_port()
        rules = tmp_path / "rules.toml"
        rules.write_text(LOUD + LOUD.replace("loud", "never").replace("-30", "100"))
        monitor = program("--metrics", f"{port}", "--mqtt", f"127.0.0.1:{broker.port}", "--rules", str(rules))
        heard.wait_for(lambda got: any(topic.endswith("/event") for topic, _ in got), DEADLINE_SECONDS)
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as page:
            families = {each.name: each for each in text_string_to_metric_families(page.read().decode())}
        monitor.terminate()
        out, _ = monitor.communicate(timeout=DEADLINE_SECONDS)
        messages = heard.wait_for(lambda got: got[-1][1] == "offline")
    finally:
        heard.stop()
        broker.stop()
    levels = {sample.labels["measure"]: sample.value for sample in families["livemel_level_dbfs"].samples}
    counted = {each.labels["rule"]: each.value for each in families["livemel_events"].samples}
    phases = [json.loads(text)["phase"] for topic, text in messages if topic.endswith("/event")]

    assert monitor.returncode == 0
    assert levels["laeq"] == pytest.approx(-20, abs=0.1)
    assert counted["never"] == 0
    assert phases == ["begin", "end"]
    assert "LAeq  -20.0" in out


AUDITED = """
import os, sys
found = []
def hook(event, told):
    writes = event == "open" and told[2] is not None and told[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if writes and not str(told[0]).startswith("/dev/") and "__pycache__" not in str(told[0]):
        found.append(f"{event} {told[0]}")
    elif event in ("socket.bind", "os.mkdir", "os.rename", "os.remove", "subprocess.Popen"):
        found.append(f"{event} {told[0]}")
sys.dont_write_bytecode = True
from livemel.cli import main
sys.addaudithook(hook)
code = main(["monitor", "--source", "SOURCE", "--duration", "2.5"])
print(*found, sep="\\n", file=sys.stderr)
sys.exit(code)
"""


def test_by_default_no_port_is_opened_and_nothing_is_written(tmp_path):
    program = [sys.executable, "-c", AUDITED.replace("SOURCE", TONE)]
    run = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)

    introduced, *found = run.stderr.splitlines()

    assert "nothing is kept" in introduced
    assert (run.returncode, [line for line in found if line]) == (0, [])
    assert "LAeq  -20.0" in run.stdout


def test_the_audit_of_the_test_above_sees_a_port_and_a_file(tmp_path):
    told = '"--metrics", "0", "--events", "kept.jsonl", "--duration"'
    program = [sys.executable, "-c", AUDITED.replace("SOURCE", TONE).replace('"--duration"', told)]
    run = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)

    assert "socket.bind" in run.stderr
    assert "open kept.jsonl" in run.stderr


def test_an_unreachable_broker_is_said_once_and_the_monitor_goes_on(program):
    monitor = program("--mqtt", f"127.0.0.1:{free_port()}", "--duration", "4")
    began = time.monotonic()
    out, err = monitor.communicate(timeout=DEADLINE_SECONDS)

    assert monitor.returncode == 0
    assert err.count("is not reached") == 1
    assert len(out.splitlines()) >= 3
    assert time.monotonic() - began < DEADLINE_SECONDS


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="a signal that this system does not know")
def test_sighup_reads_the_settings_anew_and_bad_ones_change_nothing(program, tmp_path):
    settings, events = tmp_path / "monitor.toml", tmp_path / "events.jsonl"
    settings.write_text("")
    monitor = program("--config", str(settings))
    told = iter(monitor.stdout.readline, "")
    assert "LAeq" in next(told)
    settings.write_text("[monitor]\nrules = 5\n")
    monitor.send_signal(signal.SIGHUP)
    assert all("LAeq" in next(told) for _ in range(3))
    (tmp_path / "rules.toml").write_text('[[rules]]\nname = "loud"\nmeasure = "laeq"\nabove = -30\n')
    settings.write_text(f'[monitor]\nrules = "{tmp_path}/rules.toml"\nevents = "{events}"\n')
    monitor.send_signal(signal.SIGHUP)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not (events.exists() and events.read_text()):
        assert time.monotonic() < deadline
        next(told)
    monitor.terminate()
    _, err = monitor.communicate(timeout=DEADLINE_SECONDS)

    assert monitor.returncode == 0
    assert "the settings stay as they were:" in err
    assert err.count("nothing is kept") == 2


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="a signal that this system does not know")
def test_new_settings_with_which_it_cannot_begin_are_given_up_for_the_old_ones(program, tmp_path):
    settings = tmp_path / "monitor.toml"
    settings.write_text("")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "holiday.jpg").touch()
    monitor = program("--config", str(settings), "--json")
    assert json.loads(monitor.stdout.readline())["state"] == "ok"
    settings.write_text(f'[monitor]\nfolder = "{tmp_path}/taken"\n')
    monitor.send_signal(signal.SIGHUP)
    states = []
    while states[-2:] != ["stopped", "ok"]:
        states.append(json.loads(monitor.stdout.readline())["state"])
    monitor.terminate()
    _, err = monitor.communicate(timeout=DEADLINE_SECONDS)

    assert monitor.returncode == 0
    assert "the settings stay as they were:" in err
    assert "holds other things" in err


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="a signal that this system does not know")
def test_systemd_hears_of_a_reload_and_of_no_stop_before_the_end(program, tmp_path):
    heard = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(DEADLINE_SECONDS)

        def hear(word):
            while not heard or word not in heard[-1].split("\n"):
                heard.append(manager.recv(4096).decode())

        monitor = program("--json", NOTIFY_SOCKET=str(tmp_path / "notify"))
        hear("READY=1")
        monitor.send_signal(signal.SIGHUP)
        hear("RELOADING=1")
        hear("READY=1")
        assert "STOPPING=1" not in heard
        monitor.terminate()
        hear("STOPPING=1")
    monitor.communicate(timeout=DEADLINE_SECONDS)

    assert monitor.returncode == 0


@pytest.mark.parametrize(("number", "code", "why"), [("SIGTERM", 0, "SIGTERM"), ("SIGINT", 130, "Ctrl-C")])
def test_who_ends_it_is_told_by_the_last_object_and_the_shell(program, number, code, why):
    monitor = program("--json")
    assert json.loads(monitor.stdout.readline())["state"] == "ok"
    monitor.send_signal(getattr(signal, number))
    out, err = monitor.communicate(timeout=DEADLINE_SECONDS)
    last = json.loads(out.splitlines()[-1])

    assert (monitor.returncode, last["state"], last["detail"]) == (code, "stopped", f"ended by {why}")
    assert "Traceback" not in err
