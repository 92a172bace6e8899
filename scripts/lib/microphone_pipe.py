"""The writing end of a microphone: float32 samples into a named pipe that the sound server reads at once."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from mic_errors import NobodyListensError, VirtualMicError

PIPE_BYTES = 4096  # the smallest there is: 21 ms of 48 kHz mono at most wait in it
SAMPLE_BYTES = 4
BLOCK_SECONDS = 0.005
PATIENCE_SECONDS = 2.0
TICK_SECONDS = 0.001


class MicrophonePipe:
    """One microphone's named pipe, opened at the first write.

    Only whole samples of all channels enter the pipe, a page at most at a time: so a write is never torn.
    """

    def __init__(self, path: Path, channels: int) -> None:
        self._path = path
        self._sample_bytes = channels * SAMPLE_BYTES
        self._descriptor: int | None = None
        self._lock = threading.Lock()  # one thread may play while another ends the server

    def write(self, samples: object) -> None:
        """Wait until all samples are in the pipe; fail when nobody reads it for PATIENCE_SECONDS."""
        for piece in self._pieces(samples):
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not self._put(piece):
                if time.monotonic() > deadline:
                    raise NobodyListensError(f"nobody has listened to {self._path.stem} for {PATIENCE_SECONDS:g} s")
                time.sleep(TICK_SECONDS)

    def offer(self, samples: object) -> int:
        """Write what has room now, as a microphone does that nobody may be listening to; give the samples dropped."""
        return sum(len(piece) // self._sample_bytes for piece in self._pieces(samples) if not self._put(piece))

    def blocks_of(self, samples: object, rate: int) -> Iterator[memoryview]:
        """The samples in blocks of a few milliseconds."""
        view = _bytes_of(samples)
        step = max(1, round(rate * BLOCK_SECONDS)) * self._sample_bytes
        return (view[start : start + step] for start in range(0, len(view), step))

    def close(self) -> None:
        """Let go of the pipe; the next write opens it again."""
        with self._lock:
            self._let_go()

    def _pieces(self, samples: object) -> Iterator[memoryview]:
        view = _bytes_of(samples)
        if len(view) % self._sample_bytes:
            raise VirtualMicError(f"samples come in {self._sample_bytes} bytes each, got {len(view)} bytes")
        return (view[start : start + PIPE_BYTES] for start in range(0, len(view), PIPE_BYTES))

    def _put(self, piece: memoryview) -> bool:
        with self._lock:
            try:
                os.write(self._opened(), piece)
            except BlockingIOError:
                return False
            except BrokenPipeError:
                self._let_go()
                raise VirtualMicError(f"{self._path.stem} is gone: its sound server has ended") from None
        return True

    def _opened(self) -> int:
        if self._descriptor is None:
            try:
                self._descriptor = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                raise VirtualMicError(f"{self._path.stem} is not there: its sound server does not run") from None
            fcntl.fcntl(self._descriptor, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        return self._descriptor

    def _let_go(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def paced(blocks: Iterable[memoryview], rate: int, channels: int) -> Iterator[memoryview]:
    """The blocks, each at its time by the clock; one that is late comes at once."""
    start = time.monotonic()
    samples = 0
    for block in blocks:
        time.sleep(max(0.0, start + samples / rate - time.monotonic()))
        yield block
        samples += len(block) // (channels * SAMPLE_BYTES)


def _bytes_of(samples: object) -> memoryview:
    view = memoryview(samples)
    if view.format not in ("f", "B"):
        raise VirtualMicError(f"a microphone takes float32 samples (or their bytes), got format {view.format!r}")
    return view.cast("B")
