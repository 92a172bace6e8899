"""Write a file so that whoever opens it finds the old one or the whole new one, never a half."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from livemel.errors import LivemelError


@contextmanager
def written_whole(path: str) -> Iterator[BinaryIO]:
    """A file to write into that takes its place at `path` when the `with` ends well, and vanishes when it does not.

    Raises
    ------
    LivemelError
        If it cannot be written.
    """
    target = os.path.realpath(path)
    try:
        if os.path.exists(target) and not os.path.isfile(target):  # a device or a pipe cannot be replaced
            with open(target, "wb") as file:
                yield file
        else:
            with _replacing(target) as file:
                yield file
    except OSError as error:
        raise LivemelError(f"cannot write {path}: {error.strerror or error}") from error


@contextmanager
def _replacing(target: str) -> Iterator[BinaryIO]:
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name[:64]}.{secrets.token_hex(4)}.part")
    try:
        with open(temporary, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())  # the name may not reach the disk before the contents
        os.replace(temporary, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
