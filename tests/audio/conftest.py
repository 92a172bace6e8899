"""A real sound server of our own, and nobody else's."""

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "lib"))

from mic_wiring import Wiring
from virtual_microphone import VirtualMicrophone


@pytest.fixture
def sound_server(monkeypatch):
    """Two microphones at 44.1 kHz, "desk" and "usb", and a loudspeaker; this process is their client."""
    if shutil.which("pulseaudio") is None:
        pytest.skip("pulseaudio not installed: scripts/test installs it")
    with tempfile.TemporaryDirectory(prefix="livemel-mic-") as folder:
        wiring = Wiring(names=("desk", "usb"), rate=44_100, channels=2, null_sink=True)
        with VirtualMicrophone(Path(folder) / "state", wiring) as server:
            for name, value in server.environment.items():
                monkeypatch.setenv(name, value)
            yield server


@pytest.fixture
def no_sound_server(monkeypatch, tmp_path):
    """No server answers this process."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("PULSE_COOKIE", str(tmp_path / "cookie"))
