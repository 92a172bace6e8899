"""PortAudio: absent, odd or chatty."""

import json
import os
import subprocess
import sys
import threading
import types

import pytest

from livemel.audio import portaudio
from livemel.audio.portaudio import inventory, quiet_stderr, sounddevice
from livemel.errors import AudioSystemError

AGAIN = """
import json, sys
from livemel.audio.devices.inputs import list_devices
from livemel.audio.portaudio import reinitialise
counts = [len(list_devices())]
print("listed", flush=True)
sys.stdin.readline()
counts.append(sum(device.index == device.opens for device in list_devices()))
reinitialise()
counts.append(len(list_devices()))
print(json.dumps(counts))
"""


@pytest.fixture
def broken_sounddevice(monkeypatch, tmp_path):
    """A sounddevice whose import fails: `broken_sounddevice("raise OSError('...')")`."""

    def broken(statement):
        (tmp_path / "sounddevice.py").write_text(statement)
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, "sounddevice", raising=False)

    yield broken
    sys.modules.pop("sounddevice", None)


@pytest.mark.parametrize(
    ("platform", "advice"), [("linux", "sudo apt install libportaudio2"), ("darwin", "pip install"), ("bsd", "install")]
)
def test_without_portaudio_the_line_to_run_is_told(broken_sounddevice, no_sound_server, monkeypatch, platform, advice):
    broken_sounddevice("raise OSError('PortAudio library not found')")
    monkeypatch.setattr(sys, "platform", platform)

    with pytest.raises(AudioSystemError, match=advice):
        sounddevice()


def test_portaudio_that_does_not_start_is_an_error_for_the_user(broken_sounddevice, no_sound_server):
    broken_sounddevice("class PortAudioError(Exception): pass\nraise PortAudioError('Error initializing PortAudio')")

    with pytest.raises(AudioSystemError, match="PortAudio does not start: Error initializing"):
        sounddevice()


def test_a_device_name_in_another_encoding_is_listed(monkeypatch):
    raw = types.SimpleNamespace(name=b"Mikrofon \xfc", hostApi=0, maxInputChannels=1, defaultSampleRate=48_000.0)

    def query_devices(index):
        raise UnicodeDecodeError("utf-8", raw.name, 9, 10, "invalid start byte")

    fake = types.SimpleNamespace(
        query_devices=query_devices,
        query_hostapis=lambda: ({"name": "ALSA"},),
        _ffi=types.SimpleNamespace(string=lambda name: name),
        _lib=types.SimpleNamespace(
            Pa_GetDeviceCount=lambda: 1, Pa_GetDeviceInfo=lambda index: raw, Pa_GetDefaultInputDevice=lambda: 0
        ),
    )
    monkeypatch.setattr(portaudio, "sounddevice", lambda: fake)

    assert [info["name"] for info in inventory().inputs] == ["Mikrofon \N{REPLACEMENT CHARACTER}"]


@pytest.mark.e2e
def test_a_microphone_that_came_later_is_seen_after_a_new_start(sound_server):
    command = [sys.executable, "-c", AGAIN]
    pipe = subprocess.PIPE
    sound_server.kill()
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            assert process.stdout.readline() == "listed\n"
            sound_server.restart()
            out, complaint = process.communicate("now\n", timeout=30)
        finally:
            process.kill()

    assert (process.returncode, complaint) == (0, "")
    before, frozen, seen = json.loads(out)
    assert before == frozen == 0
    assert seen > 0


def test_chatter_of_c_libraries_is_kept_off_the_terminal(capfd):
    with quiet_stderr():
        os.write(2, b"ALSA lib pcm.c: chatter\n")
    os.write(2, b"after\n")

    assert capfd.readouterr().err == "after\n"


def test_an_error_inside_the_silence_comes_through(capfd):
    with pytest.raises(ValueError, match="ours"), quiet_stderr():
        raise ValueError("ours")
    os.write(2, b"after\n")

    assert capfd.readouterr().err == "after\n"


def test_silences_of_several_threads_may_overlap(capfd):
    inside, leave = threading.Event(), threading.Event()

    def other():
        with quiet_stderr():
            inside.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    with quiet_stderr():
        thread.start()
        inside.wait(10)
    os.write(2, b"still silent\n")
    leave.set()
    thread.join()
    os.write(2, b"after\n")

    assert capfd.readouterr().err == "after\n"
