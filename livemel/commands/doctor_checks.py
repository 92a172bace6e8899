"""The doctor's checks that call other people's C code: run as a process of their own, which may hang or crash.

`python -m livemel.commands.doctor_checks sound|screen [DEVICE]` prints a finding a line as soon as it is known.
"""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterator

import numpy as np

from livemel.audio.devices.choosing import choose_device, no_microphone
from livemel.audio.devices.inputs import InputDevice, list_devices
from livemel.audio.portaudio import sounddevice
from livemel.audio.server.pulse import server_sources, why_hidden
from livemel.audio.source import Samples, Source, make_source
from livemel.commands.display import why_no_display
from livemel.commands.findings import Finding, Level, to_line
from livemel.commands.hearing import hearing
from livemel.commands.listening import config_of
from livemel.commands.qt_check import check_qt
from livemel.errors import LivemelError
from livemel.runtime.health.advice import CHOOSE_ANOTHER, IDLE_MONITOR, MUTED, UNMUTE

LISTEN_SECONDS = 1.0
PATIENCE_SECONDS = 3.0
"""For the first sound of a device that is slow to start."""
POLL_SECONDS = 0.02


def sound(device: str) -> Iterator[Finding]:
    """PortAudio, the sound server, the inputs, and a second of the microphone."""
    try:
        version = sounddevice().get_portaudio_version()[1]
    except LivemelError as error:
        yield Finding(Level.FAIL, "PortAudio", str(error))
        return
    yield Finding(Level.OK, "PortAudio", version)
    devices = list_devices()
    yield from _sound_server(devices)
    yield _inputs(devices)
    yield _microphone(devices, device)


def _sound_server(devices: list[InputDevice]) -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    if hidden := why_hidden():
        yield Finding(Level.WARN, "server", hidden)
    elif not server_sources():
        yield Finding(Level.OK, "server", "no PulseAudio or PipeWire runs; ALSA's devices are used")
    elif not any(device.server_source or device.host_api == "PulseAudio" for device in devices):
        text = "it runs, but ALSA cannot reach it: sudo apt install libasound2-plugins (PipeWire: pipewire-alsa)"
        yield Finding(Level.WARN, "server", text)


def _inputs(devices: list[InputDevice]) -> Finding:
    microphones = [device for device in devices if not device.is_monitor]
    if not microphones:
        return Finding(Level.FAIL, "inputs", no_microphone())
    return Finding(Level.OK, "inputs", f"{len(microphones)} (livemel devices lists them)")


def _microphone(devices: list[InputDevice], wanted: str) -> Finding:
    try:
        config = config_of(Namespace(config=[], overrides=[], source="mic", device=wanted))
        chosen = choose_device(devices, config.source.device)
        source = make_source(config.source)
        source.open()
    except LivemelError as error:
        return Finding(Level.FAIL, "microphone", str(error))
    begun = time.monotonic()
    try:
        heard = _listen(source)
    finally:
        source.close()
    return hearing(heard, source.name, time.monotonic() - begun, _why_silent(chosen))


def _why_silent(device: InputDevice) -> str:
    if device.is_monitor:
        return f"{IDLE_MONITOR}; {CHOOSE_ANOTHER}"
    if any(source.muted for source in server_sources() if source.name == device.server_source):
        return f"{MUTED}; {UNMUTE}"
    return ""


def _listen(source: Source) -> Samples:
    """A second of it, or what came until patience was at an end; shape (n, channels)."""
    blocks: list[Samples] = [np.empty((0, source.channels), np.float32)]
    end = time.monotonic() + PATIENCE_SECONDS
    while sum(map(len, blocks)) < LISTEN_SECONDS * source.sample_rate and time.monotonic() < end:
        blocks.append(source.read().samples)
        time.sleep(POLL_SECONDS)
    return np.concatenate(blocks)


def screen(_device: str) -> Iterator[Finding]:
    """The display, Qt and its fonts. Without a display Qt is tried without one."""
    problem = why_no_display()
    if problem:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield Finding(Level.WARN, "display", f"{problem}: no window, but the terminal picture and monitor work")
    try:
        check_qt()
    except LivemelError as error:
        yield Finding(Level.WARN if problem else Level.FAIL, "Qt", str(error))
        return
    yield from _qt()


def _qt() -> Iterator[Finding]:
    from PyQt6.QtCore import qVersion
    from PyQt6.QtGui import QFontDatabase, QGuiApplication

    application = QGuiApplication(["livemel doctor"])
    shown = application.primaryScreen()
    size = f", {shown.size().width()}x{shown.size().height()}" if shown else ""
    yield Finding(Level.OK, "Qt", f"{qVersion()} on {application.platformName()}{size}")
    families = len(QFontDatabase.families())
    if families:
        yield Finding(Level.OK, "fonts", f"{families} families")
    else:
        yield Finding(Level.WARN, "fonts", "none, so no text is drawn: sudo apt install fonts-dejavu-core")


CHECKS = {"sound": sound, "screen": screen}


def main(name: str, device: str = "") -> None:
    """Print what one check finds."""
    for finding in CHECKS[name](device):
        print(to_line(finding), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
