"""Which of the microphones is meant, and which sample rates it takes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from livemel.audio.devices.inputs import SERVER, InputDevice
from livemel.audio.portaudio import quiet_stderr, sounddevice
from livemel.audio.server.pulse import pinned
from livemel.errors import AudioSystemError, DeviceError

COMMON_RATES = (8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 176400, 192000)
"""Hz."""

ADVICE = {
    "linux": "plug one in and see whether the sound settings show it (arecord -l, pactl list short sources)",
    "darwin": "plug one in, and allow the terminal in System Settings, Privacy & Security, Microphone",
    "win32": "plug one in, and allow desktop apps in Settings, Privacy & security, Microphone",
}


def choose_device(devices: Sequence[InputDevice], wanted: str) -> InputDevice:
    """The microphone that `wanted` names.

    Parameters
    ----------
    devices
        All there are, from `list_devices`.
    wanted
        Empty: the default one. Digits: an index. Else a part of a name, in any case; the exact name wins.

    Raises
    ------
    DeviceError
        When none or several are meant; names the candidates.
    """
    wanted = wanted.strip()
    if not devices:
        raise AudioSystemError(no_microphone())
    if not wanted:
        return _default(devices)
    if wanted.isascii() and wanted.isdigit():
        return _by_index(devices, int(wanted))
    return _by_name(devices, wanted)


def no_microphone() -> str:
    """What to do when there is no input at all."""
    return f"no microphone found: {ADVICE.get(sys.platform, ADVICE['linux'])}"


def _default(devices: Sequence[InputDevice]) -> InputDevice:
    for device in devices:
        if device.is_default:
            return device
    raise AudioSystemError(f"{no_microphone()}; what there is must be named with --device: {_listed(devices)}")


def _by_index(devices: Sequence[InputDevice], index: int) -> InputDevice:
    for device in devices:
        if device.index == index:
            return device
    raise DeviceError(f"no microphone has index {index}; there are {_listed(devices)}")


def _by_name(devices: Sequence[InputDevice], wanted: str) -> InputDevice:
    part = wanted.casefold()
    exact = [device for device in devices if part in _names(device)]
    matching = exact or [device for device in devices if any(part in name for name in _names(device))]
    if not matching:
        raise DeviceError(f"no microphone is called {wanted!r}; there are {_listed(devices)}")
    likely = _most_likely(matching)
    if len(likely) > 1:
        raise DeviceError(f"{len(likely)} microphones match {wanted!r}: {_listed(likely)}; name one more closely")
    return likely[0]


def _names(device: InputDevice) -> set[str]:
    names = {device.name, f"{device.name}, {device.host_api}"}
    if device.host_api == SERVER and device.server_source is not None:
        names |= {device.server_source}
    return {name.casefold() for name in names}


def _most_likely(devices: list[InputDevice]) -> list[InputDevice]:
    """Those of the sound server, where hardware matches too: one microphone, and the server has it."""
    return [device for device in devices if device.host_api == SERVER] or devices


def _listed(devices: Sequence[InputDevice]) -> str:
    return ", ".join(f"{device.index} {device.name} ({device.host_api})" for device in devices)


def accepted_rates(device: InputDevice, channels: int = 1) -> list[int]:
    """Those of the common sample rates, Hz, at which the device opens now."""
    return [rate for rate in COMMON_RATES if _accepts(device, rate, channels)]


def _accepts(device: InputDevice, rate: int, channels: int) -> bool:
    portaudio = sounddevice()
    try:
        with pinned(device.server_source), quiet_stderr():
            portaudio.check_input_settings(device.opens, channels, "float32", samplerate=rate)
    except (portaudio.PortAudioError, ValueError):
        return False
    return True


def refused_rate(device: InputDevice, rate: int, channels: int = 1) -> str:
    """A sentence for a device that does not open at `rate` Hz: which rates it takes, and what to do."""
    rates = accepted_rates(device, channels)
    if rates:
        return f"{device.name} refuses {rate} Hz; it takes {', '.join(map(str, rates))}: set source.sample_rate"
    return f"{device.name} refuses {rate} Hz and every other common rate; another program may hold it"
