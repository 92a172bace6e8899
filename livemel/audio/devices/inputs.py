"""Which microphones there are: PortAudio's inputs, and the sound server's where PortAudio shows only the server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from livemel.audio.portaudio import Inventory, inventory
from livemel.audio.server.pulse import ServerSource, answer_of, server_sources_later

SERVER_DOORS = ("pipewire", "pulse")
"""PortAudio's names for the sound server, the better first; hardware behind its back is often taken."""

PLUGIN_CHANNELS = 32
"""As many inputs as ALSA's plugin for a sound server claims; where "default" claims so many, it leads there too."""

SERVER = "sound server"
"""The host API of microphones that only the sound server names."""


@dataclass(frozen=True)
class InputDevice:
    """One microphone to choose."""

    index: int
    """What a user may type; beyond PortAudio's own where only the sound server names the microphone."""
    name: str
    host_api: str
    max_input_channels: int
    default_sample_rate: int
    """Hz; the sound server's own where it is known, so that nothing is resampled."""
    is_default: bool
    server_source: str | None
    """The sound server's source behind it, to be pinned when it is opened."""
    description: str
    """For people: what stands behind the name."""
    opens: int
    """PortAudio's index of the device to open."""
    is_monitor: bool = False
    """Hears what an output plays: listed, but nobody's default."""


def list_devices() -> list[InputDevice]:
    """Every input in the order of `index`. The first call loads PortAudio, 0.1 s; PortAudio's list is then frozen.

    Raises
    ------
    AudioSystemError
        When there is no PortAudio, or the sound server is frozen.
    """
    sources = answer_of(server_sources_later())
    return combine(inventory(), sources)


def combine(found: Inventory, sources: Sequence[ServerSource]) -> list[InputDevice]:
    """PortAudio's inputs, then the sound server's sources, one of them marked as the default."""
    devices = [_from_portaudio(info, found.host_apis, sources) for info in found.inputs]
    door = min(filter(_is_door, devices), key=_door_rank, default=None)
    if door is not None:
        devices += [_from_server(found.count + n, source, door) for n, source in enumerate(sources)]
    default = _default(devices, found.default_index)
    return [replace(device, is_default=device is default) for device in devices]


def _from_portaudio(info: dict[str, Any], host_apis: Sequence[str], sources: Iterable[ServerSource]) -> InputDevice:
    device = InputDevice(
        index=info["index"],
        name=info["name"],
        host_api=host_apis[info["hostapi"]],
        max_input_channels=info["max_input_channels"],
        default_sample_rate=round(info["default_samplerate"]),
        is_default=False,
        server_source=None,
        description=info["name"],
        opens=info["index"],
    )
    behind = next((source for source in sources if source.is_default), None)
    return _leading_to(behind, device) if behind is not None and _is_door(device) else device


def _from_server(index: int, source: ServerSource, door: InputDevice) -> InputDevice:
    return replace(_leading_to(source, door), index=index, name=source.description, host_api=SERVER)


def _leading_to(source: ServerSource, device: InputDevice) -> InputDevice:
    return replace(
        device,
        max_input_channels=source.channels,
        default_sample_rate=source.sample_rate,
        server_source=source.name,
        description=source.description,
        is_monitor=source.is_monitor,
    )


def _is_door(device: InputDevice) -> bool:
    if device.host_api != "ALSA":
        return False
    return device.name in SERVER_DOORS or (
        device.name == "default" and (device.max_input_channels >= PLUGIN_CHANNELS or device.server_source is not None)
    )


def _door_rank(device: InputDevice) -> int:
    return [*SERVER_DOORS, "default"].index(device.name)


def _default(devices: Iterable[InputDevice], portaudio_default: int) -> InputDevice | None:
    """The sound server's own choice first, then PortAudio's; never "sysdefault", never a monitor."""
    ranked = [(rank, device) for device in devices if (rank := _rank(device, portaudio_default)) is not None]
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _rank(device: InputDevice, portaudio_default: int) -> int | None:
    if device.is_monitor or device.name == "sysdefault":
        return None
    if _is_door(device):
        return _door_rank(device)
    if device.host_api == SERVER:
        return 10
    if device.index == portaudio_default:
        return 20
    return 30 if device.host_api != "ALSA" or "(hw:" in device.name else None
