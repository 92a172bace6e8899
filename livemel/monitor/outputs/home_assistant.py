"""Home Assistant: one retained message that says which entities a node has (MQTT device discovery)."""

from __future__ import annotations

from typing import Any

from livemel import __version__

LEVELS = {"laeq": "Level (LAeq 1 s)", "laf_max": "Highest level", "l90_minute": "Background (L90)"}
"""Of a report, those that become sensors."""


def discovery_topic(node: str, prefix: str = "homeassistant") -> str:
    """Where Home Assistant looks for it."""
    return f"{prefix}/device/livemel-{node}/config"


def discovery(node: str, base: str, is_calibrated: bool) -> dict[str, Any]:
    """The message of a node whose topics are below `base`.

    Levels are sound pressure, in Home Assistant's sense, only where the microphone is calibrated.
    """
    unit, level = ("dBA", "db_spl") if is_calibrated else ("dBFS", "dbfs")
    pressure = {"device_class": "sound_pressure"} if is_calibrated else {}
    components = {
        name: {
            "p": "sensor",
            "name": words,
            "unique_id": f"livemel_{node}_{name}",
            "state_topic": f"{base}/level",
            "value_template": f"{{{{ value_json.{name}_{level} }}}}",
            "unit_of_measurement": unit,
            "state_class": "measurement",
            **pressure,
        }
        for name, words in LEVELS.items()
    }
    components["state"] = {
        "p": "sensor",
        "name": "State",
        "unique_id": f"livemel_{node}_state",
        "state_topic": f"{base}/state",
        "value_template": "{{ value_json.state }}",
    }
    components["problem"] = {
        "p": "binary_sensor",
        "name": "Microphone",
        "unique_id": f"livemel_{node}_problem",
        "state_topic": f"{base}/state",
        "value_template": "{{ 'ON' if value_json.state in ('dead', 'lost') else 'OFF' }}",
        "device_class": "problem",
    }
    return {
        "dev": {"ids": [f"livemel-{node}"], "name": f"livemel {node}", "mf": "livemel", "sw": __version__},
        "o": {"name": "livemel", "sw": __version__},
        "cmps": components,
        "availability_topic": f"{base}/status",
        "payload_available": "online",
        "payload_not_available": "offline",
        "qos": 1,
    }
