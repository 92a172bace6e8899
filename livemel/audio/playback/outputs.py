"""Which loudspeakers and headphones there are: PortAudio's outputs, and the sound server's behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from livemel.audio.devices.inputs import PLUGIN_CHANNELS, SERVER, SERVER_DOORS
from livemel.audio.portaudio import lifetime, sounddevice
from livemel.audio.server.pulse import answer_of, ask_later
from livemel.errors import AudioSystemError, DeviceError

BLUETOOTH = re.compile(r"blue(tooth|z)|airpods|\bbuds\b|hands-?free|\b(a2dp|hfp|hsp)\b", re.IGNORECASE)
BLUETOOTH_WARNING = (
    "{name} seems to be a Bluetooth device: it plays 0.1 to 0.3 s late, "
    "and while its microphone is used the sound of both is worse"
)


@dataclass(frozen=True)
class OutputDevice:
    """One output to choose."""

    name: str
    host_api: str
    max_output_channels: int
    default_sample_rate: int
    """Hz; the sound server's own where it is known."""
    is_default: bool
    opens: int
    """PortAudio's index of the device to open."""
    server_sink: str | None = None
    """The sound server's sink behind it."""

    @property
    def warning(self) -> str:
        """What to expect of it; empty as a rule."""
        suspect = BLUETOOTH.search(f"{self.name} {self.server_sink or ''}")
        return BLUETOOTH_WARNING.format(name=self.name) if suspect else ""


@dataclass(frozen=True)
class ServerSink:
    """An output of the sound server."""

    name: str
    description: str
    channels: int
    sample_rate: int
    """Hz."""
    is_default: bool


def list_outputs() -> list[OutputDevice]:
    """Every output, one marked as the default. PortAudio's part of the list is frozen until it begins anew.

    Raises
    ------
    AudioSystemError
        When there is no PortAudio, or the sound server is frozen.
    """
    nothing: list[ServerSink] = []
    sinks = answer_of(ask_later(_sinks, nothing))
    portaudio = sounddevice()
    with lifetime:
        infos = [dict(info) for info in portaudio.query_devices()]
        host_apis = [api["name"] for api in portaudio.query_hostapis()]
        default = int(portaudio._lib.Pa_GetDefaultOutputDevice())
    return combine(infos, host_apis, default, sinks)


def combine(
    infos: Sequence[dict[str, Any]], host_apis: Sequence[str], default: int, sinks: Sequence[ServerSink]
) -> list[OutputDevice]:
    """PortAudio's outputs and, through the best door to it, the sound server's."""
    outputs = [_from_portaudio(info, host_apis, default) for info in infos if info["max_output_channels"] > 0]
    doors = [output for output in outputs if _is_door(output)]
    if not doors or not sinks:
        return outputs
    door = min(doors, key=lambda output: [*SERVER_DOORS, "default"].index(output.name))
    has_default = any(sink.is_default for sink in sinks)
    return [
        *(replace(output, is_default=output.is_default and not has_default) for output in outputs),
        *(_from_server(sink, door) for sink in sinks),
    ]


def choose_output(outputs: Sequence[OutputDevice], wanted: str) -> OutputDevice:
    """The one whose name is `wanted`, or has it as a part, in any case; "" and "default" mean the default.

    Raises
    ------
    DeviceError
        When none or several are meant; names the candidates.
    """
    if not outputs:
        raise AudioSystemError("no loudspeaker found; plug one in and see whether the sound settings show it")
    part = wanted.strip().casefold()
    if part in ("", "default"):
        return next((output for output in outputs if output.is_default), outputs[0])
    exact = [output for output in outputs if part in _names(output)]
    matching = exact or [output for output in outputs if any(part in name for name in _names(output))]
    matching = [output for output in matching if output.host_api == SERVER] or matching
    listed = ", ".join(f"{output.name} ({output.host_api})" for output in matching or outputs)
    if not matching:
        raise DeviceError(f"no output is called {wanted!r}; there are {listed}")
    if len(matching) > 1:
        raise DeviceError(f"{len(matching)} outputs match {wanted!r}: {listed}; name one more closely")
    return matching[0]


def _names(output: OutputDevice) -> set[str]:
    return {name.casefold() for name in (output.name, f"{output.name}, {output.host_api}", output.server_sink or "")}


def _from_portaudio(info: dict[str, Any], host_apis: Sequence[str], default: int) -> OutputDevice:
    return OutputDevice(
        name=info["name"],
        host_api=host_apis[info["hostapi"]],
        max_output_channels=info["max_output_channels"],
        default_sample_rate=round(info["default_samplerate"]),
        is_default=info["index"] == default,
        opens=info["index"],
    )


def _is_door(output: OutputDevice) -> bool:
    if output.host_api != "ALSA":
        return False
    return output.name in SERVER_DOORS or (output.name == "default" and output.max_output_channels >= PLUGIN_CHANNELS)


def _from_server(sink: ServerSink, door: OutputDevice) -> OutputDevice:
    return OutputDevice(
        sink.description, SERVER, sink.channels, sink.sample_rate, sink.is_default, door.opens, sink.name
    )


def _sinks(server: Any) -> list[ServerSink]:
    default = server.server_info().default_sink_name
    return [
        ServerSink(
            sink.name, sink.description or sink.name, sink.channel_count, sink.rate, is_default=sink.name == default
        )
        for sink in server.sink_list()
    ]
