"""OpenFile: a recording that grows on the disk; however its writer ends, it can be read."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from errno import EDQUOT, EFBIG, ENOENT, ENOSPC
from pathlib import Path

from livemel.recording import lock
from livemel.recording.pcm24 import BYTES
from livemel.recording.w64 import HEAD_BYTES, head, sample_rate_of

BINARY = getattr(os, "O_BINARY", 0)
FULL = {ENOSPC: "the disk is full", EDQUOT: "the quota is full", EFBIG: "the file may not grow any more"}


class OpenFile:
    """A W64 file of one channel and 24 bits that its writer has locked. Every method may raise OSError.

    Made by `create` or `take_over`.
    """

    def __init__(self, path: Path, fd: int, sample_rate: int, data_bytes: int = 0) -> None:
        self.path = path
        self.sample_rate = sample_rate
        """Hz; 0 where no head of ours says it."""
        self._fd = fd
        self._bytes = data_bytes

    @classmethod
    def create(cls, path: Path, sample_rate: int) -> OpenFile:
        """A file that must not be there yet; nobody but its owner may read it."""
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
        file = cls(path, fd, sample_rate)
        try:
            lock.hold(fd)
            file.publish()
            os.lseek(fd, HEAD_BYTES, os.SEEK_SET)
        except OSError:
            file.close()
            with suppress(OSError):
                path.unlink()
            raise
        return file

    @classmethod
    def take_over(cls, path: Path) -> OpenFile | None:
        """A file whose writer is dead; None while somebody has it."""
        fd = os.open(path, os.O_RDWR | BINARY)
        if not lock.try_to_hold(fd):
            os.close(fd)
            return None
        data_bytes = max(0, os.lseek(fd, 0, os.SEEK_END) - HEAD_BYTES)
        os.lseek(fd, 0, os.SEEK_SET)
        return cls(path, fd, sample_rate_of(os.read(fd, HEAD_BYTES)), data_bytes)

    @property
    def is_ours(self) -> bool:
        """Whether livemel wrote it: it has our head, or its writer died before there was one."""
        return self.sample_rate > 0 or os.fstat(self._fd).st_size == 0

    @property
    def is_quiet(self) -> bool:
        """Whether nobody has written to it of late."""
        return time.time() - os.fstat(self._fd).st_mtime > lock.QUIET_SECONDS

    @property
    def samples(self) -> int:
        """Whole ones in the file."""
        return self._bytes // BYTES

    def append(self, data: bytes) -> None:
        """Add packed samples. Where the disk is full, as much of them as fits."""
        rest = memoryview(data)
        while rest:
            written = os.write(self._fd, rest)
            self._bytes += written
            rest = rest[written:]

    def append_silence(self, samples: int) -> None:
        """Add zeros; they take no room where the file system can leave them out."""
        end = HEAD_BYTES + self._bytes + samples * BYTES
        os.ftruncate(self._fd, end)
        os.lseek(self._fd, end, os.SEEK_SET)
        self._bytes += samples * BYTES

    def publish(self) -> None:
        """Tell the head how much there is: from here on, whoever opens the file reads all of it."""
        end = os.lseek(self._fd, 0, os.SEEK_CUR)
        os.lseek(self._fd, 0, os.SEEK_SET)
        try:
            os.write(self._fd, head(self.sample_rate, self.samples * BYTES))
        finally:
            os.lseek(self._fd, end, os.SEEK_SET)

    def check_that_it_is_there(self) -> None:
        """Raise FileNotFoundError where somebody has deleted or moved it: a system may let us write on into nothing."""
        if not os.path.samestat(os.stat(self.path), os.fstat(self._fd)):
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(self.path))

    def sync(self) -> None:
        """Wait until the disk itself has it: what a power cut spares."""
        os.fsync(self._fd)

    def mend_end(self) -> None:
        """Cut off the part of a sample that a full disk has left, and tell the head."""
        with suppress(OSError):
            os.ftruncate(self._fd, HEAD_BYTES + self.samples * BYTES)
        self.publish()

    def close(self) -> None:
        """Let it go, and its lock; may be called twice."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)


def reason(error: OSError) -> str:
    """What went wrong, in a few words."""
    return FULL.get(error.errno or 0) or error.strerror or str(error)
