"""Microphones come, go and are muted while one of them is listened to: it is told, and no sample is lost."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest
from numbered_room import NumberedRoom

FOLLOWING = Path(__file__).with_name("following.py")
AT_MOST_SECONDS = 20.0


class Follower:
    """The program, and what it says."""

    def __init__(self, mic, name):
        environment = {**os.environ, **mic.environment, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, str(FOLLOWING), name]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)
        self._lines = Queue()
        self._reader = Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            self._lines.put(json.loads(line))

    def until(self, wanted):
        """What it says next that is `wanted`."""
        deadline = time.monotonic() + AT_MOST_SECONDS
        while True:
            try:
                told = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                pytest.fail("it was never told")
            if wanted(told):
                return told

    def end(self):
        self._process.stdin.close()
        return self.until(lambda told: "received" in told)

    def kill(self):
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            stream.close()


@pytest.fixture
def follow():
    """Starts followers."""
    followers = []

    def start(mic, name):
        followers.append(Follower(mic, name))
        return followers[-1]

    yield start
    for follower in followers:
        follower.kill()


def test_the_list_follows_while_a_stream_goes_on_without_a_lost_sample(make_virtual_mic, follow):
    mic = make_virtual_mic(names=("desk", "usb"))
    with NumberedRoom(mic, "desk"):
        follower = follow(mic, "desk")
        follower.until(lambda told: {"desk", "usb"} <= set(told.get("sources", ())))
        mic.unplug("usb")
        follower.until(lambda told: "sources" in told and "usb" not in told["sources"])
        mic.plug("usb")
        follower.until(lambda told: "usb" in told.get("sources", ()))
        heard = follower.end()

    assert heard["received"] > mic.wiring.rate
    assert (heard["lost"], heard["strangers"], heard["out_of_place"]) == (0, 0, 0)
    assert heard["latency"] > 0


def test_a_microphone_that_is_muted_is_named_as_muted_and_lives_again(make_virtual_mic, follow):
    mic = make_virtual_mic(names=("desk",))
    with NumberedRoom(mic, "desk"):
        follower = follow(mic, "desk")
        follower.until(lambda told: told.get("kind") == "ok")
        mic.control("set-source-mute", "desk", "1")
        muted = follower.until(lambda told: told.get("fault") == "muted")
        mic.control("set-source-mute", "desk", "0")
        follower.until(lambda told: told.get("kind") == "ok")

    assert (muted["kind"], "muted" in muted["sentence"]) == ("dead", True)


def test_a_microphone_that_is_taken_away_is_told_as_lost(make_virtual_mic, follow):
    mic = make_virtual_mic(names=("desk", "usb"))
    with NumberedRoom(mic, "desk"):
        follower = follow(mic, "desk")
        follower.until(lambda told: told.get("kind") == "ok")
        mic.unplug("desk")
        lost = follower.until(lambda told: told.get("kind") == "lost")
        mic.plug("desk")
        follower.until(lambda told: told.get("kind") == "ok")

    assert lost["fault"] in ("lost", "moved")
