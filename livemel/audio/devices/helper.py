"""The microphones as a helper process sees them: PortAudio looks anew there, and no stream here is disturbed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livemel.audio.devices.inputs import InputDevice
from livemel.audio.server.pulse import unpinned_environment

COMMAND = (sys.executable, "-m", "livemel", "devices", "--json")
PACKAGES = Path(__file__).parents[3]
"""Where livemel lies: the helper must find the same one."""
LIMIT_SECONDS = 10.0
"""As a rule it takes 0.4 s."""
HUNG = (
    "the list of microphones did not come within {:g} s; restart the sound server "
    "(systemctl --user restart pipewire-pulse) or log in anew"
)
NOT_TO_BE_OPENED = -1
"""PortAudio's index in another process says nothing in this one."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found."""

    devices: tuple[InputDevice, ...] = ()
    """To be chosen by name; their indices are another process's."""
    error: str = ""
    """A sentence when they could not be listed; `devices` is empty then."""


def ask_helper(command: Sequence[str] = COMMAND, limit_seconds: float = LIMIT_SECONDS) -> Listing:
    """Every input, found by a process that ends before this returns. Waits: ask on a thread of its own."""
    told = run_helper(command, limit_seconds)
    if told.error:
        return Listing(error=told.error)
    try:
        return Listing(tuple(_device(each) for each in json.loads(told.text)))
    except (ValueError, KeyError, TypeError) as error:
        return Listing(error=f"the list of microphones cannot be read: {error}; please report this")


@dataclass(frozen=True, slots=True)
class Told:
    """What a helper said."""

    text: str = ""
    error: str = ""
    """A sentence when it failed."""


def run_helper(command: Sequence[str], limit_seconds: float = LIMIT_SECONDS) -> Told:
    """Start `command`, wait until it ends, or end it after `limit_seconds`."""
    try:
        done = subprocess.run(
            command,
            cwd=PACKAGES,
            env=unpinned_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=limit_seconds,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would open a console
        )
    except subprocess.TimeoutExpired:
        return Told(error=HUNG.format(limit_seconds))
    except OSError as error:
        return Told(error=f"the microphones cannot be listed: {error.strerror or error}")
    if done.returncode:
        return Told(error=_last_word(done.stderr, done.returncode))
    return Told(done.stdout)


def _last_word(stderr: str, code: int) -> str:
    """The helper's own sentence: it is livemel too."""
    lines = stderr.strip().splitlines()
    return lines[-1].removeprefix("livemel: error: ") if lines else f"listing the microphones ended with {code}"


def _device(told: dict[str, Any]) -> InputDevice:
    return InputDevice(
        index=told["index"],
        name=told["name"],
        host_api=told["host_api"],
        max_input_channels=told["channels"],
        default_sample_rate=told["sample_rate"],
        is_default=told["default"],
        server_source=told["server_source"],
        description=told["description"],
        opens=NOT_TO_BE_OPENED,
        is_monitor=told["monitor"],
    )
