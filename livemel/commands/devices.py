"""`livemel devices`: the microphones there are, as a table for people or as JSON for programs."""

from __future__ import annotations

import argparse
import json
import sys

from rich.cells import cell_len, set_cell_size

from livemel.audio.devices.choosing import no_microphone
from livemel.audio.devices.inputs import InputDevice, list_devices
from livemel.audio.server.pulse import why_hidden
from livemel.errors import AudioSystemError

COLUMNS = ("", "index", "name", "host API", "channels", "rate", "sound server's source")


def run(args: argparse.Namespace) -> int:
    """Print them; without any, people get an error that says what to do, programs an empty list."""
    devices = list_devices()
    if args.json:
        print(json.dumps([_as_json(device) for device in devices], indent=2))
        return 0
    if not devices:
        raise AudioSystemError(no_microphone())
    print("\n".join(_table(devices)))
    _say_what_is_missing(devices)
    return 0


def _as_json(device: InputDevice) -> dict[str, object]:
    return {
        "index": device.index,
        "name": device.name,
        "host_api": device.host_api,
        "channels": device.max_input_channels,
        "sample_rate": device.default_sample_rate,
        "default": device.is_default,
        "server_source": device.server_source,
        "description": device.description,
        "monitor": device.is_monitor,
    }


def _table(devices: list[InputDevice]) -> list[str]:
    """Aligned lines, the default marked with a star."""
    rows = [COLUMNS, *map(_row, devices)]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return ["  ".join(map(set_cell_size, row, widths)).rstrip() for row in rows]


def _row(device: InputDevice) -> tuple[str, ...]:
    return (
        "*" if device.is_default else "",
        str(device.index),
        _printable(device.name),
        device.host_api,
        str(device.max_input_channels),
        f"{device.default_sample_rate} Hz",
        _printable(device.server_source or ""),
    )


def _printable(name: str) -> str:
    """A name may hold line breaks and worse."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def _say_what_is_missing(devices: list[InputDevice]) -> None:
    """On stderr, so that the table can be piped on."""
    if not any(device.is_default for device in devices):
        print("none of these is a microphone that livemel takes by itself; name one with --device", file=sys.stderr)
    if sys.platform == "linux" and (reason := why_hidden()):
        print(reason, file=sys.stderr)
