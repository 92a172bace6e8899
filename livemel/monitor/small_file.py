"""A small file, read: what somebody names by mistake, as a device without an end, is refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def read_small(path: Path, most_bytes: int) -> str:
    """All that is in a file or comes out of a pipe, UTF-8 with or without its mark.

    Raises
    ------
    OSError
        If it cannot be read.
    ValueError
        If it is neither, has more than `most_bytes`, or is no text; says so.
    """
    status = os.stat(path)
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
        raise ValueError("must be a file or a pipe, got a folder or a device")
    with path.open("rb") as file:
        read = file.read(most_bytes + 1)
    if len(read) > most_bytes:
        raise ValueError(f"must have at most {most_bytes} bytes, got more")
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError as error:  # its own text holds the bytes
        raise ValueError(f"must be UTF-8, got other bytes at {error.start}") from None
