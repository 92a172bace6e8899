"""Which microphone is meant, and what is said when it is not clear or refuses."""

import types

import pytest

from livemel.audio.devices import choosing as choice
from livemel.audio.devices.choosing import accepted_rates, choose_device, refused_rate
from livemel.audio.devices.inputs import SERVER, InputDevice
from livemel.errors import AudioSystemError, DeviceError


def device(index, name, host_api="ALSA", source=None, default=False):
    return InputDevice(index, name, host_api, 2, 48_000, default, source, name, index)


PULSE = device(0, "pulse", source="desk_id", default=True)
HARDWARE = device(1, "USB Audio (hw:1,0)")
DESK = device(2, "Desk microphone", SERVER, "desk_id")
USB = device(3, "USB Audio", SERVER, "usb_id")
WEBCAM = device(4, "USB Audio Webcam", SERVER, "cam_id")
ALL = [PULSE, HARDWARE, DESK, USB, WEBCAM]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("", PULSE),
        ("  ", PULSE),
        ("3", USB),
        ("desk", DESK),
        ("DESK MICRO", DESK),
        ("usb audio", USB),
        ("usb_id", USB),
        ("cam_id", WEBCAM),
        ("hw:1", HARDWARE),
        ("pulse", PULSE),
        ("USB Audio, sound server", USB),
    ],
)
def test_a_microphone_is_meant_by_index_or_part_of_a_name(wanted, expected):
    assert choose_device(ALL, wanted) is expected


def test_hardware_that_the_server_has_too_is_opened_through_the_server():
    assert choose_device([HARDWARE, DESK, USB], "usb") is USB


@pytest.mark.parametrize(("wanted", "sentence"), [("piano", "'piano'"), ("9", "index 9")])
def test_an_unknown_microphone_is_refused_with_those_there_are(wanted, sentence):
    with pytest.raises(DeviceError, match=sentence) as refusal:
        choose_device(ALL, wanted)

    assert all(each.name in str(refusal.value) for each in ALL)
    assert "\n" not in str(refusal.value)


def test_an_ambiguous_name_is_refused_with_the_candidates_only():
    with pytest.raises(DeviceError, match="2 microphones match 'usb'") as refusal:
        choose_device(ALL, "usb")

    assert "3 USB Audio" in str(refusal.value)
    assert "4 USB Audio Webcam" in str(refusal.value)
    assert "Desk" not in str(refusal.value)


@pytest.mark.parametrize("wanted", ["", "usb"])
def test_without_any_input_the_advice_is_the_systems(wanted):
    with pytest.raises(AudioSystemError, match="no microphone found: plug one in"):
        choose_device([], wanted)


def test_what_is_no_microphone_is_not_taken_unasked():
    monitor = device(5, "Monitor of Speakers", SERVER, "out.monitor")

    with pytest.raises(AudioSystemError, match="--device: 5 Monitor of Speakers"):
        choose_device([monitor], "")
    assert choose_device([monitor], "monitor") is monitor


class PortAudioError(Exception):
    pass


def portaudio_taking(*rates):
    def check_input_settings(index, channels, dtype, samplerate):
        if samplerate not in rates:
            raise PortAudioError("Invalid sample rate")

    return types.SimpleNamespace(PortAudioError=PortAudioError, check_input_settings=check_input_settings)


def test_a_refused_rate_is_told_with_those_the_device_takes(monkeypatch):
    monkeypatch.setattr(choice, "sounddevice", lambda: portaudio_taking(44_100, 48_000))

    assert accepted_rates(USB) == [44_100, 48_000]
    assert refused_rate(USB, 11_025).startswith("USB Audio refuses 11025 Hz; it takes 44100, 48000")


def test_a_device_that_takes_no_rate_is_probably_held_by_another_program(monkeypatch):
    monkeypatch.setattr(choice, "sounddevice", lambda: portaudio_taking())

    assert "another program may hold it" in refused_rate(USB, 48_000)
