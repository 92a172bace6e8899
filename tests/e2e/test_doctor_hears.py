"""`livemel doctor` really listens, and `livemel devices` names what it could listen to."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

RATE = 48_000
TONE = (0.1 * np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)).astype(np.float32)


def livemel(mic, *words):
    command = [sys.executable, "-m", "livemel", *words]
    environment = {**os.environ, **mic.environment, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def microphone_line(done):
    return next(line for line in done.stdout.splitlines() if line[5:].startswith("microphone"))


def test_a_microphone_that_lives_is_told_with_its_level(virtual_mic, sound_in_the_room):
    sound_in_the_room(virtual_mic, TONE)
    done = livemel(virtual_mic, "doctor")

    assert done.returncode == 0, done.stdout
    line = microphone_line(done)
    assert line.startswith("ok ")
    level = float(line.split(": ")[1].split(" dBFS")[0])
    assert level == pytest.approx(-20.0, abs=0.3)


def test_a_microphone_that_gives_nothing_at_all_is_found_out(virtual_mic):
    done = livemel(virtual_mic, "doctor")

    assert done.returncode == 1
    assert "no sound came" in microphone_line(done)


def test_a_muted_microphone_is_found_out(virtual_mic, sound_in_the_room):
    virtual_mic.control("set-source-mute", "mic", "1")
    sound_in_the_room(virtual_mic, TONE)
    done = livemel(virtual_mic, "doctor", "--device", "mic")

    assert done.returncode == 1
    assert "muted in the sound server" in microphone_line(done)


def test_an_unknown_microphone_is_told_with_those_there_are(make_virtual_mic):
    done = livemel(make_virtual_mic(names=("desk", "usb")), "doctor", "--device", "piano")

    assert done.returncode == 1
    assert "'piano'" in microphone_line(done)


def test_every_microphone_of_the_sound_server_can_be_chosen(make_virtual_mic):
    done = livemel(make_virtual_mic(names=("desk", "usb"), null_sink=True), "devices", "--json")
    devices = json.loads(done.stdout)

    assert done.stderr == ""
    assert {"desk", "usb", "speaker.monitor"} <= {device["server_source"] for device in devices}
    assert [device["server_source"] for device in devices if device["default"]] == ["desk"]
