"""The list of microphones: read elsewhere, waited for by nobody, followed by itself."""

import json
import sys
import threading
import time
from dataclasses import replace

import pytest

from livemel.audio.devices.choices import MONITORS, choices, name_of
from livemel.audio.devices.helper import COMMAND, NOT_TO_BE_OPENED, Listing, ask_helper
from livemel.audio.devices.inputs import SERVER, InputDevice
from livemel.audio.devices.listing import DeviceList
from livemel.audio.devices.rates import rates_later
from livemel.commands.devices import _as_json

DOOR = InputDevice(0, "pulse", "ALSA", 1, 48_000, True, "desk_id", "Desk", 0)
DESK = InputDevice(7, "Desk", SERVER, 1, 48_000, False, "desk_id", "Desk", 0)
USB = InputDevice(8, "USB", SERVER, 2, 44_100, False, "usb_id", "USB", 0)
SPEAKERS = InputDevice(9, "Monitor of Speakers", SERVER, 2, 44_100, False, "out.monitor", "x", 0, is_monitor=True)
ALL = (DOOR, SPEAKERS, DESK, USB)
AT_MOST_SECONDS = 20.0


def until(condition, devices=None):
    deadline = time.monotonic() + AT_MOST_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        if devices is not None:
            devices.poll()
        time.sleep(0.005)


def printing(text, code=0, stderr=""):
    program = f"import sys; sys.stdout.write({text!r}); sys.stderr.write({stderr!r}); sys.exit({code})"
    return (sys.executable, "-c", program)


@pytest.fixture
def make_list(no_sound_server):
    """Builds lists that ask what they are given, and closes them."""
    made = []

    def make(ask):
        made.append(DeviceList(ask))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_the_helper_tells_every_microphone_and_none_is_to_be_opened_here():
    told = json.dumps([_as_json(device) for device in ALL])

    assert ask_helper(printing(told)).devices == tuple(replace(device, opens=NOT_TO_BE_OPENED) for device in ALL)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (printing("", 1, "ALSA lib\nlivemel: error: PortAudio library not found\n"), "PortAudio library not found"),
        (printing("", 3), "ended with 3"),
        (printing("no list"), "cannot be read"),
        (printing('[{"index": 1}]'), "cannot be read"),
        (("/no/such/program",), "cannot be listed"),
    ],
)
def test_a_helper_that_fails_is_told_in_a_sentence(command, words):
    found = ask_helper(command)

    assert words in found.error
    assert "livemel: error" not in found.error
    assert found.devices == ()


def test_a_helper_that_hangs_is_ended_and_told():
    found = ask_helper((sys.executable, "-c", "import time; time.sleep(60)"), limit_seconds=0.3)

    assert "did not come within 0.3 s" in found.error


def test_the_program_that_is_installed_answers(no_sound_server):
    assert COMMAND[1:] == ("-m", "livemel", "devices", "--json")
    assert ask_helper().error == ""


def test_nobody_waits_for_the_list(make_list):
    gate = threading.Event()
    devices = make_list(lambda: gate.wait(AT_MOST_SECONDS) and Listing(ALL))

    assert not devices.poll()
    assert not devices.poll()
    assert devices.is_reading
    gate.set()
    until(lambda: devices.listing is not None, devices)

    assert devices.listing.devices == ALL


def test_a_list_that_failed_leaves_the_last_good_one_and_says_why(make_list):
    found = iter([Listing(ALL), Listing(error="the server is frozen"), Listing(ALL)])
    devices = make_list(lambda: next(found))
    until(lambda: devices.listing is not None, devices)
    devices.refresh()
    until(lambda: devices.error, devices)

    assert devices.listing.devices == ALL
    assert devices.error == "the server is frozen"
    devices.refresh()
    until(lambda: not devices.error, devices)


def test_a_list_that_is_the_same_changes_nothing(make_list):
    asked = []
    devices = make_list(lambda: asked.append(1) or Listing(ALL))
    until(lambda: devices.listing is not None, devices)
    devices.refresh()
    changes = []
    until(lambda: changes.append(devices.poll()) or (len(asked) > 1 and not devices.is_reading))

    assert not any(changes)


def test_every_row_means_the_device_that_it_names():
    for device in ALL:
        rows, current = choices(ALL, name_of(device))

        assert rows[current].wanted == name_of(device)
        assert rows[current].label == device.name


def test_the_rows_are_grouped_and_monitors_are_the_last():
    rows, _ = choices(ALL, "")

    assert [row.group for row in rows] == ["", SERVER, SERVER, "ALSA", MONITORS]


def test_the_default_is_the_first_row_and_names_what_it_is_now():
    rows, current = choices(ALL, "")

    assert current == 0
    assert (rows[0].wanted, rows[0].label) == ("", "Default microphone (now Desk)")
    assert [row.label for row in rows if row.is_default and row.wanted] == ["pulse"]


def test_a_microphone_that_is_away_is_kept_and_marked_and_nothing_takes_its_place():
    rows, current = choices((DOOR, DESK), "usb_id")

    assert (rows[current].wanted, rows[current].label) == ("usb_id", "usb_id (unavailable)")
    assert not rows[current].is_available
    assert all(row.is_available for row in rows if row.wanted != "usb_id")


def test_a_microphone_that_is_back_is_available_again():
    rows, current = choices(ALL, "usb_id")

    assert rows[current].is_available
    assert not any("unavailable" in row.label for row in rows)


def test_a_part_of_a_name_finds_its_row():
    rows, current = choices(ALL, "usb")

    assert rows[current].label == "USB"


def test_without_any_microphone_there_is_the_default_that_is_none():
    rows, current = choices((), "")

    assert [row.label for row in rows] == ["Default microphone (there is none now)"]
    assert current == 0


def test_an_ambiguous_name_takes_none_of_them():
    twins = (USB, replace(USB, index=9, server_source="usb_id.2"))
    rows, current = choices(twins, "USB")

    assert not rows[current].is_available
    assert len(rows) == 4


def test_rates_of_an_unknown_microphone_cannot_be_told(no_sound_server):
    assert rates_later("no such microphone").wait(AT_MOST_SECONDS) == ()


@pytest.mark.e2e
def test_the_rates_of_a_microphone_are_tried_out_elsewhere(sound_server):
    rates = rates_later("desk").wait(AT_MOST_SECONDS)

    assert {44_100, 48_000} <= set(rates)
    assert list(rates) == sorted(rates)


@pytest.mark.e2e
def test_the_list_follows_a_real_sound_server(sound_server):
    devices = DeviceList()
    try:
        until(lambda: devices.listing is not None, devices)
        assert {"desk", "usb"} <= {device.server_source for device in devices.listing.devices}
        sound_server.unplug("usb")
        until(lambda: "usb" not in {device.server_source for device in devices.listing.devices}, devices)
        sound_server.plug("usb")
        until(lambda: "usb" in {device.server_source for device in devices.listing.devices}, devices)
    finally:
        devices.close()


@pytest.mark.e2e
def test_a_server_that_went_and_came_back_is_followed_again(sound_server):
    devices = DeviceList()
    try:
        until(lambda: devices.listing is not None and devices.listing.devices, devices)
        sound_server.kill()
        until(lambda: not {"desk"} & {device.server_source for device in devices.listing.devices}, devices)
        sound_server.start()
        until(lambda: "desk" in {device.server_source for device in devices.listing.devices}, devices)
    finally:
        devices.close()
