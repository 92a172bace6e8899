"""A tap in the pipe between microphone and session: every block that goes by is copied to a file, with its time."""

import os
import struct
import time
from dataclasses import dataclass

import numpy as np
from numbered import NO_NUMBER, numbers_of, steps_between

HEAD = struct.Struct("<dqq16s")  # monotonic time, samples lost before, samples, state of the source
SAMPLE_BYTES = 4


def tapped(read, path):
    """The method `read` of a microphone, which also writes what it gives to the file `path`."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    last_state = None

    def read_and_copy(microphone):
        nonlocal last_state
        block = read(microphone)
        state = microphone.state
        if len(block.samples) or block.lost or state is not last_state:
            last_state = state
            head = HEAD.pack(time.monotonic(), block.lost, len(block.samples), state.value.encode())
            os.write(file, head + block.samples[:, 0].tobytes())
        return block

    return read_and_copy


@dataclass(frozen=True)
class Passed:
    """One block that went by."""

    seconds: float
    position: int
    """Of its first sample, in all samples received or lost so far."""
    lost: int
    """Samples that are missing before it."""
    samples: np.ndarray
    state: str


class Tap:
    """Reads the file, as far as it has been written."""

    def __init__(self, path):
        self._path = path
        self._bytes_read = 0
        self.blocks = []

    def read(self):
        """Everything that went by since the last call."""
        new = []
        with self._path.open("rb") as file:
            file.seek(self._bytes_read)
            data = file.read()
        begin, position = 0, self._end
        while begin + HEAD.size <= len(data):
            seconds, lost, count, state = HEAD.unpack_from(data, begin)
            end = begin + HEAD.size + SAMPLE_BYTES * count
            if end > len(data):
                break
            samples = np.frombuffer(data, np.float32, count, begin + HEAD.size)
            position += lost
            new.append(Passed(seconds, position, lost, samples, state.rstrip(b"\0").decode()))
            position += count
            begin = end
        self._bytes_read += begin
        self.blocks += new
        return new

    @property
    def _end(self):
        return self.blocks[-1].position + len(self.blocks[-1].samples) if self.blocks else 0


class Heard:
    """What numbered sound tells about blocks that went by."""

    def __init__(self, blocks):
        blocks = [block for block in blocks if len(block.samples)]
        self.numbers = np.concatenate([numbers_of(block.samples) for block in blocks])
        self.strangers = int(np.count_nonzero(self.numbers == NO_NUMBER))
        """Samples that carry no number: changed on the way, or another microphone's."""
        positions = np.concatenate([block.position + np.arange(len(block.samples)) for block in blocks])
        first = int(np.argmax(self.numbers != NO_NUMBER))
        due = (self.numbers[first] + positions - positions[first])[self.numbers != NO_NUMBER]
        self.displacements = steps_between(due, self.numbers[self.numbers != NO_NUMBER])
        """How many samples each is from where it belongs, shape (n,): 0 when all is received or counted as lost."""
