"""The folder of a private sound server: its socket, pipes, settings and log, and who runs in it."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path

from mic_errors import VirtualMicError
from mic_wiring import SPEAKER, Wiring

SYSTEM_ALSA_CONFIG = Path("/usr/share/alsa/alsa.conf")
LONGEST_SOCKET_PATH = 107


class MicFolder:
    """Where everything of one sound server is."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.socket = self.path / "pulse.socket"
        self.script = self.path / "daemon.pa"
        self.alsa_config = self.path / "alsa.conf"
        self.log = self.path / "daemon.log"
        self.home = self.path / "home"
        self.runtime = self.path / "runtime"
        self._state = self.path / "state.json"

    def fifo(self, name: str) -> Path:
        """The named pipe of a microphone."""
        return self.path / f"{name}.fifo"

    def prepare(self, wiring: Wiring) -> None:
        """Make the folder, clear what the last run left, write the settings."""
        self._check_path()
        for folder in (self.path, self.home, self.runtime):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.path.stat().st_uid != os.getuid():
            raise VirtualMicError(f"{self.path} is another user's; name one of your own with --state")
        self.clear(wiring)
        self._write_alsa_config()
        self._write_script(wiring)

    def clear(self, wiring: Wiring) -> None:
        """Take away what only a running server needs; the pipe module refuses a pipe that exists."""
        for path in (self.socket, self._state, *map(self.fifo, wiring.names)):
            path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Take away the settings too, and the folder unless something of others is in it."""
        for path in (self.script, self.alsa_config, self.log):
            path.unlink(missing_ok=True)
        for folder in (self.home, self.runtime):
            shutil.rmtree(folder, ignore_errors=True)
        if self.path.is_dir() and not any(self.path.iterdir()):
            self.path.rmdir()

    def last_words(self) -> str:
        """The daemon's last complaint."""
        lines = [line for line in self.log.read_text(errors="replace").splitlines() if line.startswith("E:")]
        return lines[-1] if lines else f"see {self.log}"

    def remember(self, pid: int, wiring: Wiring) -> None:
        """Note who runs here; with its time of birth a pid names one process for ever."""
        self._state.write_text(json.dumps({"pid": pid, "birth": birth(pid), "wiring": asdict(wiring)}))

    def inhabitant(self) -> tuple[int, str | None] | None:
        """Pid and birth of who ran here last."""
        state = self._read_state()
        return None if state is None else (state["pid"], state["birth"])

    def wiring(self) -> Wiring | None:
        """What the one that ran here last offers."""
        state = self._read_state()
        if state is None:
            return None
        return Wiring(**{**state["wiring"], "names": tuple(state["wiring"]["names"])})

    def source(self, name: str, wiring: Wiring) -> tuple[str, ...]:
        """The module that is a microphone, in the daemon's words."""
        return (
            "module-pipe-source",
            f"source_name={name}",
            f"file={self.fifo(name)}",
            "format=float32le",
            f"rate={wiring.rate}",
            f"channels={wiring.channels}",
            f"source_properties=device.description={name}",
        )

    def _check_path(self) -> None:
        if len(os.fsencode(self.socket)) > LONGEST_SOCKET_PATH:
            raise VirtualMicError(
                f"a socket's path has at most {LONGEST_SOCKET_PATH} bytes, got {self.socket}; use a shorter --state"
            )
        if any(mark in str(self.path) for mark in " \t\n\"'"):
            raise VirtualMicError(f"PulseAudio takes no blanks or quotes in the --state folder, got {self.path}")

    def _write_alsa_config(self) -> None:
        if not SYSTEM_ALSA_CONFIG.is_file():
            raise VirtualMicError(f"{SYSTEM_ALSA_CONFIG} is missing; apt-get install libasound2-plugins")
        self.alsa_config.write_text(
            f"<{SYSTEM_ALSA_CONFIG}>\npcm.!default {{ type pulse }}\nctl.!default {{ type pulse }}\n"
        )

    def _write_script(self, wiring: Wiring) -> None:
        modules = [self.source(name, wiring) for name in wiring.names]
        if wiring.null_sink:
            shape = ("format=float32le", f"rate={wiring.rate}", f"channels={wiring.channels}")
            modules.append(("module-null-sink", f"sink_name={SPEAKER}", *shape))
        if wiring.rescue_streams:
            modules.append(("module-rescue-streams",))
        lines = [" ".join(("load-module", *module)) for module in modules]
        lines.append(f"set-default-source {wiring.names[0]}")
        # last: who can connect finds every microphone in its place
        lines.append(f"load-module module-native-protocol-unix socket={self.socket} auth-anonymous=1")
        self.script.write_text("\n".join(lines) + "\n")

    def _read_state(self) -> dict | None:
        try:
            return json.loads(self._state.read_text())
        except (OSError, ValueError):
            return None


def birth(pid: int) -> str | None:
    """When the process began, in the kernel's own words."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return text.rpartition(")")[2].split()[19]
