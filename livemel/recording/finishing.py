"""Finishing: a recording that is over becomes FLAC or WAV, and the W64 goes when that was read back whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from livemel.errors import LivemelError
from livemel.recording.encoding import Cancelled, blocks_of, decoding, encode, fitting_kind, is_same_sound
from livemel.recording.names import name_of
from livemel.recording.open_file import OpenFile
from livemel.recording.placed import placed, sweep, unfinished
from livemel.recording.sidecars import Sidecars

Progress = Callable[[float], None]
"""Takes the fraction that is done, 0 to 1."""
Asked = Callable[[], bool]


class Counting:
    """Tells progress in samples as a fraction; raises Cancelled as soon as it is asked for."""

    def __init__(self, samples: int, progress: Progress, cancelled: Asked) -> None:
        self._samples = max(1, samples)
        self._progress, self._cancelled = progress, cancelled
        self._done = 0

    def __call__(self, samples: int) -> None:
        """So many more are done."""
        if self._cancelled():
            raise Cancelled
        self._done += samples
        self._progress(min(1.0, self._done / self._samples))


def finish(file: OpenFile, sidecars: Sidecars, kind: str, progress: Progress, cancelled: Asked) -> Path:
    """Make what was recorded a `kind` of file beside it, write its labels, remove what was open. Closes `file`.

    Parameters
    ----------
    file
        Whole and ours; stays where it is if anything goes wrong.
    sidecars
        Its labels.
    kind
        "flac", "wav" or "w64"; another one where that cannot hold it.
    progress, cancelled
        Are told, and asked, between blocks.

    Returns
    -------
    Path
        Of the finished file.

    Raises
    ------
    Cancelled
        If it was.
    LivemelError, OSError
        If it cannot be written.
    """
    path, rate, samples = file.path, file.sample_rate, file.samples
    try:
        kind = fitting_kind(kind, rate, samples)
        target = path.with_name(f"{name_of(path)}.{kind}")
        if kind != "w64":
            _convert(path, target, kind, Counting(2 * samples, progress, cancelled))
        sidecars.finish(samples / rate, rate)
    finally:
        file.close()
    if kind == "w64":
        os.replace(path, target)
    else:
        path.unlink(missing_ok=True)
    sweep(path.parent, name_of(path))
    return target


def _convert(path: Path, target: Path, kind: str, tell: Counting) -> None:
    """Write beside, read back, put in place."""
    if target.exists():  # a writer that died in the last moment
        if is_same_sound(path, target, tell):
            return
        raise LivemelError(f"{target} is there already and holds another sound; move it, then finish {path.name} again")
    with placed(target) as fd:
        with decoding(path) as source:
            encode(fd, unfinished(target), kind, source.samplerate, blocks_of(source, tell))
        if not is_same_sound(path, unfinished(target), tell):
            raise LivemelError(f"{target.name} was written and does not read as it was recorded; {path} is kept")


def discard_if_empty(file: OpenFile) -> bool:
    """Remove a file without a sample; whether it was one."""
    if file.samples:
        return False
    file.close()
    with suppress(FileNotFoundError):
        file.path.unlink()
    return True
