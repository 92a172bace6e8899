"""The wall at a real broker, which goes, comes back, and may refuse."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from broker import Broker as RealBroker
from reports import report

from livemel.monitor.outputs.address import Address
from livemel.monitor.outputs.mqtt import Broker, Mqtt
from livemel.monitor.wall.listener import Listener

DEADLINE_SECONDS = 20.0
NOBODY_READS = """
{"defaultACLAccess": {"publishClientSend": true, "publishClientReceive": false, "subscribe": false,
 "unsubscribe": true}, "clients": [],
 "groups": [{"groupname": "anybody", "roles": []}], "roles": [], "anonymousGroup": "anybody"}
"""


def until(condition):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not (found := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


@pytest.fixture
def begin(tmp_path):
    """A broker with these lines of settings, and a wall that listens to it."""
    begun = []

    def begin(*lines):
        broker = RealBroker(tmp_path, lines).start()
        listener = Listener(Broker(address=Address("127.0.0.1", broker.port), node="here"))
        begun.append((broker, listener))
        return broker, listener

    yield begin
    for broker, listener in begun:
        listener.close()
        broker.stop()


def test_a_room_is_shown_and_a_broker_that_goes_is_told_until_it_is_back(begin):
    broker, listener = begin()
    node = Mqtt(Broker(address=Address("127.0.0.1", broker.port), node="hall"))
    try:
        until(lambda: not listener.trouble and not node.trouble)
        node.take(report(1, laeq=-33.0, bands=(-40.0, -50.0)))
        (hall,) = until(lambda: listener.shown().rooms if listener.counts()["messages"] >= 3 else ())
        broker.stop()
        until(lambda: "is gone" in listener.shown().trouble)
        broker.start()
        until(lambda: not listener.shown().trouble)
    finally:
        node.close()

    assert (hall.name, hall.level) == ("hall", -33.0)
    assert listener.counts()["refused"] == 0


def test_a_broker_that_wants_a_password_is_told(begin):
    _, listener = begin("allow_anonymous false")

    until(lambda: "refuses: Not authorized" in listener.shown().trouble)


def test_a_broker_that_lets_nobody_read_is_told(begin, tmp_path):
    (plugin,) = Path("/usr/lib").glob("*/mosquitto_dynamic_security.so")
    rights = tmp_path / "rights.json"
    rights.write_text(NOBODY_READS)
    _, listener = begin("allow_anonymous true", f"plugin {plugin}", f"plugin_opt_config_file {rights}")

    until(lambda: "does not let us read livemel/#" in listener.shown().trouble)
