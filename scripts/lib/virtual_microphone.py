"""A microphone without hardware: a private PulseAudio daemon, away from the user's own sound, ended by its pid."""

from __future__ import annotations

import os
import select
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from mic_errors import NobodyListensError, VirtualMicError
from mic_folder import MicFolder, birth
from mic_wiring import Wiring
from microphone_pipe import MicrophonePipe, paced

DAEMON = ("-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1")
READY_SECONDS = 10.0
END_SECONDS = 10.0
TICK_SECONDS = 0.005


class VirtualMicrophone:
    """A sound server of our own, living in one folder.

    Parameters
    ----------
    folder
        Made at the start; socket, pipes, settings and log are in it.
    wiring
        What the server offers; None: what the one started in this folder does.
    """

    def __init__(self, folder: Path, wiring: Wiring | None = None) -> None:
        self.folder = MicFolder(folder)
        self.wiring = wiring or self.folder.wiring() or Wiring()
        self._process: subprocess.Popen[bytes] | None = None
        self._pipes: dict[str, MicrophonePipe] = {}

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs in its environment to hear these microphones and nothing else."""
        return {
            "PULSE_SERVER": f"unix:{self.folder.socket}",
            "PULSE_COOKIE": str(self.folder.home / "cookie"),  # without it a client makes one in the user's home
            "ALSA_CONFIG_PATH": str(self.folder.alsa_config),
        }

    @property
    def pid(self) -> int | None:
        """The daemon's process id; None when it does not run."""
        handle = self._handle()
        if handle is None:
            return None
        os.close(handle)
        return self.folder.inhabitant()[0]

    def start(self) -> None:
        """Start the daemon and come back when programs can connect."""
        self.wiring.check()
        program = _find("pulseaudio", "pulseaudio")
        if self.pid is not None:
            raise VirtualMicError(f"already running in {self.folder.path}; stop it first: virtual-mic stop")
        self._close_pipes()
        self.folder.prepare(self.wiring)
        with self.folder.log.open("wb") as log:
            self._process = subprocess.Popen(
                [program, *DAEMON, f"--file={self.folder.script}"],
                env=self._daemon_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self._wait_until_ready(self._process)
            self.folder.remember(self._process.pid, self.wiring)
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise

    def stop(self) -> bool:
        """End the daemon in good order; False when there was none."""
        was_running = self._end(signal.SIGTERM)
        self.folder.clear(self.wiring)
        return was_running

    def kill(self) -> bool:
        """End the daemon as a crash would; what it leaves behind stays."""
        return self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stop, and start again with the same microphones."""
        self.stop()
        self.start()

    def forget(self) -> None:
        """Stop, and take away all that was written to the folder."""
        self.stop()
        self._close_pipes()
        self.folder.remove()

    def __enter__(self) -> VirtualMicrophone:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.forget()

    def pipe(self, name: str | None = None) -> MicrophonePipe:
        """The writing end of a microphone, the first one unless named."""
        name = name or self.wiring.names[0]
        if name not in self.wiring.names:
            raise VirtualMicError(f"no microphone {name!r}; there are {', '.join(self.wiring.names)}")
        if name not in self._pipes:
            self._pipes[name] = MicrophonePipe(self.folder.fifo(name), self.wiring.channels)
        return self._pipes[name]

    def write(self, samples: object, name: str | None = None) -> None:
        """Give float32 samples to a microphone as fast as a listener takes them; every one arrives."""
        self.pipe(name).write(samples)

    def play(self, samples: object, name: str | None = None) -> None:
        """Give float32 samples to a microphone in real time, every one, until nobody listens any more."""
        pipe = self.pipe(name)
        for block in paced(pipe.blocks_of(samples, self.wiring.rate), self.wiring.rate, self.wiring.channels):
            try:
                pipe.write(block)
            except NobodyListensError:
                return

    def control(self, *words: str) -> str:
        """What `pactl` says to these words."""
        command = [_find("pactl", "pulseaudio-utils"), *words]
        environment = {**_without_the_users_sound(os.environ), **self.environment}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=END_SECONDS)
        if done.returncode:
            raise VirtualMicError(f"pactl {shlex.join(words)}: {done.stderr.strip()}")
        return done.stdout

    def unplug(self, name: str) -> None:
        """Take one microphone away while the daemon goes on."""
        for line in self.control("list", "short", "modules").splitlines():
            index, module, arguments = (line + "\t\t").split("\t")[:3]
            if module == "module-pipe-source" and f"source_name={name}" in arguments.split():
                self.control("unload-module", index)
                self.pipe(name).close()
                return
        raise VirtualMicError(f"no microphone {name!r} is plugged in")

    def plug(self, name: str) -> None:
        """Bring back a microphone that was unplugged."""
        self.folder.fifo(name).unlink(missing_ok=True)
        self.control("load-module", *self.folder.source(name, self.wiring))

    def _daemon_environment(self) -> dict[str, str]:
        own = {"HOME": str(self.folder.home), "XDG_RUNTIME_DIR": str(self.folder.runtime)}
        return {**_without_the_users_sound(os.environ), **own}

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not _answers(self.folder.socket):
            if process.poll() is not None:
                raise VirtualMicError(f"pulseaudio ended at once: {self.folder.last_words()}")
            if time.monotonic() > deadline:
                raise VirtualMicError(f"pulseaudio was not ready in {READY_SECONDS:g} s: {self.folder.last_words()}")
            time.sleep(TICK_SECONDS)

    def _end(self, how: signal.Signals) -> bool:
        handle = self._handle()
        if handle is None:
            return False
        try:
            signal.pidfd_send_signal(handle, how)
            if not select.select([handle], [], [], END_SECONDS)[0]:
                raise VirtualMicError(f"pulseaudio did not end in {END_SECONDS:g} s; see {self.folder.log}")
        finally:
            os.close(handle)
        if self._process is not None:
            self._process.wait()
            self._process = None
        return True

    def _handle(self) -> int | None:
        """A file descriptor of the running daemon, never of a stranger with the same pid."""
        inhabitant = self.folder.inhabitant()
        if inhabitant is None:
            return None
        try:
            handle = os.pidfd_open(inhabitant[0])
        except ProcessLookupError:
            return None
        if birth(inhabitant[0]) == inhabitant[1] and not select.select([handle], [], [], 0)[0]:
            return handle
        os.close(handle)
        return None

    def _close_pipes(self) -> None:
        for pipe in self._pipes.values():
            pipe.close()


def _find(program: str, package: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise VirtualMicError(f"{program} is not installed; apt-get install {package} libasound2-plugins")
    return path


def _without_the_users_sound(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what leads to the user's sound server, settings, desktop bus and screen."""
    private = ("PULSE_", "XDG_", "DBUS_", "DISPLAY", "ALSA_")
    return {key: value for key, value in environment.items() if not key.startswith(private)}


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(os.fspath(path))
        except OSError:
            return False
    return True
