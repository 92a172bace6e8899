"""`livemel wall`: all rooms of a real broker, and the broker's own comings and goings."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest
from broker import Broker as RealBroker
from reports import report

from livemel.cli import main
from livemel.commands.wall import scale_of
from livemel.config import load_layers
from livemel.monitor.outputs.address import Address
from livemel.monitor.outputs.mqtt import Broker, Mqtt
from livemel.picture.wall.strips import Scale

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


def test_the_window_is_refused_in_one_line_where_there_is_no_screen(monkeypatch, capsys):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert main(["wall", "127.0.0.1:1", "--window"]) == 1
    assert "--window needs a screen, and there is no display" in capsys.readouterr().err


def test_no_wall_but_that_in_a_window_imports_qt():
    program = "import sys; from livemel.cli import main; main(sys.argv[1:]); print('PyQt6' in sys.modules)"
    command = [sys.executable, "-c", program, "wall", "127.0.0.1:1", "--duration", "0.1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "False"


def test_counts_are_written_at_the_end(tmp_path, capsys):
    path = tmp_path / "stats.json"
    assert main(["wall", "127.0.0.1:1", "--json", "--duration", "0.1", "--stats", str(path)]) == 0

    assert json.loads(path.read_text()) == {"messages": 0, "refused": 0}


@pytest.mark.parametrize(
    ("settings", "scale"),
    [
        ([], Scale(low=-110.0, high=-20.0, colormap="magma")),
        (["display.colormap=viridis"], Scale(low=-110.0, high=-20.0, colormap="viridis")),
        (["display.db_min=-10"], Scale(low=-10.0, high=0.0, colormap="magma")),
    ],
)
def test_the_colours_are_those_of_the_display_and_its_range_where_one_was_asked_for(settings, scale):
    assert scale_of(*load_layers([], settings, {})) == scale
