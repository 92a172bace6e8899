"""Private files: whole or not there, and from the first byte nobody's but their owner's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from livemel.errors import LivemelError
from livemel.recording.open_file import reason
from livemel.recording.placed import placed

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
UNFINISHED = re.compile(r"\.[\w.-]*\d{8}T\d{6}(\d{6})?Z[\w.-]*\.part")
"""What a file of a monitor's is called until it is whole."""


@contextmanager
def private_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write into; it takes its place at `path` when the `with` ends well, and vanishes when it does not.

    Raises
    ------
    LivemelError
        If it cannot be written.
    """
    try:
        with placed(path, PRIVATE_FILE) as fd, open(fd, "wb", closefd=False) as file:
            yield file
    except OSError as error:
        raise LivemelError(f"cannot write {path}: {reason(error)}") from error


def remove_unfinished(folder: Path) -> None:
    """Remove what writes that were killed have left in a folder in which nobody writes now."""
    for path in folder.glob(".*.part"):
        if UNFINISHED.fullmatch(path.name) and path.is_file() and not path.is_symlink():
            with suppress(OSError):
                path.unlink()
