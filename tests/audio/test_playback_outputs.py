"""Outputs: which there are, which is meant, and which will be late."""

from __future__ import annotations

import pytest

from livemel.audio.playback.outputs import OutputDevice, ServerSink, choose_output, combine
from livemel.errors import AudioSystemError, DeviceError

SINKS = [
    ServerSink("alsa_output.pci", "Built-in Audio", 2, 48000, is_default=False),
    ServerSink("bluez_output.00_11", "WH-1000XM4", 2, 44100, is_default=True),
]


def info(index, name, channels=2, hostapi=0):
    return {
        "index": index,
        "name": name,
        "hostapi": hostapi,
        "max_output_channels": channels,
        "default_samplerate": 44100.0,
    }


ALSA = [info(0, "HDA: ALC (hw:0,0)"), info(1, "microphone", 0), info(2, "pulse", 32), info(3, "default", 32)]


def test_inputs_are_no_outputs():
    assert "microphone" not in [output.name for output in combine(ALSA, ["ALSA"], 3, [])]


def test_without_a_server_portaudios_default_is_the_default():
    assert [output.name for output in combine(ALSA, ["ALSA"], 3, []) if output.is_default] == ["default"]


def test_the_servers_outputs_are_opened_through_its_door_at_their_own_rate():
    outputs = combine(ALSA, ["ALSA"], 3, SINKS)
    sink = outputs[-1]

    assert [output.name for output in outputs if output.is_default] == ["WH-1000XM4"]
    assert (sink.server_sink, sink.opens, sink.default_sample_rate) == ("bluez_output.00_11", 2, 44100)


def test_where_portaudio_has_no_door_the_server_is_left_out():
    outputs = combine([info(0, "Speakers", hostapi=0)], ["Windows WASAPI"], 0, SINKS)

    assert [output.name for output in outputs] == ["Speakers"]


@pytest.mark.parametrize("wanted", ["", "default", " DEFAULT "])
def test_the_default_is_taken_where_none_is_named(wanted):
    assert choose_output(combine(ALSA, ["ALSA"], 3, SINKS), wanted).name == "WH-1000XM4"


@pytest.mark.parametrize("wanted", ["built-in", "alsa_output.pci", "Built-in Audio"])
def test_a_part_of_a_name_is_enough(wanted):
    assert choose_output(combine(ALSA, ["ALSA"], 3, SINKS), wanted).server_sink == "alsa_output.pci"


def test_a_name_that_none_has_is_told_with_the_candidates():
    with pytest.raises(DeviceError, match=r"no output is called 'tuba'; there are HDA.*WH-1000XM4 \(sound server\)"):
        choose_output(combine(ALSA, ["ALSA"], 3, SINKS), "tuba")


def test_a_name_that_several_have_is_told():
    outputs = combine([info(0, "Speakers A"), info(1, "Speakers B")], ["MME"], 0, [])

    with pytest.raises(DeviceError, match="2 outputs match 'speakers'"):
        choose_output(outputs, "speakers")


def test_no_output_at_all_is_told():
    with pytest.raises(AudioSystemError, match="no loudspeaker found"):
        choose_output([], "")


@pytest.mark.parametrize(
    ("name", "sink", "suspect"),
    [
        ("WH-1000XM4", "bluez_output.00_11", True),
        ("AirPods Pro", None, True),
        ("Headset (Buds2 Hands-Free AG Audio)", None, True),
        ("Bluetooth Speaker", None, True),
        ("Built-in Audio", "alsa_output.pci", False),
        ("Blue Yeti", None, False),
        ("USB Headphones", None, False),
    ],
)
def test_bluetooth_is_suspected_by_its_name(name, sink, suspect):
    warning = OutputDevice(name, "ALSA", 2, 48000, False, 0, sink).warning

    assert bool(warning) == suspect
    assert warning == "" or warning.startswith(f"{name} seems to be a Bluetooth device")
