"""`livemel devices`: a table, JSON, and a line of advice."""

import json
import sys

import pytest

from livemel.audio.devices.inputs import SERVER, InputDevice
from livemel.cli import main
from livemel.commands import devices
from livemel.errors import AudioSystemError

PULSE = InputDevice(0, "pulse", "ALSA", 1, 48_000, True, "desk_id", "Desk", 0)
USB = InputDevice(7, "USB マイク\n2", SERVER, 2, 16_000, False, "usb_id", "USB マイク\n2", 0)


@pytest.fixture
def there_are(monkeypatch):
    monkeypatch.setattr(devices, "why_hidden", lambda: None)
    return lambda *found: monkeypatch.setattr(devices, "list_devices", lambda: list(found))


def test_the_table_has_a_line_for_each_and_a_star_for_the_default(there_are, capsys):
    there_are(PULSE, USB)

    assert main(["devices"]) == 0
    header, first, second = capsys.readouterr().out.splitlines()
    assert "index" in header
    assert first.split() == ["*", "0", "pulse", "ALSA", "1", "48000", "Hz", "desk_id"]
    assert second.split()[:3] == ["7", "USB", "マイク?2"]
    assert second.endswith("16000 Hz  usb_id")


def test_the_json_is_for_programs(there_are, capsys):
    there_are(PULSE, USB)

    assert main(["devices", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    expected = {"index": 0, "name": "pulse", "host_api": "ALSA", "channels": 1, "sample_rate": 48_000}
    assert told[0].items() >= {**expected, "default": True, "server_source": "desk_id"}.items()
    assert told[1]["name"] == USB.name


def test_without_a_microphone_people_get_advice_and_programs_an_empty_list(there_are, capsys):
    there_are()

    assert main(["devices"]) == 1
    assert capsys.readouterr().err.startswith("livemel: error: no microphone found: plug one in")
    assert main(["devices", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_without_portaudio_there_is_one_line(monkeypatch, capsys):
    def no_portaudio():
        raise AudioSystemError("PortAudio library not found; install it")

    monkeypatch.setattr(devices, "list_devices", no_portaudio)

    assert main(["devices", "--json"]) == 1
    assert capsys.readouterr().err == "livemel: error: PortAudio library not found; install it\n"


@pytest.mark.skipif(sys.platform != "linux", reason="a sound server is Linux's")
def test_names_that_stay_hidden_without_pulsectl_are_told_on_stderr(there_are, monkeypatch, capsys):
    there_are(PULSE)
    monkeypatch.setattr(devices, "why_hidden", lambda: "hidden without pulsectl")

    assert main(["devices"]) == 0
    assert capsys.readouterr().err == "hidden without pulsectl\n"


def test_a_list_without_a_default_says_so(there_are, capsys):
    there_are(USB)

    assert main(["devices"]) == 0
    assert "--device" in capsys.readouterr().err
