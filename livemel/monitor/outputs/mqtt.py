"""MQTT: states, levels, coarse mel frames and events for a broker, which may come and go."""

from __future__ import annotations

import json
import ssl
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from livemel.errors import LivemelError
from livemel.monitor.keeping.mel_rows import coarse_starts
from livemel.monitor.outputs.address import Address
from livemel.monitor.outputs.event_log import as_dict
from livemel.monitor.outputs.home_assistant import discovery, discovery_topic
from livemel.monitor.outputs.rivalry import Rivalry
from livemel.monitor.report import Report, utc_text
from livemel.monitor.rules.rule import Event
from livemel.monitor.small_file import read_small

VERSION = 1
"""Of the messages; what is added later leaves it as it is."""
MOST_OWED = 10_000
"""Events that wait for the broker; more are dropped, and counted."""
MOST_PASSWORD_BYTES = 65536
KEEPALIVE_SECONDS = 20
FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS = 1, 30
FAREWELL_SECONDS = 2.0
STATE_FIELDS = ("utc", "source", "state", "detail", "fault")
"""Of a report, what the topic `state` holds."""
_RIVAL = "another client seems to be called livemel-{node}; give each monitor a monitor.node of its own"


@dataclass(frozen=True, kw_only=True)
class Broker:
    """Where the messages go, and as whom."""

    address: Address
    node: str
    """Of this room among others: the second level of every topic."""
    prefix: str = "livemel"
    user: str = ""
    password: str = ""
    tls: bool = False
    ca_file: str = ""
    """Whose signature the broker's certificate must have; empty: the system's."""

    def __repr__(self) -> str:
        return f"Broker({self.address}, {self.node!r})"  # never a password


class Mqtt:
    """An output and a keeper. A thread of paho's talks to the broker; nothing here waits for it.

    Topics below PREFIX/NODE: `status` (online, or by the broker's hand offline; retained), `state` (retained, when it
    changes), `level` and `mel` (every second, not kept for later), `event` (each at least once, in order, kept by paho
    while the broker is away: one is on its way at a time, so that none overtakes what must be sent again).

    Parameters
    ----------
    broker
        Where it is; it need not be there yet.
    announces
        Whether Home Assistant is told which entities there are.
    say
        Told at the end, in words, what the broker will never get.
    """

    def __init__(self, broker: Broker, announces: bool = False, say: Callable[[str], None] = lambda text: None) -> None:
        self.events_dropped = 0
        """Events that had no room while the broker was away."""
        self._away = f"{broker.address} is not reached yet"  # paho's thread's
        self._dropped_before = 0  # when the broker was last reached; paho's thread's
        self._base = f"{broker.prefix}/{broker.node}"
        self._node, self._address = broker.node, broker.address
        self._state = ""
        self._announces, self._say = announces, say
        self._owed: set[int] = set()  # numbers of events that the broker has not confirmed; the loop's
        self._confirmed: deque[int] = deque()  # of all that went; paho's thread adds, the loop takes
        self._rivalry = Rivalry()
        self._client = client_of(broker, f"livemel-{broker.node}")
        self._client.will_set(f"{self._base}/status", "offline", qos=1, retain=True)
        self._client.on_connect = self._on_connect
        self._client.on_connect_fail = self._on_connect_fail
        self._client.on_disconnect = self._on_disconnect
        self._client.on_publish = self._on_publish
        self._client.connect_async(broker.address.host, broker.address.port, KEEPALIVE_SECONDS)
        self._client.loop_start()

    @property
    def trouble(self) -> str:
        """Why the broker gets nothing now, and what it will never get; empty while all is well."""
        missed = self.events_dropped - self._dropped_before
        dropped = f"{missed} events were dropped, since {MOST_OWED} wait for it" if missed else ""
        rival = f"{self._address} drops us again and again: {_RIVAL.format(node=self._node)}"
        troubles = [text for text in (rival if self._rivalry.is_on() else self._away, dropped) if text]
        return f"MQTT: {'; '.join(troubles)}" if troubles else ""

    def take(self, report: Report) -> None:
        """Tell it, if the broker is there."""
        self._settle()
        if not self._client.is_connected():
            self._state = ""  # told anew when it is back
            return
        told = report.as_dict()
        if report.state != self._state:
            self._state = report.state
            if self._announces:
                entities = discovery(self._node, self._base, report.db_spl_offset is not None)
                self._client.publish(discovery_topic(self._node), json.dumps(entities), qos=1, retain=True)
            self._publish("state", self._signed({name: told[name] for name in STATE_FIELDS}), retain=True)
        self._publish("level", self._signed(told))
        if report.reading is not None and report.reading.bands:
            bands = coarse(report.reading.bands)
            self._publish("mel", self._signed({"utc": utc_text(report.utc), "bands_db": bands}))

    def tell(self, event: Event) -> None:
        """Owe it to the broker until it has confirmed it."""
        sent = self._client.publish(f"{self._base}/event", _payload(self._signed(as_dict(event))), qos=1)
        if sent.rc == paho.MQTT_ERR_QUEUE_SIZE:
            self.events_dropped += 1
        else:
            self._owed.add(sent.mid)

    def close(self) -> None:
        """Say goodbye; what is owed has two seconds, and is counted if it does not go."""
        if self._client.is_connected():
            goodbye = self._client.publish(f"{self._base}/status", "offline", qos=1, retain=True)
            with suppress(RuntimeError, ValueError):  # it went in this moment, or is owed too much
                goodbye.wait_for_publish(FAREWELL_SECONDS)
        self._client.disconnect()
        self._client.loop_stop()
        self._settle()
        lost = len(self._owed) + self.events_dropped
        if lost:
            self._say(f"MQTT: {self._address} never got {lost} events")

    def _settle(self) -> None:
        while self._confirmed:
            self._owed.discard(self._confirmed.popleft())

    def _signed(self, told: dict[str, Any]) -> dict[str, Any]:
        return {"v": VERSION, "node": self._node, **told}

    def _publish(self, topic: str, told: dict[str, Any], retain: bool = False) -> None:
        self._client.publish(f"{self._base}/{topic}", _payload(told), qos=0, retain=retain)

    def _on_connect(self, client: paho.Client, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if reason.is_failure:
            self._rivalry.failed()
            self._away = f"{self._address} refuses: {reason}"
            return
        self._rivalry.connected()
        self._away, self._dropped_before = "", self.events_dropped
        client.publish(f"{self._base}/status", "online", qos=0, retain=True)

    def _on_connect_fail(self, _client: Any, _data: Any) -> None:
        self._rivalry.failed()
        self._away = f"{self._address} is not reached; trying again"

    def _on_disconnect(self, _client: Any, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        self._rivalry.lost()
        if not self._away:  # else it was never there, or has said why
            self._away = f"{self._address} is gone ({reason}); trying again"

    def _on_publish(self, _client: Any, _data: Any, number: int, _reason: Any, _properties: Any) -> None:
        self._confirmed.append(number)


def _payload(told: dict[str, Any]) -> bytes:
    """JSON; what is no text in the name of a file stands as a question mark."""
    return json.dumps(told, ensure_ascii=False).encode(errors="replace")


def coarse(bands: tuple[float, ...]) -> list[int]:
    """At most 40 whole dB, from the lowest to the highest band: what a wall shows of a room."""
    levels = np.array(bands)
    whole: list[int] = np.round(np.maximum.reduceat(levels, coarse_starts(len(levels)))).astype(int).tolist()
    return whole


def client_of(broker: Broker, name: str, is_remembered: bool = True) -> paho.Client:
    """A client that is not connected yet, called `name` by the broker, which may remember it while it is away.

    Raises
    ------
    LivemelError
        For a certificate that cannot be read.
    """
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=name, clean_session=not is_remembered)
    client.max_queued_messages_set(MOST_OWED)
    client.max_inflight_messages_set(1)
    client.reconnect_delay_set(FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS)
    if broker.user:
        client.username_pw_set(broker.user, broker.password or None)
    if broker.tls:
        try:
            context = ssl.create_default_context(cafile=broker.ca_file or None)
        except (OSError, ssl.SSLError) as error:
            raise LivemelError(f"cannot read the certificate {broker.ca_file}: {error.strerror or error}") from error
        client.tls_set_context(context)
    return client


def password_of(path: str) -> str:
    """The first line of a file. Raises LivemelError if it cannot be read or is empty."""
    try:
        password = read_small(Path(path), MOST_PASSWORD_BYTES).partition("\n")[0].removesuffix("\r")
    except (OSError, ValueError) as error:
        raise LivemelError(
            f"cannot read the password in {path}: {getattr(error, 'strerror', None) or error}"
        ) from error
    if not password:
        raise LivemelError(f"cannot read the password in {path}: its first line must be the password, got nothing")
    return password
