"""Which microphones there are, and which is the default."""

import pytest

from livemel.audio.devices.inputs import SERVER, combine
from livemel.audio.portaudio import Inventory
from livemel.audio.server.pulse import ServerSource

DESK = ServerSource("alsa_input.desk", "Desk microphone", 1, 48_000, False, True, False)
USB = ServerSource("alsa_input.usb", "USB Audio", 2, 16_000, False, False, False)
MONITOR = ServerSource("alsa_output.pci.monitor", "Monitor of Speakers", 2, 44_100, True, False, False)


def inputs(*names, host_api=0, channels=32):
    return [
        {
            "index": index,
            "name": name,
            "hostapi": host_api,
            "max_input_channels": channels if "hw:" not in name else 2,
            "default_samplerate": 44_100.0,
        }
        for index, name in enumerate(names)
    ]


def devices(names, sources=(), default=-1, host_apis=("ALSA",)):
    return combine(Inventory(inputs(*names), list(host_apis), default, len(names) + 1), sources)


def default_name(found):
    marked = [device.name for device in found if device.is_default]
    assert len(marked) <= 1
    return marked[0] if marked else None


@pytest.mark.parametrize(
    ("names", "default", "expected"),
    [
        (["HDA (hw:0,0)", "sysdefault", "pulse", "pipewire", "default"], 0, "pipewire"),
        (["HDA (hw:0,0)", "sysdefault", "pulse", "default"], 0, "pulse"),
        (["HDA (hw:0,0)", "sysdefault", "default"], 0, "default"),
        (["sysdefault", "HDA (hw:0,0)"], 0, "HDA (hw:0,0)"),
        (["HDA (hw:0,0)", "USB (hw:1,0)"], 1, "USB (hw:1,0)"),
        (["sysdefault"], 0, None),
        (["sysdefault", "upmix"], 0, None),
        ([], -1, None),
    ],
)
def test_the_default_is_the_sound_servers_choice_and_never_sysdefault(names, default, expected):
    assert default_name(devices(names, default=default)) == expected


def test_the_door_of_the_server_leads_to_the_servers_default_at_its_own_rate():
    pulse = devices(["pulse"], [USB, DESK])[0]

    assert (pulse.server_source, pulse.description) == ("alsa_input.desk", "Desk microphone")
    assert (pulse.default_sample_rate, pulse.max_input_channels) == (48_000, 1)


def test_every_source_of_the_server_is_an_entry_that_opens_the_door():
    found = devices(["HDA (hw:0,0)", "pulse", "default"], [DESK, USB, MONITOR])
    own = [device for device in found if device.host_api == SERVER]

    assert [device.name for device in own] == ["Desk microphone", "USB Audio", "Monitor of Speakers"]
    assert {device.opens for device in own} == {1}
    assert [device.server_source for device in own] == [DESK.name, USB.name, MONITOR.name]


def test_no_two_devices_have_the_same_index():
    indexes = [device.index for device in devices(["pulse", "default"], [DESK, USB])]

    assert len(set(indexes)) == len(indexes)
    assert indexes == sorted(indexes)


def test_hardware_is_not_taken_for_the_server():
    hardware = devices(["HDA (hw:0,0)", "pulse"], [DESK])[0]

    assert hardware.server_source is None
    assert hardware.opens == hardware.index == 0


def test_default_leads_to_the_server_where_it_claims_as_many_inputs_as_its_plugin():
    found = combine(Inventory(inputs("default"), ["ALSA"], 0, 1), [DESK])

    assert found[0].server_source == DESK.name


def test_default_does_not_lead_to_the_server_where_it_is_hardware():
    found = combine(Inventory(inputs("default", channels=2), ["ALSA"], 0, 1), [DESK])

    assert found[0].server_source is None
    assert len(found) == 1


def test_a_monitor_is_listed_but_never_the_default():
    only_monitor = ServerSource(MONITOR.name, MONITOR.description, 2, 44_100, True, True, False)
    found = devices(["pulse", "default"], [only_monitor], default=1)

    assert default_name(found) is None
    assert [device.is_monitor for device in found] == [True, True, True]


def test_a_microphone_goes_before_a_default_that_is_a_monitor():
    loud = ServerSource(MONITOR.name, MONITOR.description, 2, 44_100, True, True, False)

    assert default_name(devices(["pulse", "default"], [loud, USB], default=1)) == "USB Audio"


def test_portaudio_that_speaks_to_the_server_itself_needs_no_entries_of_ours():
    found = devices(["Desk microphone", "USB Audio"], [DESK, USB], default=1, host_apis=["PulseAudio"])

    assert [device.name for device in found] == ["Desk microphone", "USB Audio"]
    assert default_name(found) == "USB Audio"


def test_elsewhere_the_default_is_portaudios():
    found = devices(["Built-in Microphone", "USB"], default=0, host_apis=["Core Audio"])

    assert default_name(found) == "Built-in Microphone"
