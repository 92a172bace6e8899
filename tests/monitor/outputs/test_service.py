"""systemd is told that the monitor is ready, how it is, that it lives, and that it stops."""

from __future__ import annotations

import socket

import pytest
from reports import report

from livemel.monitor.outputs.service import Service


@pytest.fixture(params=["path", "abstract"])
def manager(request, tmp_path):
    name = f"@livemel-test-{tmp_path.name}" if request.param == "abstract" else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind("\0" + name[1:] if name.startswith("@") else name)
        line.settimeout(5)
        yield name, line


def test_ready_once_alive_every_second_state_when_it_changes_then_stopping(manager):
    name, line = manager
    service = Service({"NOTIFY_SOCKET": name})
    service.take(report(1))
    service.take(report(2))
    service.take(report(3, state="dead", detail="exact zeros"))
    service.close()
    told = [line.recv(4096).decode().split("\n") for _ in range(4)]

    assert told[0] == ["WATCHDOG=1", "READY=1", "STATUS=mic: ok"]
    assert told[1] == ["WATCHDOG=1"]
    assert told[2] == ["WATCHDOG=1", "STATUS=mic: dead (exact zeros)"]
    assert told[3] == ["STOPPING=1"]


def test_new_settings_are_no_stop_but_a_reload_until_the_next_is_ready(manager):
    name, line = manager
    service = Service({"NOTIFY_SOCKET": name})
    service.take(report(1))
    service.take(report(2, heard=False, state="stopped", detail="new settings"))
    service.close()
    Service({"NOTIFY_SOCKET": name}).take(report(3))
    told = [line.recv(4096).decode().split("\n") for _ in range(4)]

    assert told[2] == ["RELOADING=1"]
    assert "READY=1" in told[3]


def test_without_a_manager_nothing_happens(tmp_path):
    for environ in ({}, {"NOTIFY_SOCKET": str(tmp_path / "nobody")}):
        service = Service(environ)
        service.take(report(1))
        service.close()
        assert service.is_asked == bool(environ)
