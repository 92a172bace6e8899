"""`livemel wall --window` on a real screen, with a real broker and three nodes: what is seen is what was told."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import numpy as np
import pytest
from broker import Broker as RealBroker
from reports import report

from livemel.monitor.outputs.address import Address
from livemel.monitor.outputs.mqtt import Broker, Mqtt
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed, unpacked
from livemel.picture.hatch import GROUND, LINE

pytestmark = pytest.mark.unhurried

DEADLINE_SECONDS = 40.0
LOUDEST, QUIETEST = (packed(lookup_table("magma"))[index] for index in (-1, 0))
HATCH = (LINE, GROUND)
ENOUGH = 2000
"""Pixels."""
LOUD, QUIET = (0.0,) * 40, (-200.0,) * 40


@pytest.fixture
def broker(tmp_path):
    broker = RealBroker(tmp_path).start()
    yield broker
    broker.stop()


@pytest.fixture
def nodes(broker):
    """Loud, quiet, and loud until it says nothing more; by name from the top."""
    made = [Mqtt(Broker(address=Address("127.0.0.1", broker.port), node=name)) for name in ("a", "b", "c")]
    yield made
    for node in made:
        node.close()


def heights(picture, *colours):
    """At how many pixels one of the colours is seen, and in which line of the screen half of them are above."""
    rgb = [unpacked(np.array([colour], np.uint32))[0] for colour in colours]
    lines, _ = np.nonzero(np.any([(picture == each).all(axis=2) for each in rgb], axis=0))
    return len(lines), float(np.median(lines)) if len(lines) else 0.0


def test_a_loud_room_is_bright_a_quiet_one_dark_and_one_that_says_nothing_hatched(screen, broker, nodes, tmp_path):
    command = [sys.executable, "-m", "livemel", "wall", f"127.0.0.1:{broker.port}", "--window"]
    environment = {**os.environ, **screen.environment, "XDG_CONFIG_HOME": str(tmp_path)}
    wall = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    due, second, found = 0.0, 0, {}
    deadline = time.monotonic() + DEADLINE_SECONDS

    def is_as_told():
        picture = screen.grab()
        found.update(
            bright=heights(picture, LOUDEST), dark=heights(picture, QUIETEST), hatched=heights(picture, *HATCH)
        )
        return all(count > ENOUGH for count, _ in found.values())

    try:
        while not is_as_told():
            assert wall.poll() is None, wall.stderr.read()
            assert time.monotonic() < deadline, found
            if time.monotonic() >= due:
                due, second = time.monotonic() + 1.0, second + 1
                for node, bands in zip(nodes, (LOUD, QUIET, LOUD), strict=True):
                    if node is not nodes[2] or second < 3:
                        node.take(_now(report(second, bands=bands)))
            time.sleep(0.2)
    finally:
        wall.terminate()
        _, err = wall.communicate(timeout=DEADLINE_SECONDS)

    assert found["bright"][1] < found["dark"][1] < found["hatched"][1]
    assert (wall.returncode, err) == (0, b"")


def _now(told):
    return type(told)(**{name: getattr(told, name) for name in told.__dataclass_fields__} | {"utc": time.time()})
