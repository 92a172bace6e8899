"""Listener: the wall's ear at the broker."""

from __future__ import annotations

import threading
from secrets import token_hex
from typing import Any

import paho.mqtt.client as paho

from livemel.monitor.outputs.mqtt import KEEPALIVE_SECONDS, Broker, client_of
from livemel.monitor.wall.moment import now
from livemel.monitor.wall.rooms import Rooms
from livemel.picture.wall.shown import WallShown


class Listener:
    """Subscribes, and comes back to a broker that comes back. paho's thread writes the rooms, under a lock."""

    def __init__(self, broker: Broker) -> None:
        self.trouble = f"{broker.address} is not reached yet"
        """Why nothing comes; empty while all is well. Written by paho's thread."""
        self._rooms = Rooms(broker.prefix, now().utc)
        self._lock = threading.Lock()
        self._topic, self._address = f"{broker.prefix}/#", broker.address
        self._client = client_of(broker, f"livemel-wall-{token_hex(4)}", is_remembered=False)
        self._client.on_connect = self._on_connect
        self._client.on_connect_fail = self._on_connect_fail
        self._client.on_disconnect = self._on_disconnect
        self._client.on_subscribe = self._on_subscribe
        self._client.on_message = self._on_message
        self._client.connect_async(broker.address.host, broker.address.port, KEEPALIVE_SECONDS)
        self._client.loop_start()

    def shown(self) -> WallShown:
        """All rooms now."""
        with self._lock:
            return self._rooms.shown(now(), self.trouble)

    def rooms(self) -> list[dict[str, Any]]:
        """All rooms now, ready for JSON."""
        with self._lock:
            return self._rooms.as_dicts(now().monotonic)

    def counts(self) -> dict[str, int]:
        """Of messages: those that were understood, and those that were refused."""
        with self._lock:
            return {"messages": self._rooms.taken, "refused": self._rooms.refused}

    def close(self) -> None:
        """Listen no more."""
        self._client.disconnect()
        self._client.loop_stop()

    def _on_connect(self, client: paho.Client, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if reason.is_failure:
            self.trouble = f"{self._address} refuses: {reason}"
            return
        self.trouble = ""
        client.subscribe(self._topic, qos=1)

    def _on_connect_fail(self, _client: Any, _data: Any) -> None:
        self.trouble = f"{self._address} is not reached; trying again"

    def _on_disconnect(self, _client: Any, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if not self.trouble:
            self.trouble = f"{self._address} is gone ({reason}); trying again"

    def _on_subscribe(self, _client: Any, _data: Any, _mid: int, reasons: list[Any], _properties: Any) -> None:
        if any(reason.is_failure for reason in reasons):
            self.trouble = f"{self._address} does not let us read {self._topic}"

    def _on_message(self, _client: Any, _data: Any, message: paho.MQTTMessage) -> None:
        with self._lock:
            self._rooms.take(message.topic, bytes(message.payload), now())
