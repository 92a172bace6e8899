"""Numbered sound in the background: none is dropped while somebody listens, and each sample's time is known."""

import time

import numpy as np
from mic_errors import VirtualMicError
from numbered import LAP, STEP, lap, numbers_of, steps_between
from room import Room

PATIENCE_SECONDS = 1.0
CONVINCING = 20  # blocks in a row: more than an unread pipe has room for
TICK_SECONDS = 0.001
QUIET = 64 * STEP
"""A sample below it may be no number."""


class NumberedRoom(Room):
    """Numbers into one microphone, in real time, from `begin` on; they run on while nobody listens.

    Those of `sound`, one lap of them, if it is given: in its place is what comes and goes.
    """

    def __init__(self, mic, name=None, begin=0, sound=None):
        sound = lap() if sound is None else sound
        super().__init__(mic, np.roll(sound, -begin) if begin else sound, name)
        self._pipe = _PatientPipe(self._pipe)
        self._rate = mic.wiring.rate

    def age_of(self, number, seconds):
        """How long ago, at the monotonic time `seconds`, the sample of that number was sounded."""
        at, first = self._pipe.reference
        return seconds - at - float(steps_between(first, number)) / self._rate

    def number_at(self, seconds):
        """The number that is sounded at that monotonic time."""
        at, first = self._pipe.reference
        return (first + round((seconds - at) * self._rate)) % LAP


class _PatientPipe:
    """Waits for room as long as somebody has listened just now."""

    def __init__(self, pipe):
        self._pipe = pipe
        self._taken_in_a_row = 0
        self.blocks_of = pipe.blocks_of
        self.reference = None
        """Monotonic time and number of the newest block's first sample."""

    def offer(self, block):
        first = np.frombuffer(block, np.float32, 1)
        if abs(first[0]) > QUIET:
            self.reference = (time.monotonic(), int(numbers_of(first)[0]))
        deadline = time.monotonic() + PATIENCE_SECONDS
        try:
            while dropped := self._pipe.offer(block):
                if self._taken_in_a_row < CONVINCING or time.monotonic() > deadline:
                    break
                time.sleep(TICK_SECONDS)
        except VirtualMicError:
            self._taken_in_a_row = 0
            raise
        self._taken_in_a_row = 0 if dropped else self._taken_in_a_row + 1
        return dropped
