"""The command line of the virtual microphone."""

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "virtual-mic"


@pytest.fixture
def state():
    # not pytest's own folder: the path of a socket may have 107 bytes
    with tempfile.TemporaryDirectory(prefix="livemel-mic-") as folder:
        yield Path(folder) / "state"
        virtual_mic(Path(folder) / "state", "stop")


def virtual_mic(state, *words, environment=None, stdin=b""):
    command = [sys.executable, str(SCRIPT), "--state", str(state), *map(str, words)]
    done = subprocess.run(command, capture_output=True, input=stdin, env=environment, timeout=30)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def running(state):
    if not (shutil.which("pulseaudio") and shutil.which("pactl")):
        pytest.skip("pulseaudio not installed: scripts/test installs it")
    code, _, complaint = virtual_mic(state, "start", "--name", "desk", "--name", "usb")
    assert code == 0, complaint
    return state


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--rate", "5"], "rate must be from 8000 to 192000 Hz, got 5"),
        (["--channels", "6"], "channels must be one of 1, 2, 4, 8, got 6"),
        (["--name", "a b"], "got 'a b'"),
        (["--name", "a", "--name", "a"], "every microphone needs a name of its own"),
        (["--name", "speaker"], "not 'speaker'"),
    ],
)
def test_what_cannot_be_started_is_one_line_that_says_why(state, words, said):
    code, out, complaint = virtual_mic(state, "start", *words)
    assert (code, out, complaint.count("\n")) == (1, "", 1)
    assert complaint.startswith("virtual-mic: error: ")
    assert said in complaint
    assert not state.exists()


def test_no_command_is_wrong_usage(state):
    assert virtual_mic(state)[0] == 2


def test_a_missing_pulseaudio_is_named_with_its_package(state):
    code, _, complaint = virtual_mic(state, "start", environment={**os.environ, "PATH": "/nowhere"})
    assert code == 1
    assert "pulseaudio is not installed; apt-get install pulseaudio" in complaint


def test_nothing_running_is_said_by_every_command(state):
    assert virtual_mic(state, "status")[:2] == (3, f"not running (in {state})\n")
    assert virtual_mic(state, "env")[0] == 1
    assert virtual_mic(state, "play", "tone:440:-12:1")[0] == 1
    assert virtual_mic(state, "stop") == (0, "", "not running\n")


def test_a_folder_too_deep_for_a_socket_is_refused_before_anything_is_made(tmp_path):
    deep = tmp_path / ("x" * 100)
    code, _, complaint = virtual_mic(deep, "start")
    assert code == 1
    assert "use a shorter --state" in complaint
    assert not deep.exists()


def test_the_printed_environment_leads_a_shell_to_the_microphones(running):
    shell = f'eval "$({sys.executable} {SCRIPT} --state {running} env)"; pactl list short sources'
    heard = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=30)
    assert [line.split("\t")[1] for line in heard.stdout.splitlines()] == ["desk", "usb"], heard.stderr


def test_status_names_what_runs_and_stop_ends_it_and_leaves_nothing(running):
    code, out, _ = virtual_mic(running, "status")
    assert code == 0
    assert "microphones desk, usb, 48000 Hz, channels 1" in out
    pid = int(out.split("pid ")[1].split(",")[0])
    assert virtual_mic(running, "stop") == (0, "", "stopped\n")
    assert not running.exists()
    assert b"pulseaudio" not in _command_line(pid)


def _command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""


def test_starting_twice_is_once_and_starting_something_else_is_an_error(running):
    code, out, _ = virtual_mic(running, "start", "--name", "desk", "--name", "usb")
    assert (code, out) == virtual_mic(running, "env")[:2]
    code, _, complaint = virtual_mic(running, "start", "--rate", "16000")
    assert code == 1
    assert "already running" in complaint


@pytest.mark.parametrize(
    ("sound", "said"),
    [
        ("tone:30000", "below 24000 Hz, got 30000"),
        ("tone:high", "must be a number, got 'high'"),
        ("tone:440:3", "at most 0 dBFS, got 3"),
        ("tone:440:-3:0", "seconds must be above 0"),
        ("tone:440:-3:1:1", "got tone:440:-3:1:1"),
        ("voice.mp3", "a sound is FILE.wav"),
        ("missing.wav", "cannot read missing.wav"),
        ("raw:missing", "cannot read missing"),
    ],
)
def test_a_sound_that_cannot_be_played_is_one_line_that_says_why(running, sound, said):
    code, _, complaint = virtual_mic(running, "play", sound)
    assert (code, complaint.count("\n")) == (1, 1)
    assert said in complaint


def test_an_unknown_microphone_is_told_the_known_ones(running):
    assert "there are desk, usb" in virtual_mic(running, "play", "--name", "lamp", "tone:440:-12:1")[2]


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_wav_file_plays_in_real_time_if_it_has_the_microphones_rate(running, tmp_path, rate):
    path = tmp_path / "voice.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(2 * rate // 5))
    code, _, complaint = virtual_mic(running, "play", path)
    if rate == 48_000:
        assert (code, complaint.startswith("played 0.2 s")) == (0, True)
    else:
        assert "the microphone has 48000 Hz, the file 44100" in complaint


def test_stdin_is_raw_float32(running):
    assert virtual_mic(running, "play", "-", stdin=struct.pack("<480f", *[0.5] * 480))[2].startswith("played 0.0 s")
