"""Outputs and keepers as the configuration asks for them; libraries are imported only where they are needed."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

from livemel.config.sections import MonitorConfig
from livemel.dsp.arrays import Doubles
from livemel.errors import LivemelError
from livemel.monitor.keeping.mel_rows import MelRows
from livemel.monitor.outputs.address import address_of
from livemel.monitor.outputs.calls import Calls
from livemel.monitor.outputs.event_log import EventLog
from livemel.monitor.outputs.output import Output
from livemel.monitor.outputs.text import EventLines
from livemel.monitor.rules.rule import Rule
from livemel.monitor.rules.watchers import Keeper

HERE = "127.0.0.1"
METRICS_PORT, MQTT_PORT, MQTT_TLS_PORT = 9464, 1883, 8883
MOST_PREFIX = 128
NODE = re.compile(r"[^/+#\s\x00]{1,64}")


@dataclass(frozen=True)
class Streams:
    """What the Lab Streaming Layer is given beside reports."""

    rows: MelRows
    frequencies: Doubles
    """Hz of the mel bands' centres."""


def make_outputs(
    config: MonitorConfig,
    rules: Sequence[Rule],
    nominal_thirds_hz: tuple[float, ...],
    err: TextIO,
    environ: Mapping[str, str] = os.environ,
    streams: Streams | None = None,
) -> tuple[list[Output], list[Keeper]]:
    """Whoever gets reports, and whoever gets events; most get both.

    Raises
    ------
    LivemelError
        If something that was asked for cannot be: an address, a file, a library that is not installed. Nothing is
        left open then.
    """
    made: list[Any] = []
    try:
        for each in _asked_for(config, rules, nominal_thirds_hz, err, environ, streams):
            made.append(each)
    except BaseException:
        for each in reversed(made):
            each.close()
        raise
    return [*made], [*made] if config.events else [EventLines(err), *made]


def _asked_for(
    config: MonitorConfig,
    rules: Sequence[Rule],
    nominal_thirds_hz: tuple[float, ...],
    err: TextIO,
    environ: Mapping[str, str],
    streams: Streams | None,
) -> Iterator[Any]:
    """What is output and keeper at once."""

    def say(text: str) -> None:
        print(f"livemel: warning: {text}", file=err)

    if config.events:
        yield EventLog(Path(config.events))
    if any(rule.command or rule.webhook for rule in rules):
        yield Calls(rules, say)
    if config.metrics:
        address = address_of(config.metrics, "monitor.metrics", HERE, METRICS_PORT, lowest_port=0)
        names = [rule.name for rule in rules]
        metrics = _needed("metrics", "prometheus_client").Metrics(address, nominal_thirds_hz, names)
        print(f"livemel: metrics at http://{metrics.address}/metrics", file=err)
        yield metrics
    if config.mqtt:
        mqtt = _needed("mqtt", "paho.mqtt")
        yield mqtt.Mqtt(broker_of(config, environ), config.mqtt_home_assistant, say)
    if config.lsl and streams is not None:
        node = node_of(config)
        yield _needed("lsl", "pylsl", extra="lsl").Lsl(node, streams.rows, streams.frequencies)
        print(f"livemel: streams {node}-levels, {node}-mel and {node}-events for the Lab Streaming Layer", file=err)


def node_of(config: MonitorConfig) -> str:
    """The name of this room."""
    node = config.node or socket.gethostname() or "livemel"
    if not NODE.fullmatch(node) or not node.isprintable():
        raise LivemelError(
            f"monitor.node must be 1 to 64 signs that can be seen, without space, /, + and #, got {node!r}"
        )
    return node


def broker_of(config: MonitorConfig, environ: Mapping[str, str]) -> Any:
    """The broker that the configuration names. Raises LivemelError as `make_outputs`."""
    module = _needed("mqtt", "paho.mqtt")
    port = MQTT_TLS_PORT if config.mqtt_tls else MQTT_PORT
    user, password = environ.get("LIVEMEL_MQTT_USER", ""), environ.get("LIVEMEL_MQTT_PASSWORD", "")
    if config.mqtt_password_file:
        password = module.password_of(config.mqtt_password_file)
    if password and not user:
        given = "monitor.mqtt_password_file" if config.mqtt_password_file else "LIVEMEL_MQTT_PASSWORD"
        raise LivemelError(f"{given} needs LIVEMEL_MQTT_USER too: a broker takes no password without a user")
    return module.Broker(
        address=address_of(config.mqtt, "monitor.mqtt", HERE, port),
        node=node_of(config),
        prefix=_prefix_of(config),
        user=user,
        password=password,
        tls=config.mqtt_tls,
        ca_file=config.mqtt_ca_file,
    )


def _prefix_of(config: MonitorConfig) -> str:
    prefix = config.mqtt_prefix
    is_topic = prefix.isprintable() and not prefix.startswith("$") and not set("#+") & set(prefix)
    if not is_topic or not 1 <= len(prefix) <= MOST_PREFIX:
        got = repr(prefix if len(prefix) <= MOST_PREFIX else f"{prefix[:MOST_PREFIX]}...")
        raise LivemelError(
            f"monitor.mqtt_prefix must be 1 to {MOST_PREFIX} signs that can be seen, without # and +,"
            f" not beginning with $, got {got}"
        )
    return prefix


def _needed(module: str, library: str, extra: str = "monitor") -> ModuleType:
    try:
        return import_module(f"livemel.monitor.outputs.{module}")
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith(library.split(".")[0]):
            raise
        raise LivemelError(f"monitor.{module} needs {library}: pip install 'livemel[{extra}]'") from error
    except RuntimeError as error:  # pylsl without liblsl
        raise LivemelError(f"monitor.{module} cannot use {library}: {error}") from error
