"""A real MQTT broker of a test's own: mosquitto, which can be killed and started again."""

import contextlib
import signal
import socket
import subprocess
import time

READY_SECONDS = 10.0


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Broker:
    """Remembers subscriptions over a restart, as one that runs for years does."""

    def __init__(self, folder, lines=()):
        self.port = free_port()
        self._config = folder / "mosquitto.conf"
        settings = [
            f"listener {self.port} 127.0.0.1",
            "persistence true",
            f"persistence_location {folder}/",
            "autosave_interval 1",
            "user root",
            *(lines or ("allow_anonymous true",)),
        ]
        self._config.write_text("\n".join(settings) + "\n")
        self._process = None

    def start(self):
        self._process = subprocess.Popen(
            ["mosquitto", "-c", str(self._config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + READY_SECONDS
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1.0):
                return self
            assert self._process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def stop(self):
        """As a service is: what it knows is saved."""
        self._end(signal.SIGTERM)

    def kill(self):
        """As a crash would."""
        self._end(signal.SIGKILL)

    def _end(self, how):
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(READY_SECONDS)
            self._process = None


class Subscriber:
    """mosquitto_sub, which comes back to a broker that comes back."""

    def __init__(self, broker, topic, path, *more):
        self._path = path
        self._file = path.open("wb")
        command = ["mosquitto_sub", "-p", str(broker.port), "-t", topic, "-q", "1", "-c", "-i", f"reader-{path.name}"]
        self._process = subprocess.Popen(
            [*command, "-v", *more], stdout=self._file, stderr=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin"}
        )

    def messages(self):
        """Topic and text of every message so far."""
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return [tuple(line.split(" ", 1)) for line in lines if " " in line]

    def wait_for(self, condition, seconds=READY_SECONDS):
        deadline = time.monotonic() + seconds
        while not condition(self.messages()):
            assert time.monotonic() < deadline, self.messages()[-5:]
            time.sleep(0.05)
        return self.messages()

    def stop(self):
        self._process.terminate()
        self._process.wait(READY_SECONDS)
        self._file.close()
