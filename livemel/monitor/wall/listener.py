"""Listener: the wall's ear at the broker."""

from __future__ import annotations

import os
import threading
import time
from typing import Any

import paho.mqtt.client as paho

from livemel.monitor.outputs.mqtt import KEEPALIVE_SECONDS, Broker, client_of
from livemel.monitor.wall.rooms import Rooms


class Listener:
    """Subscribes, and comes back to a broker that comes back. paho's thread writes the rooms, under a lock."""

    def __init__(self, broker: Broker) -> None:
        self.trouble = f"{broker.address} is not reached yet"
        """Why nothing comes; empty while all is well. Written by paho's thread."""
        self._rooms = Rooms(broker.prefix)
        self._lock = threading.Lock()
        self._topic, self._address = f"{broker.prefix}/#", broker.address
        self._client = client_of(broker, f"livemel-wall-{broker.node}-{os.getpid()}", is_remembered=False)
        self._client.on_connect = self._on_connect
        self._client.on_connect_fail = self._on_connect_fail
        self._client.on_disconnect = self._on_disconnect
        self._client.on_message = self._on_message
        self._client.connect_async(broker.address.host, broker.address.port, KEEPALIVE_SECONDS)
        self._client.loop_start()

    def rooms(self) -> list[dict[str, Any]]:
        """All of them, ready for JSON."""
        now = time.monotonic()
        with self._lock:
            return [room.as_dict(now) for room in self._rooms.all()]

    def strips(self) -> dict[str, list[list[int]]]:
        """Coarse frames of every room, oldest first."""
        with self._lock:
            return {room.node: list(room.mel) for room in self._rooms.all()}

    @property
    def refused(self) -> int:
        """Messages that were none of ours."""
        return self._rooms.refused

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

    def _on_message(self, _client: Any, _data: Any, message: paho.MQTTMessage) -> None:
        with self._lock:
            self._rooms.take(message.topic, bytes(message.payload), time.monotonic())
