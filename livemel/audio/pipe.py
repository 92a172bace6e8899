"""PipeReader: bytes from a pipe, taken without waiting on every system."""

from __future__ import annotations

import os
import threading
from collections import deque

READ_BYTES = 16384
MOST_WAITING = 1 << 20
"""Bytes; beyond these the pipe is left full, and whoever writes into it waits."""


class PipeReader:
    """A thread that waits on a file descriptor, which becomes its own, so that nobody else has to.

    When nobody takes what has come it stops reading: nothing is lost, the writer waits.
    """

    def __init__(self, descriptor: int) -> None:
        self.waiting = 0
        """Bytes that may be taken. Both threads', under the lock."""
        self.ended = False
        """Nothing more will come. Reader thread's; true only after `waiting` holds the last bytes."""
        self.failure: OSError | None = None
        """What ended it, if not the writer. Reader thread's; set before `ended`."""
        self._descriptor = descriptor
        self._chunks: deque[bytes] = deque()
        self._room = threading.Condition()
        self._stopped = False
        # nothing can wake a thread that waits on a pipe: as a daemon it does not outlive the program
        threading.Thread(target=self._run, name="livemel pipe", daemon=True).start()

    def take(self, count: int, size: int) -> bytes:
        """At most `count` items of `size` bytes, as many as have come whole."""
        with self._room:
            wanted = min(count, self.waiting // size) * size
            taken = self._first(wanted)
            self.waiting -= wanted
            self._room.notify()
        return taken

    def _first(self, wanted: int) -> bytes:
        parts = []
        while wanted:
            chunk = self._chunks.popleft()
            if len(chunk) > wanted:
                self._chunks.appendleft(chunk[wanted:])
                chunk = chunk[:wanted]
            parts.append(chunk)
            wanted -= len(chunk)
        return b"".join(parts)

    def stop(self) -> None:
        """Read no more. The thread ends once the read it waits in returns."""
        with self._room:
            self._stopped = True
            self._room.notify()

    def _run(self) -> None:
        """Reader thread."""
        try:
            while not self._stopped and (chunk := os.read(self._descriptor, READ_BYTES)):
                self._put(chunk)
        except OSError as error:
            self.failure = error
        self.ended = True
        os.close(self._descriptor)

    def _put(self, chunk: bytes) -> None:
        with self._room:
            self._room.wait_for(lambda: self._stopped or self.waiting < MOST_WAITING)
            self._chunks.append(chunk)
            self.waiting += len(chunk)
