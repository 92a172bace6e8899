"""PortAudio through sounddevice, imported when it is first needed, and kept from talking on stderr."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from livemel.audio.server.pulse import answer_of, server_sources_later
from livemel.errors import AudioSystemError

HOW_TO_INSTALL = {
    "linux": "install it: sudo apt install libportaudio2 (Fedora: sudo dnf install portaudio)",
    "darwin": "install it again: pip install --force-reinstall sounddevice (its wheel carries PortAudio)",
    "win32": "install it again: pip install --force-reinstall sounddevice (its wheel carries PortAudio)",
}

lifetime = threading.RLock()
"""Held while PortAudio ends and begins anew, and by whoever else must not meet that."""
_lives = 0


def lives() -> int:
    """How often PortAudio has begun anew: a stream of an earlier life must not be touched. Asked under `lifetime`."""
    return _lives


def sounddevice() -> ModuleType:
    """The sounddevice module; the first call loads and initialises PortAudio, about 80 ms.

    Raises
    ------
    AudioSystemError
        When there is no PortAudio or it cannot be initialised; says what to install.
    """
    if "sounddevice" not in sys.modules:
        answer_of(server_sources_later())
    try:
        with quiet_stderr():
            import sounddevice
    except (OSError, ImportError) as error:
        raise AudioSystemError(f"PortAudio library not found ({error}); {how_to_install()}") from error
    except Exception as error:  # sounddevice.PortAudioError cannot be named before the import has worked
        raise AudioSystemError(f"PortAudio does not start: {error}; livemel doctor says more") from error
    module: ModuleType = sounddevice
    return module


def how_to_install() -> str:
    """The line that brings PortAudio to this system."""
    return HOW_TO_INSTALL.get(sys.platform, "install PortAudio with the system's package manager")


def reinitialise() -> None:
    """Let PortAudio look for devices anew, about 40 ms. Process-wide: it ends every open stream.

    Needed after a sound server was lost, and to see a microphone that was plugged in later.
    """
    global _lives
    portaudio = sounddevice()
    answer_of(server_sources_later())
    try:
        with lifetime, quiet_stderr():
            _lives += 1
            while portaudio._initialized:
                portaudio._terminate()
            portaudio._initialize()
    except portaudio.PortAudioError as error:
        raise AudioSystemError(f"PortAudio does not start again: {error}; livemel doctor says more") from error


@dataclass(frozen=True)
class Inventory:
    """PortAudio's devices as it found them when it was initialised."""

    inputs: list[dict[str, Any]]
    """sounddevice's own dictionaries of those that can record."""
    host_apis: list[str]
    default_index: int
    """-1: none."""
    count: int
    """Of inputs and outputs."""


def inventory() -> Inventory:
    """What PortAudio has. The list is frozen until `reinitialise`."""
    portaudio = sounddevice()
    count = max(0, portaudio._lib.Pa_GetDeviceCount())
    infos = [_info(portaudio, index) for index in range(count)]
    return Inventory(
        inputs=[info for info in infos if info["max_input_channels"] > 0],
        host_apis=[api["name"] for api in portaudio.query_hostapis()],
        default_index=portaudio._lib.Pa_GetDefaultInputDevice(),
        count=count,
    )


def _info(portaudio: ModuleType, index: int) -> dict[str, Any]:
    try:
        info: dict[str, Any] = portaudio.query_devices(index)
    except UnicodeDecodeError:  # a name in another encoding: sounddevice gives up, a user still wants the device
        raw = portaudio._lib.Pa_GetDeviceInfo(index)
        info = {
            "name": portaudio._ffi.string(raw.name).decode("utf-8", "replace"),
            "index": index,
            "hostapi": raw.hostApi,
            "max_input_channels": raw.maxInputChannels,
            "default_samplerate": raw.defaultSampleRate,
        }
    return info


@cache
def _give_python_a_stderr_of_its_own() -> None:
    """Once: what Python says on stderr no longer goes through descriptor 2, so that silence there is only C's."""
    try:
        if sys.stderr.fileno() == 2:
            own = os.dup(2)
            sys.stderr = os.fdopen(own, "w", buffering=1, encoding=sys.stderr.encoding, errors="replace")
    except (OSError, ValueError, AttributeError):  # a windowed program has none
        return


class Silence:
    """File descriptor 2 leads to nowhere while at least one thread is inside."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._stderr: int | None = None

    def enter(self) -> None:
        """Any thread."""
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._stderr = _redirected_stderr()

    def leave(self) -> None:
        """Any thread; the last one out gives stderr back."""
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._stderr is not None:
                os.dup2(self._stderr, 2)
                os.close(self._stderr)
                self._stderr = None


def _redirected_stderr() -> int | None:
    """Lead descriptor 2 to nowhere; what it was, or None where there is no stderr."""
    _give_python_a_stderr_of_its_own()
    try:
        stderr = os.dup(2)
    except OSError:
        return None
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return stderr


_silence = Silence()


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep what C libraries print (ALSA, JACK, PortAudio) off the terminal; exceptions pass through.

    Process-wide, so keep it short; threads may overlap.
    """
    _silence.enter()
    try:
        yield
    finally:
        _silence.leave()
