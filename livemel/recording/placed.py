"""Write a file beside its place and put it there when it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from livemel.recording.open_file import BINARY

MAX_NAME_BYTES = 240
"""With what an unfinished file's name has besides, it fits every file system."""


def unfinished(target: Path) -> Path:
    """Where a file is written until it is whole."""
    name = target.name
    while len(os.fsencode(name)) > MAX_NAME_BYTES:
        name = name[:-1]
    return target.with_name(f".{name}.part")


def sweep(folder: Path, name: str) -> None:
    """Remove what a killed program has left unfinished of the files that begin with a name and a dot."""
    for part in folder.glob(f".{escape(name)}.*.part"):
        with suppress(OSError):
            part.unlink()


@contextmanager
def placed(target: Path, mode: int = 0o600) -> Iterator[int]:
    """A file descriptor to write to; the file takes its place when the `with` ends well, and vanishes when it does not.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    part = unfinished(target)
    fd = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | BINARY, mode)
    try:
        try:
            yield fd
            os.fsync(fd)
        finally:
            os.close(fd)
        os.replace(part, target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def place_text(target: Path, text: str) -> None:
    """Write a text, UTF-8. Raises OSError."""
    with placed(target) as fd:
        data = memoryview(text.encode())
        while data:
            data = data[os.write(fd, data) :]
