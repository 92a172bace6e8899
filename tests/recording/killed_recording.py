"""A program that records numbered sound in real time until it is killed; and what is left of it.

python killed_recording.py FOLDER [MOST_BYTES]: says over and over how many samples it has told, eight bytes each time.
With MOST_BYTES no file may grow beyond it: then the sound comes at once, and the recorder's failure is what it says.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from telling import RATE, as_int32, eventually, numbered, tell

from livemel.recording.recorder import Recorder
from livemel.runtime.feed import Sound

BLOCK = RATE // 100


def record(folder):
    recorder = Recorder()
    recorder.start(folder, "killed", RATE)
    begin, told = time.monotonic(), 0
    while True:
        recorder.consume(Sound(told, numbered(BLOCK, told)))
        told += BLOCK
        sys.stdout.buffer.write(told.to_bytes(8, "little"))
        sys.stdout.buffer.flush()
        time.sleep(max(0.0, begin + told / RATE - time.monotonic()))


def record_with_a_limit(folder, most_bytes):
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    recorder = Recorder()
    recorder.start(folder, "limited", RATE)
    tell(recorder, 20 * RATE)
    eventually(lambda: recorder.failure)
    tell(recorder, RATE, begin=20 * RATE)  # a session goes on
    print(recorder.failure, recorder.is_recording, sep="\n")


@dataclass(frozen=True)
class Killed:
    """What was found after a kill."""

    told: int
    """Samples that the recorder had been given."""
    read: int
    """Samples that soundfile reads."""
    changed: int
    """Of these, how many are not what was told."""

    @property
    def seconds_missing(self):
        return (self.told - self.read) / RATE


def killed_after(folder, seconds):
    """Record for so long, kill -9, read."""
    program = subprocess.Popen([sys.executable, __file__, folder], stdout=subprocess.PIPE)
    with program:
        heard = b""
        while len(heard) < 8 * seconds * RATE / BLOCK:
            heard += program.stdout.read(8)
        program.kill()
        heard += program.stdout.read()
    told = int.from_bytes(heard[len(heard) // 8 * 8 - 8 : len(heard) // 8 * 8], "little")
    (path,) = Path(folder).glob("*.open.w64")
    samples, rate = soundfile.read(path, dtype="int32")
    assert rate == RATE
    return Killed(told, len(samples), int(np.count_nonzero(samples != as_int32(numbered(len(samples))))))


if __name__ == "__main__":
    sys.path.insert(1, str(Path(__file__).resolve().parents[2]))
    if len(sys.argv) > 2:
        record_with_a_limit(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        record(Path(sys.argv[1]))
