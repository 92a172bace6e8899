"""Sound by number, told to a recorder as a session tells it."""

from __future__ import annotations

import time

import numpy as np

from livemel.recording.pcm24 import STEPS
from livemel.runtime.feed import Gap, Sound

RATE = 8000
PRIME = 7919


def numbered(count, begin=0):
    """Samples that tell their own number, multiples of 2^-23."""
    steps = (np.arange(begin, begin + count, dtype=np.int64) * PRIME) % (2 * STEPS) - STEPS
    return (steps / STEPS).astype(np.float32)


def as_int32(samples):
    """As soundfile reads them."""
    return (samples.astype(np.float64) * 2**31).astype(np.int32)


def tell(recorder, *parts, begin=0, block=800):
    """Tell parts, each a number of samples, or a negative number of lost ones; what a true recording of them is."""
    position, whole = begin, []
    for part in parts:
        if part < 0:
            recorder.consume(Gap(position, -part, "device lost"))
            whole.append(np.zeros(-part, np.float32))
        for start in range(0, max(0, part), block):
            count = min(block, part - start)
            recorder.consume(Sound(position + start, numbered(count, position + start), start == 0))
        if part > 0:
            whole.append(numbered(part, position))
        position += abs(part)
    return np.concatenate(whole)


def eventually(is_so, seconds=10.0):
    """Whether it is so before the time is up."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def end(recorder):
    """Stop as a session goes on after it, and wait until all is finished."""
    recorder.stop()
    recorder.consume(Sound(0, numbered(1)))
    recorder.close()
