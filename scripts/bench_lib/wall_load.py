"""So many nodes of a wall in one process: what livemel.monitor.outputs.mqtt sends, a level and a frame a second each.

wall_load PORT NODES SECONDS: says "connected", begins at a line on its input, prints what it did as JSON.
"""

from __future__ import annotations

import json
import random
import select
import sys
import time
from dataclasses import replace
from pathlib import Path

import paho.mqtt.client as paho

sys.path.insert(1, str(Path(__file__).resolve().parents[2] / "tests" / "monitor"))

from reports import report

from livemel.monitor.outputs.address import Address
from livemel.monitor.outputs.mqtt import VERSION, Broker, client_of, coarse
from livemel.monitor.report import utc_text

BANDS = 128
CONNECT_SECONDS = 30.0


class Node:
    """One client, without a thread of its own."""

    def __init__(self, port: int, name: str) -> None:
        self.name, self.sent, self._second = name, 0, 0
        self.client = client_of(Broker(address=Address("127.0.0.1", port), node=name), f"livemel-{name}")
        self.client.connect("127.0.0.1", port)
        give_up = time.monotonic() + CONNECT_SECONDS
        while not self.client.is_connected():
            if time.monotonic() > give_up:
                raise TimeoutError(f"{name} was not connected in {CONNECT_SECONDS:g} s")
            _read([self], 50)
        self._publish("status", b"online", retain=True)

    def tell(self) -> None:
        """A second."""
        levels = tuple(random.gauss(-70.0, 6.0) for _ in range(BANDS))
        told = replace(report(self._second, laeq=max(levels), dominant_hz=440.0), utc=time.time())
        if not self._second:
            state = {name: told.as_dict()[name] for name in ("utc", "source", "state", "detail", "fault")}
            self._publish("state", self._signed(state), retain=True)
        self._publish("level", self._signed(told.as_dict()))
        self._publish("mel", self._signed({"utc": utc_text(told.utc), "bands_db": coarse(levels)}))
        self._second += 1

    def _signed(self, told: dict[str, object]) -> bytes:
        return json.dumps({"v": VERSION, "node": self.name, **told}, ensure_ascii=False).encode()

    def _publish(self, topic: str, payload: bytes, retain: bool = False) -> None:
        if self.client.publish(f"livemel/{self.name}/{topic}", payload, retain=retain).rc == paho.MQTT_ERR_SUCCESS:
            self.sent += 1


def main() -> None:
    port, count, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    nodes = [Node(port, f"room-{number}") for number in range(1, count + 1)]
    print("connected", flush=True)
    sys.stdin.readline()
    lateness, cpu, begun = [], time.process_time(), time.monotonic()
    for number in range(round(seconds * count)):
        due = begun + number / count
        time.sleep(max(0.0, due - time.monotonic()))
        lateness.append(time.monotonic() - due)
        nodes[number % count].tell()
        if number % count == 0:
            _keep_alive(nodes)
    lateness.sort()
    told = {
        "sent": sum(node.sent for node in nodes),
        "late_s": lateness[round(0.95 * (len(lateness) - 1))],
        "cpu_share": (time.process_time() - cpu) / (time.monotonic() - begun),
    }
    print(json.dumps(told), flush=True)
    sys.stdin.readline()
    for node in nodes:
        node.client.disconnect()


def _keep_alive(nodes: list[Node]) -> None:
    """Read what the broker has answered; ask it where it is time."""
    _read(nodes, 0)
    for node in nodes:
        node.client.loop_misc()


def _read(nodes: list[Node], milliseconds: int) -> None:
    """What comes within so long; paho's own loop knows no more than 1024 files."""
    waiting = select.poll()
    by_file = {node.client.socket().fileno(): node.client for node in nodes}
    for number in by_file:
        waiting.register(number, select.POLLIN)
    for number, _ in waiting.poll(milliseconds):
        by_file[number].loop_read()


if __name__ == "__main__":
    main()
