"""`livemel wall`: all rooms of a real broker, and the broker's own comings and goings."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest
from broker import Broker as RealBroker
from reports import report
from rich.console import Console

from livemel.cli import main
from livemel.monitor.outputs.address import Address
from livemel.monitor.outputs.mqtt import Broker, Mqtt
from livemel.monitor.wall.screen import wall_table

DEADLINE_SECONDS = 20.0


@pytest.fixture
def broker(tmp_path):
    broker = RealBroker(tmp_path).start()
    yield broker
    broker.stop()


def until(condition):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_rooms_come_and_go_on_one_wall(broker, tmp_path):
    nodes = [Mqtt(Broker(address=Address("127.0.0.1", broker.port), node=name)) for name in ("hall", "attic")]
    out = tmp_path / "wall.jsonl"
    with out.open("wb") as file:
        command = [sys.executable, "-m", "livemel", "wall", f"127.0.0.1:{broker.port}", "--json"]
        wall = subprocess.Popen(command, stdout=file, stderr=subprocess.PIPE)
    try:
        until(lambda: not any(node.trouble for node in nodes))

        def newest():
            for number, node in enumerate(nodes):
                node.take(report(1, laeq=-30.0 - number, bands=(-40.0, -50.0)))
            lines = out.read_text().splitlines()
            return {room["node"]: room for room in json.loads(lines[-1])["rooms"]} if lines else {}

        until(lambda: {name: room["condition"] for name, room in newest().items()} == {"hall": "ok", "attic": "ok"})
        told = newest()
        nodes[1].close()
        until(lambda: json.loads(out.read_text().splitlines()[-1])["rooms"][0]["condition"] == "offline")
    finally:
        wall.terminate()
        _, err = wall.communicate(timeout=DEADLINE_SECONDS)
        nodes[0].close()

    assert (told["hall"]["laeq_dbfs"], told["attic"]["laeq_dbfs"]) == (-30.0, -31.0)
    assert (wall.returncode, err) == (0, b"")


def test_a_broker_that_is_not_there_is_told_in_every_object(capsys):
    assert main(["wall", "127.0.0.1:1", "--json", "--duration", "1.2"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])

    assert "127.0.0.1:1 is not reached" in first["trouble"]
    assert first["rooms"] == []


def test_the_screen_has_a_row_for_every_room_and_marks_what_is_not_well():
    room = {"node": "hall", "condition": "gone", "laeq_dbfs": -33.3, "laeq_db_spl": None, "dominant_hz": 440.0}
    rooms = [room | {"events": 2, "last_event": "loud (end)"}]
    console = Console(width=120, record=True, file=None, force_terminal=True, color_system="truecolor")
    with console.capture() as captured:
        console.print(wall_table(rooms, {"hall": [[-40, -90]] * 100}, "08:00 UTC", "broker is gone"))
    text = captured.get()

    for part in ("hall", "gone", "-33.3 dBFS", "440 Hz", "2 loud (end)", "broker is gone"):
        assert part in text
    assert text.count("\N{UPPER HALF BLOCK}") == 40
