"""Encoding: whole steps of 24 bits into a FLAC or WAV file through libsndfile, and out of it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from livemel.errors import LivemelError
from livemel.recording.open_file import BINARY, FULL
from livemel.recording.pcm24 import BYTES

if TYPE_CHECKING:
    from soundfile import SoundFile

BLOCK = 1 << 16
"""Samples at a time: a cancel is heard and progress told between two."""
FLAC_MAX_RATE = 655350
FLAC_ANY_RATE = 65535
"""Above it FLAC takes multiples of 10 Hz alone."""
WAV_MAX_BYTES = (1 << 32) - (1 << 16)


class Cancelled(Exception):
    """Somebody does not want it any more."""


def fitting_kind(wanted: str, sample_rate: int, samples: int) -> str:
    """`wanted` if it can hold that much at that rate; else what can: FLAC, then WAV, then W64."""
    if wanted == "flac" and (sample_rate > FLAC_MAX_RATE or (sample_rate > FLAC_ANY_RATE and sample_rate % 10)):
        wanted = "wav"
    if wanted == "wav" and samples * BYTES > WAV_MAX_BYTES:
        wanted = "w64"
    return wanted


def encode(
    fd: int, path: Path, kind: str, sample_rate: int, blocks: Iterable[NDArray[np.int32]], comment: str = ""
) -> None:
    """Write blocks, shape (n,), int32 in the upper 24 bits, to an empty file, with a comment for whoever reads it.

    Raises
    ------
    LivemelError
        If libsndfile cannot, or not all of it is there.
    """
    with _plain_errors(path), _opened(fd, path, "w", sample_rate, 1, "PCM_24", format=kind.upper()) as file:
        if comment:
            file.comment = comment
        for block in blocks:
            file.write(block)
        written = file.frames
    _check_that_all_is_there(path, written)


def _check_that_all_is_there(path: Path, samples: int) -> None:
    """A FLAC file's end is written when it is closed, and libsndfile does not say if that fails; its head does."""
    with decoding(path) as file:
        found = file.frames
    with _plain_errors(path):
        if found != samples:
            raise RuntimeError("not all was written")


@contextmanager
def decoding(path: Path) -> Iterator[SoundFile]:
    """A sound file for reading.

    Raises
    ------
    LivemelError
        If libsndfile cannot read it.
    OSError
        If it is not there.
    """
    fd = os.open(path, os.O_RDONLY | BINARY)
    try:
        with _plain_errors(path), _opened(fd, path) as file:
            yield file
    finally:
        os.close(fd)


def blocks_of(file: SoundFile, tell: Callable[[int], None]) -> Iterator[NDArray[np.int32]]:
    """What is in a file, shape (n,) each; `tell` gets how many samples each has."""
    while True:
        block: NDArray[np.int32] = file.read(BLOCK, dtype="int32")
        if not len(block):
            return
        yield block
        tell(len(block))


def is_same_sound(path: Path, other: Path, tell: Callable[[int], None]) -> bool:
    """Whether two files of one channel hold the same samples, bit for bit."""
    with decoding(path) as first, decoding(other) as second:
        if (first.frames, first.samplerate, first.channels) != (second.frames, second.samplerate, second.channels):
            return False
        pairs = zip(blocks_of(first, tell), blocks_of(second, lambda _: None), strict=True)
        return all(np.array_equal(a, b) for a, b in pairs)


def _opened(fd: int, path: Path, *wanted: object, **more: object) -> SoundFile:
    try:
        import soundfile
    except OSError as error:  # the library that it wraps is not there
        raise LivemelError(f"cannot read or write sound files: {error}; install libsndfile") from error
    # the number of the open file: soundfile cannot encode every name
    return soundfile.SoundFile(str(path) if sys.platform == "win32" else fd, *wanted, closefd=False, **more)


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (RuntimeError, AssertionError) as error:  # soundfile asserts that all was written
        name = path.name.removeprefix(".").removesuffix(".part")
        raise LivemelError(f"cannot read or write {name}: {_cause(error, path.parent)}") from error


def _cause(error: Exception, folder: Path) -> str:
    """The words of libsndfile; it has none for the commonest cause."""
    if shutil.disk_usage(folder).free < BLOCK * BYTES:
        return FULL[ENOSPC]
    return str(getattr(error, "error_string", error)).strip().rstrip(".") or "not all was written"
