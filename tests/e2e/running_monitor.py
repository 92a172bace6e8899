"""`livemel monitor --json` as a service starts it: what it tells, second by second, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

START_SECONDS = 20.0
AT_MOST_SECONDS = 20.0
END_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 0.02


class RunningMonitor:
    """Started with more `arguments`, ended with the block.

    It runs in the folder `home`, which is its user's home too. `prefix` is a program that runs it, as strace does.
    """

    def __init__(self, mic, home, *arguments, prefix=(), environment=None):
        self._mic = mic
        self._home = Path(home)
        self._prefix = prefix
        self._arguments = arguments
        self._environment = environment or {}
        self._told = []
        self._read = 0  # bytes of what it wrote

    def __enter__(self):
        self._home.mkdir(parents=True, exist_ok=True)
        self._folder = tempfile.TemporaryDirectory(prefix="livemel-monitor-")
        place = Path(self._folder.name)
        self._out, self._log = (place / "told.jsonl").open("w+b"), (place / "log").open("w+b")
        own = {f"XDG_{kind}": str(self._home / kind.lower()) for kind in ("CONFIG_HOME", "STATE_HOME", "CACHE_HOME")}
        words = [*self._prefix, sys.executable, "-m", "livemel", "monitor", "--json", *self._arguments]
        self._process = subprocess.Popen(
            [str(word) for word in words],
            cwd=self._home,
            env={**os.environ, **self._mic.environment, **own, "HOME": str(self._home), **self._environment},
            stdin=subprocess.DEVNULL,
            stdout=self._out,
            stderr=self._log,
        )
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self.kill()
        for file in (self._out, self._log):
            file.close()
        self._folder.cleanup()

    @property
    def pid(self):
        return self._process.pid

    def told(self):
        """Every report so far."""
        size = os.fstat(self._out.fileno()).st_size
        lines, end, _ = os.pread(self._out.fileno(), size - self._read, self._read).rpartition(b"\n")
        self._read += len(lines + end)
        self._told += [json.loads(line) for line in lines.splitlines()]
        return self._told

    def said(self):
        """All that it wrote to stderr."""
        return os.pread(self._log.fileno(), 1 << 20, 0).decode(errors="replace")

    def until(self, claim, seconds=AT_MOST_SECONDS):
        """Wait until `claim` of all reports is true; the newest of them."""
        deadline = time.monotonic() + seconds
        while not ((told := self.told()) and claim(told)):
            if self._process.poll() is not None:
                raise RuntimeError(f"livemel has ended with {self._process.returncode}; it said: {self.said()}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"not so within {seconds:g} s, but {told[-1:]}; it said: {self.said()}")
            time.sleep(LOOK_AGAIN_SECONDS)
        return told[-1]

    def until_it_hears(self):
        """Wait for the first second that is well."""
        return self.until(lambda told: told[-1]["state"] == "ok" and told[-1]["sample"], START_SECONDS)

    def until_more(self, reports, seconds=AT_MOST_SECONDS):
        """Wait for so many more reports."""
        count = len(self.told()) + reports
        return self.until(lambda told: len(told) >= count, max(seconds, 3.0 * reports))

    def stop(self):
        """Take the processor away from it."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self):
        """Give it back."""
        self._process.send_signal(signal.SIGCONT)

    def kill(self):
        """End it as a crash would; the monotonic time of that."""
        self._process.kill()
        seconds = time.monotonic()
        self._process.wait()
        return seconds

    def end(self):
        """As a service is ended; the exit code."""
        self._process.terminate()
        return self.ended()

    def ended(self, seconds=END_SECONDS):
        """The exit code, as soon as it has ended by itself."""
        return self._process.wait(seconds)

    def threads(self):
        return len(os.listdir(f"/proc/{self.pid}/task"))

    def open_files(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def memory_mb(self):
        """Resident."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("the system does not tell the resident memory")


def missing_seconds(told, rate):
    """How many seconds of the sample counter were not told between the first and the last that were."""
    seconds = [each["sample"] // rate for each in told if each["sample"] is not None]
    return seconds[-1] - seconds[0] + 1 - len(set(seconds)) if seconds else 0


def troubles(told):
    """Every trouble that was told, one after the other."""
    return list(dict.fromkeys(each["trouble"] for each in told if each["trouble"]))
