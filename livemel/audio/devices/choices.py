"""What a person may choose of the microphones: grouped, the default marked, one that is away kept in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from livemel.audio.devices.choosing import choose_device
from livemel.audio.devices.inputs import SERVER, InputDevice
from livemel.errors import DeviceError

MONITORS = "what outputs play"
DEFAULT_GROUP = ""
AWAY = "It is not connected now. livemel returns to it as soon as it is, and takes no other in its place."


@dataclass(frozen=True, slots=True)
class Choice:
    """One row."""

    wanted: str
    """What `source.device` is set to; empty: whichever is the default."""
    label: str
    group: str
    """The host API, the sound server, or MONITORS."""
    detail: str = ""
    is_default: bool = False
    is_available: bool = True


def choices(devices: Sequence[InputDevice] | None, wanted: str, name: str = "") -> tuple[tuple[Choice, ...], int]:
    """All rows, and which of them `wanted` means.

    The default comes first, then what was chosen before and is away now, then every group: the sound server's
    microphones, the other host APIs, monitors of outputs.

    Parameters
    ----------
    devices
        All there are; None: not known yet, and nothing is said to be away.
    wanted
        As `source.device` says it.
    name
        What people call `wanted` when it is away.
    """
    known = devices or ()
    meant = _meant(known, wanted)
    rows = [_follow_default(devices)]
    if wanted and meant is None:
        rows.append(_row_of_absent(wanted, name or wanted, is_known=devices is not None))
    current = len(rows) - 1
    for device in sorted(known, key=_group_rank):
        if device is meant:
            current = len(rows)
        rows.append(_row(device))
    return tuple(rows), current


def name_of(device: InputDevice) -> str:
    """A name that means this one and no other, here and after a restart."""
    if device.host_api == SERVER and device.server_source is not None:
        return device.server_source
    return f"{device.name}, {device.host_api}"


def _meant(devices: Sequence[InputDevice], wanted: str) -> InputDevice | None:
    if not wanted:
        return None
    try:
        return choose_device(devices, wanted)
    except DeviceError:
        return None


def _follow_default(devices: Sequence[InputDevice] | None) -> Choice:
    if devices is None:
        return Choice("", "Default microphone", DEFAULT_GROUP, is_default=True)
    default = next((device for device in devices if device.is_default), None)
    now = f"now {default.description}" if default is not None else "there is none now"
    return Choice("", f"Default microphone ({now})", DEFAULT_GROUP, is_default=True)


def _row_of_absent(wanted: str, name: str, is_known: bool) -> Choice:
    if is_known:
        return Choice(wanted, f"{name} (unavailable)", DEFAULT_GROUP, AWAY, is_available=False)
    return Choice(wanted, name, DEFAULT_GROUP)


def _row(device: InputDevice) -> Choice:
    channels = "1 channel" if device.max_input_channels == 1 else f"{device.max_input_channels} channels"
    return Choice(
        wanted=name_of(device),
        label=device.name,
        group=_group(device),
        detail=f"{device.host_api}, {channels}, {device.default_sample_rate} Hz",
        is_default=device.is_default,
    )


def _group(device: InputDevice) -> str:
    return MONITORS if device.is_monitor else device.host_api


def _group_rank(device: InputDevice) -> tuple[int, str]:
    rank = 2 if device.is_monitor else 0 if device.host_api == SERVER else 1
    return rank, _group(device)
