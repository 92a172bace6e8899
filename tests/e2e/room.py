"""Sound that goes on in the background as in a real room, whether or not anybody listens or the server lives."""

import contextlib
import os
import threading
from itertools import repeat

from mic_errors import VirtualMicError
from microphone_pipe import paced

END_SECONDS = 10.0
URGENT = -15
"""Nice value."""


class Room:
    """Repeats float32 samples into one microphone from a thread of its own."""

    def __init__(self, mic, samples, name=None):
        self._mic = mic
        self._samples = samples
        self._pipe = mic.pipe(name)
        self._quiet = threading.Event()
        self._thread = threading.Thread(target=self._sound, name="room")

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._quiet.set()
        self._thread.join(END_SECONDS)
        assert not self._thread.is_alive()

    def _sound(self):
        with contextlib.suppress(OSError):  # a room does not stutter where a computer is busy; who may, says so
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), URGENT)
        rate, channels = self._mic.wiring.rate, self._mic.wiring.channels
        blocks = (block for once in repeat(self._samples) for block in self._pipe.blocks_of(once, rate))
        for block in paced(blocks, rate, channels):
            if self._quiet.is_set():
                return
            try:
                self._pipe.offer(block)
            except VirtualMicError:  # the server is down: a room sounds on
                continue
