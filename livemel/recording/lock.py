"""Lock: who writes a recording holds it, and the system lets it go however the writer dies."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress

QUIET_SECONDS = 10.0
"""Where the file system knows no locks, a file that nobody has written to for so long is nobody's."""
FAR = 1 << 40
"""Byte that is locked where only bytes can be: far behind every recording, so that all of it can be read."""


def hold(fd: int) -> None:
    """Take the lock of a file that is ours; waits for those who only look."""
    with suppress(OSError):  # a file system without locks: whoever looks goes by the time of the last write
        _lock(fd, wait=True)


def try_to_hold(fd: int) -> bool:
    """Take the lock if its holder is dead. It goes when `fd` is closed."""
    try:
        _lock(fd, wait=False)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return time.time() - os.fstat(fd).st_mtime > QUIET_SECONDS
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int, wait: bool) -> None:
        here = os.lseek(fd, 0, os.SEEK_CUR)
        try:
            os.lseek(fd, FAR, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(fd, here, os.SEEK_SET)

else:
    import fcntl

    def _lock(fd: int, wait: bool) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
