"""What comes out of the virtual loudspeaker, and a program that plays into it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

RUN = Path(__file__).with_name("player_run.py")
RATE = 48_000
END_SECONDS = 20.0


class PlayerProgram:
    """A process of its own: PortAudio belongs to a process."""

    def __init__(self, mic):
        self._process = subprocess.Popen(
            [sys.executable, str(RUN)],
            env={**os.environ, **mic.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _say(self, line):
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the program ended"
        return json.loads(answer)

    def do(self, code):
        self._say(f"do {code}")

    def ask(self, code):
        return self._say(f"ask {code}")

    def wait_for(self, condition, seconds=END_SECONDS):
        deadline = time.monotonic() + seconds
        while not self.ask(condition):
            assert time.monotonic() < deadline, condition
            time.sleep(0.01)

    def end(self):
        """As a user would; returns the exit code."""
        self._process.stdin.close()
        try:
            return self._process.wait(END_SECONDS)
        finally:
            self._process.kill()
            self._process.wait()
            self._process.stdout.close()


class Loudspeaker:
    """Hears the monitor of the null sink, from when it is made to `stop`."""

    def __init__(self, mic, path):
        self._path = path
        self._file = path.open("wb")
        command = ["parec", "--device=speaker.monitor", "--format=float32le", "--channels=1", "--latency-msec=20"]
        self._process = subprocess.Popen(
            [*command, f"--rate={RATE}"], env={**os.environ, **mic.environment}, stdout=self._file
        )
        deadline = time.monotonic() + END_SECONDS
        while not path.stat().st_size:  # the monitor gives silence as soon as it is heard
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def wait_for(self, condition):
        """Until what was heard so far is so."""
        deadline = time.monotonic() + END_SECONDS
        while not condition(self.heard()):
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def heard(self):
        data = self._path.read_bytes()
        return np.frombuffer(data[: len(data) // 4 * 4], np.float32)

    def stop(self):
        self._process.terminate()
        self._process.wait()
        self._file.close()
