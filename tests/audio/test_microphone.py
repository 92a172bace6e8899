"""Microphone: which of the devices that are there now is the one that was lost."""

from dataclasses import replace

import pytest

from livemel.audio import microphone
from livemel.audio.devices.inputs import SERVER, InputDevice
from livemel.audio.microphone import Microphone

USB = InputDevice(
    index=3,
    name="USB",
    host_api=SERVER,
    max_input_channels=1,
    default_sample_rate=48000,
    is_default=False,
    server_source="usb",
    description="USB",
    opens=0,
)
DOOR = replace(USB, index=0, name="pulse", host_api="ALSA", description="pulse")
HARDWARE = replace(USB, index=1, name="USB: Audio (hw:1,0)", host_api="ALSA", server_source=None)


@pytest.mark.parametrize(
    ("lost", "there_now", "expected"),
    [
        (USB, [DOOR, USB], USB),
        (DOOR, [replace(DOOR, server_source="builtin"), USB], USB),
        (DOOR, [replace(DOOR, server_source="builtin")], None),
        (USB, [replace(USB, server_source="builtin")], None),
        (HARDWARE, [DOOR, USB], None),
        (HARDWARE, [DOOR, HARDWARE], HARDWARE),
    ],
)
def test_only_the_same_microphone_is_taken_back(monkeypatch, lost, there_now, expected):
    monkeypatch.setattr(microphone, "list_devices", lambda: there_now)

    assert Microphone._same_device(lost) == expected
