"""The sound server: which microphones it has, and which of them a stream hears."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from livemel.audio.server.pulse import (
    ANSWER_SECONDS,
    answer_of,
    move_stream,
    pinned,
    recording_streams,
    server_sources,
    server_sources_later,
    source_of_stream,
)
from livemel.errors import AudioSystemError

PINNED = ("PULSE_SOURCE", "PULSE_PROP", "PIPEWIRE_NODE", "PIPEWIRE_ALSA")

STREAM = """
import json, sys
from livemel.audio.portaudio import sounddevice
from livemel.audio.server.pulse import move_stream, pinned, recording_streams, source_of_stream
with pinned("usb", "ours"):
    stream = sounddevice().InputStream(device="pulse", channels=1)
other = sounddevice().InputStream(device="pulse", channels=1)
heard = [source_of_stream("ours")]
index = next(each.index for each in recording_streams() if each.mark == "ours")
moved = move_stream(index, "desk")
heard.append(source_of_stream("ours"))
refused = move_stream(index, "nobody")
print(json.dumps([heard, moved, refused, len(recording_streams())]))
"""


@pytest.fixture
def clean(monkeypatch):
    for name in PINNED:
        monkeypatch.delenv(name, raising=False)


def test_sources_are_told_with_their_own_rate_and_channels(sound_server, clean):
    desk = next(source for source in server_sources() if source.name == "desk")

    assert (desk.sample_rate, desk.channels, desk.is_monitor, desk.muted) == (44_100, 2, False, False)
    assert desk.description


def test_the_monitor_of_an_output_is_known_as_one(sound_server, clean):
    monitors = [source.name for source in server_sources() if source.is_monitor]

    assert monitors == ["speaker.monitor"]


def test_one_source_is_the_default(sound_server, clean):
    sound_server.control("set-default-source", "usb")

    assert [source.name for source in server_sources() if source.is_default] == ["usb"]


def test_a_source_that_the_environment_names_is_the_default(sound_server, clean, monkeypatch):
    monkeypatch.setenv("PULSE_SOURCE", "usb")

    assert [source.name for source in server_sources() if source.is_default] == ["usb"]


def test_a_muted_source_is_known_as_one(sound_server, clean):
    sound_server.control("set-source-mute", "desk", "1")

    assert [source.name for source in server_sources() if source.muted] == ["desk"]


def test_without_a_server_there_is_nothing_and_no_error(no_sound_server):
    assert answer_of(server_sources_later()) == []
    assert recording_streams() == []
    assert source_of_stream("any") is None
    assert move_stream(0, "any") is False


def test_without_pulsectl_there_is_nothing_and_no_error(monkeypatch):
    monkeypatch.setitem(sys.modules, "pulsectl", None)

    assert server_sources() == []


def test_a_frozen_server_holds_nobody_up(sound_server):
    os.kill(sound_server.pid, signal.SIGSTOP)
    try:
        begun = time.monotonic()
        assert server_sources() == []
        assert time.monotonic() - begun < ANSWER_SECONDS + 1
        with pytest.raises(AudioSystemError, match="does not answer"):
            answer_of(server_sources_later())
    finally:
        os.kill(sound_server.pid, signal.SIGCONT)


def test_a_server_that_dies_while_it_is_asked_is_no_error(sound_server):
    os.kill(sound_server.pid, signal.SIGSTOP)
    asked = server_sources_later()
    sound_server.kill()

    assert answer_of(asked) == []


@pytest.mark.e2e
def test_a_pinned_stream_hears_its_source_and_is_found_and_moved(sound_server, clean):
    done = subprocess.run([sys.executable, "-c", STREAM], capture_output=True, text=True, timeout=30)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [["usb", "desk"], True, False, 2]


def test_pinning_is_over_afterwards_even_after_an_error(clean):
    with pytest.raises(ValueError, match="usb is busy"), pinned("usb", "mark"):
        raise ValueError(f"{os.environ['PULSE_SOURCE']} is busy")

    assert not any(name in os.environ for name in PINNED)


def test_pinning_gives_back_what_the_user_had_set(clean, monkeypatch):
    monkeypatch.setenv("PULSE_SOURCE", "theirs")
    monkeypatch.setenv("PULSE_PROP", "media.role=test")
    with pinned("usb", "mark"):
        assert os.environ["PULSE_PROP"] == "media.role=test livemel.stream=mark"

    assert (os.environ["PULSE_SOURCE"], os.environ["PULSE_PROP"]) == ("theirs", "media.role=test")


def test_nothing_is_pinned_for_a_device_that_no_server_has(clean):
    with pinned(None):
        assert not any(name in os.environ for name in PINNED)


def test_pipewire_names_a_monitor_by_its_output(clean):
    with pinned("speaker.monitor", "mark"):
        assert os.environ["PIPEWIRE_NODE"] == "speaker"
        assert "stream.capture.sink = true" in os.environ["PIPEWIRE_ALSA"]
