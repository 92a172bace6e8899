"""What is written to the virtual microphone is what PortAudio hears."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from mic_errors import VirtualMicError

RECORD = Path(__file__).with_name("record.py")
RATE = 48_000
STEP = np.float32(2**-23)  # float32 holds every multiple of it below 1 exactly
SECONDS = 3.0


def counter(start, count):
    return np.arange(start, start + count, dtype=np.float32) * STEP


@pytest.fixture
def recording(tmp_path):
    """Starts recorders and gives each once it listens."""
    started = []

    def start(mic, seconds, **environment):
        out = tmp_path / f"{len(started)}.f32"
        command = [sys.executable, str(RECORD), str(seconds), str(mic.wiring.rate), str(out)]
        environment = {**os.environ, **mic.environment, **environment}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        if process.stdout.readline() != "listening\n":
            pytest.fail(process.stderr.read())
        return process, out

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_every_sample_comes_back_bit_for_bit_and_in_order(virtual_mic, recording):
    process, out = recording(virtual_mic, SECONDS)
    virtual_mic.play(counter(1, round((SECONDS + 1) * RATE)))
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 0, complaint
    heard = np.fromfile(out, np.float32)
    begin = int(np.flatnonzero(heard)[0])
    assert begin < RATE // 2
    np.testing.assert_array_equal(heard[begin:], counter(1, len(heard) - begin))


def test_each_of_several_microphones_is_heard_by_its_name(make_virtual_mic, recording, sound_in_the_room):
    mic = make_virtual_mic(names=("desk", "usb"))
    sound_in_the_room(mic, np.full(RATE, 0.5, np.float32), "desk")
    sound_in_the_room(mic, np.full(RATE, 0.25, np.float32), "usb")
    process, out = recording(mic, 0.5, PULSE_SOURCE="usb")
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 0, complaint
    assert set(np.fromfile(out, np.float32)[-RATE // 4 :]) == {0.25}


def test_a_killed_sound_server_is_told_to_who_writes(virtual_mic):
    virtual_mic.write(counter(0, 480))
    virtual_mic.kill()
    with pytest.raises(VirtualMicError, match="sound server"):
        virtual_mic.write(counter(0, 480))


def test_a_room_sounds_on_through_the_end_and_return_of_the_sound_server(virtual_mic, recording, sound_in_the_room):
    sound_in_the_room(virtual_mic, np.full(RATE, 0.25, np.float32))
    virtual_mic.kill()
    virtual_mic.restart()
    process, out = recording(virtual_mic, 0.5)
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 0, complaint
    assert np.fromfile(out, np.float32)[-1] == 0.25


def test_an_unplugged_microphone_leaves_the_others(make_virtual_mic):
    mic = make_virtual_mic(names=("desk", "usb"), rescue_streams=True)
    mic.unplug("desk")
    assert sources(mic) == ["usb"]
    with pytest.raises(VirtualMicError, match="desk"):
        mic.write(counter(0, 480), "desk")
    mic.plug("desk")
    assert sorted(sources(mic)) == ["desk", "usb"]


def sources(mic):
    return [line.split("\t")[1] for line in mic.control("list", "short", "sources").splitlines()]


def test_nothing_is_left_behind(virtual_mic):
    folder = virtual_mic.folder.path
    pid = virtual_mic.pid
    virtual_mic.forget()
    assert not folder.exists()
    assert not Path(f"/proc/{pid}").exists()
