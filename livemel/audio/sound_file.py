"""A sound file, opened and found to hold sound; what is wrong with it is told in a sentence."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING, BinaryIO

from livemel.errors import SourceError

if TYPE_CHECKING:
    from soundfile import SoundFile

KINDS = "WAV, FLAC, OGG and others"


def opened(path: str) -> BinaryIO:
    """The file for reading, if it is one that can hold sound."""
    if not path:
        raise SourceError("source.path must name a sound file, got nothing; use --source file:PATH")
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise SourceError(f"cannot read {path}: it is a folder; name a sound file in it")
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(f"cannot read {path}: it is no regular file; a pipe is read with --source stdin")
        if not status.st_size:
            raise SourceError(f"cannot read {path}: the file is empty (0 bytes)")
        return open(path, "rb", buffering=0)
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot read {path}: {reason(error)}") from error


def decoded(path: str, raw: BinaryIO) -> SoundFile:
    """What libsndfile makes of the open file."""
    try:
        import soundfile
    except OSError as error:  # the library that it wraps is not there
        raise SourceError(f"cannot read sound files: {reason(error)}; install libsndfile") from error
    try:
        # the number of the open file: soundfile cannot encode every name, and takes a name ending in .raw for its kind
        return soundfile.SoundFile(path if sys.platform == "win32" else raw.fileno(), closefd=False)
    except (RuntimeError, TypeError, ValueError) as error:
        raise SourceError(
            f"cannot read {path}: it must be sound that libsndfile reads ({KINDS}), got {reason(error)}"
        ) from error


def reason(error: Exception) -> str:
    """The library's own words, without the name of the file."""
    text = getattr(error, "error_string", None) or getattr(error, "strerror", None) or str(error)
    return str(text).removeprefix("Error : ").strip().rstrip(".")
