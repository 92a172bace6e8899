"""A microphone and a screen that are made of software, and programs that use them."""

import contextlib
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "lib"))

from mic_wiring import Wiring
from room import Room
from screen import Screen
from virtual_microphone import VirtualMicrophone

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("e2e")


@pytest.fixture
def make_virtual_mic():
    """Starts sound servers: `make_virtual_mic(names=("mic", "usb"), rate=44_100, rescue_streams=True)`."""
    _need("pulseaudio", "pactl")
    with contextlib.ExitStack() as servers:

        def make(**wiring):
            # not pytest's own folder: the path of a socket may have 107 bytes
            folder = servers.enter_context(tempfile.TemporaryDirectory(prefix="livemel-mic-"))
            return servers.enter_context(VirtualMicrophone(Path(folder) / "state", Wiring(**wiring)))

        yield make


@pytest.fixture
def virtual_mic(make_virtual_mic):
    """One microphone: mono, 48 kHz. It delivers what is written or played to it, bit for bit."""
    return make_virtual_mic()


@pytest.fixture
def sound_in_the_room():
    """Repeats sound until the test ends: `sound_in_the_room(mic, samples)`, whether or not anybody listens."""
    with contextlib.ExitStack() as rooms:
        yield lambda mic, samples, name=None: rooms.enter_context(Room(mic, samples, name))


@pytest.fixture
def strace():
    """There is one, and it may look at other programs."""
    _need("strace")


@pytest.fixture
def broker_programs():
    _need("mosquitto", "mosquitto_sub")


@pytest.fixture
def screen(request):
    """An X screen, 1280 x 800 unless `@pytest.mark.parametrize("screen", [(1920, 1080)], indirect=True)`."""
    _need("Xvfb")
    with Screen(*getattr(request, "param", (1280, 800))) as screen:
        yield screen


def _need(*programs):
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed: scripts/test installs it")
