"""Commands and webhooks are told every event, in order, for a limited time; what fails is said, secrets never."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from livemel.monitor.outputs.calls import Calls, run_command
from livemel.monitor.outputs.webhook import CallError, post
from livemel.monitor.rules.rule import Event, Rule

DEADLINE_SECONDS = 10.0
SECRET = "s3cret"


def event(number, phase="begin", rule="loud"):
    return Event(id=str(number), rule=rule, phase=phase, source="mic", utc=0.0, sample=None, value=-3.0)


def rule(**more):
    return Rule(name="loud", measure="laeq", above=-30, **more)


def python(text):
    return (sys.executable, "-c", text)


@pytest.fixture
def web():
    """A server that answers `codes` one after the other, 200 when they are used up; 0 answers a byte now and then."""
    got, codes = [], []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            code = codes.pop(0) if codes else 200
            if code:
                self.send_response(code)
                self.send_header("Location", "/elsewhere")
                self.end_headers()
                return
            while not server.ended.is_set():
                try:
                    self.wfile.write(b"H")
                except OSError:
                    return
                server.ended.wait(0.05)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.got, server.codes, server.ended = got, codes, threading.Event()
    server.address = f"http://127.0.0.1:{server.server_port}/hook/{SECRET}?a=b"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.ended.set()
    server.shutdown()
    thread.join(DEADLINE_SECONDS)
    server.server_close()


def test_a_command_and_a_webhook_are_told_every_event_in_order(tmp_path, web):
    out = tmp_path / "told"
    calls = Calls(
        [rule(command=python(f"import sys; open({str(out)!r}, 'a').write(sys.stdin.read())"), webhook=web.address)]
    )
    for number in range(3):
        calls.tell(event(number))
        calls.tell(event(number, "end"))
        calls.tell(event(number, rule="another"))
    calls.close()
    told = [json.loads(line) for line in out.read_text().splitlines()]

    assert [(each["id"], each["phase"]) for each in told] == [
        (str(k), phase) for k in range(3) for phase in ("begin", "end")
    ]
    assert [each for _, each in web.got] == told
    assert {path for path, _ in web.got} == {f"/hook/{SECRET}?a=b"}
    assert (calls.trouble, calls.dropped) == ("", 0)


def test_telling_does_not_wait_and_what_has_no_room_is_counted(monkeypatch):
    monkeypatch.setattr("livemel.monitor.outputs.calls.MOST_WAITING", 2)
    monkeypatch.setattr("livemel.monitor.outputs.calls.CLOSE_SECONDS", 0.1)
    said = []
    calls = Calls([rule(command=python("import time; time.sleep(60)"), call_seconds=1.0)], said.append)
    began = time.monotonic()
    for number in range(10):
        calls.tell(event(number))

    assert time.monotonic() - began < 1.0
    assert "calls were dropped" in calls.trouble
    calls.close()
    assert calls.dropped >= 8
    assert said == [f"{calls.dropped} calls of rules were never made: those before them took too long"]
    assert time.monotonic() - began < DEADLINE_SECONDS


def test_a_command_that_takes_too_long_is_ended_with_its_process_group(tmp_path):
    pids = tmp_path / "pids"
    begin = "import subprocess, time; child = subprocess.Popen(['sleep', '60'])"
    text = f"{begin}; open({str(pids)!r}, 'w').write(str(child.pid)); time.sleep(60)"
    with pytest.raises(CallError, match="took more than 2 s and was ended"):
        run_command(python(text), b"", 2.0)
    child, deadline = int(pids.read_text()), time.monotonic() + DEADLINE_SECONDS
    while _lives(child):
        assert time.monotonic() < deadline


def test_a_command_that_runs_at_the_end_does_not_outlive_the_monitor(tmp_path, monkeypatch):
    monkeypatch.setattr("livemel.monitor.outputs.calls.CLOSE_SECONDS", 2.0)
    pid = tmp_path / "pid"
    text = f"import os, time; open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    calls = Calls([rule(command=python(text), call_seconds=100.0)])
    calls.tell(event(1))
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not (pid.exists() and pid.read_text()):
        assert time.monotonic() < deadline
    began = time.monotonic()
    calls.close()

    assert time.monotonic() - began < DEADLINE_SECONDS
    assert not _lives(int(pid.read_text()))
    assert "still running at the end" in calls.trouble


def _lives(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_command_that_fails_is_told_by_name_and_code_and_sees_no_password(monkeypatch):
    monkeypatch.setitem(os.environ, "LIVEMEL_MQTT_PASSWORD", SECRET)
    seen = "import os, sys; sys.exit('LIVEMEL_MQTT_PASSWORD' in os.environ)"
    run_command(python(seen), b"", DEADLINE_SECONDS)
    with pytest.raises(CallError, match=r"the command python[0-9.]* ended with 3"):
        run_command(python("import sys; sys.exit(3)"), b"", DEADLINE_SECONDS)
    with pytest.raises(CallError, match="the command nothing cannot be started: No such file"):
        run_command(("/nowhere/nothing",), b"", DEADLINE_SECONDS)


def test_a_command_that_fails_does_not_keep_the_webhook_from_being_called(web):
    calls = Calls([rule(command=python("import sys; sys.exit(3)"), webhook=web.address)])
    calls.tell(event(1))
    calls.close()

    assert len(web.got) == 1
    assert "ended with 3" in calls.trouble


def test_a_command_that_does_not_read_is_no_failure():
    run_command(python("pass"), b"x" * 1_000_000, DEADLINE_SECONDS)


@pytest.mark.parametrize(("code", "words"), [(500, "answered 500"), (302, "answered 302"), (0, "took more than 0.5 s")])
def test_a_webhook_that_fails_is_told_without_its_address(web, code, words):
    web.codes.append(code)
    began = time.monotonic()
    with pytest.raises(CallError, match=words) as error:
        post(web.address, b"{}", 0.5)

    assert SECRET not in str(error.value)
    assert "127.0.0.1" in str(error.value)
    assert time.monotonic() - began < DEADLINE_SECONDS


@pytest.mark.parametrize("address", ["http://a..b/s3cret", f"http://{'a' * 70}/s3cret", "http://h/s3c\u00e9ret"])
def test_an_address_that_cannot_be_called_is_told_by_its_host_and_why(address):
    with pytest.raises(CallError, match=r"the webhook at .* cannot be called: Unicode.*Error$") as error:
        post(address, b"{}", 1.0)

    assert "ret" not in str(error.value)


def test_whatever_a_call_raises_is_told_and_the_next_call_is_made(web, monkeypatch):
    def broken(*_):
        raise RuntimeError(web.address)

    calls = Calls([rule(webhook=web.address)])
    with monkeypatch.context() as patch:
        patch.setattr("livemel.monitor.outputs.calls.post", broken)
        calls.tell(event(1))
        deadline = time.monotonic() + DEADLINE_SECONDS
        while not calls.trouble:
            assert time.monotonic() < deadline
    told = calls.trouble
    calls.tell(event(2))
    calls.close()

    assert told == "rule 'loud': a call broke: RuntimeError; please report this"
    assert [each["id"] for _, each in web.got] == ["2"]


def test_a_source_whose_name_is_no_text_is_told_of_all_the_same(web):
    calls = Calls([rule(webhook=web.address)])
    calls.tell(replace(event(1), source="mic \udcff"))
    calls.close()

    assert [each["source"] for _, each in web.got] == ["mic ?"]


def test_an_address_in_numbers_needs_no_port():
    with pytest.raises(CallError, match=r"the webhook at ::1 is not reached"):
        post("http://[::1]/", b"{}", 1.0)


def test_a_webhook_that_nobody_answers_is_told_and_the_next_that_works_ends_the_trouble(web):
    web.codes.append(503)
    calls = Calls([rule(webhook=web.address)])
    calls.tell(event(1))
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not calls.trouble:
        assert time.monotonic() < deadline
    assert calls.trouble == "rule 'loud': the webhook at 127.0.0.1 answered 503"
    calls.tell(event(2))
    calls.close()

    assert calls.trouble == ""
    with pytest.raises(CallError, match="is not reached: Connection refused"):
        post("http://127.0.0.1:1/x", b"{}", 1.0)
