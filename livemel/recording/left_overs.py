"""Left-overs: recordings whose writer died; they are found, and finished."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from livemel.errors import LivemelError
from livemel.recording.finishing import Asked, Progress, discard_if_empty, finish
from livemel.recording.names import OPEN, name_of
from livemel.recording.open_file import OpenFile, reason
from livemel.recording.sidecars import Sidecars


@dataclass(frozen=True)
class LeftOver:
    """A recording that nobody writes any more and nobody has finished."""

    path: Path
    seconds: float


def find_left_overs(folder: Path) -> list[LeftOver]:
    """Those in a folder whose writer is dead, oldest name first; none where the folder is not there or not readable.

    One that a living process writes is left alone, and so are files that only have such a name.
    """
    found = []
    for path in sorted(folder.glob(f"*{OPEN}")):
        try:
            file = OpenFile.take_over(path) if path.is_file() else None
        except OSError:
            continue
        if file is None:
            continue
        with closing(file):
            if file.is_ours and (file.samples or file.is_quiet):
                found.append(LeftOver(path, file.samples / max(1, file.sample_rate)))
    return found


def remove_empty_left_overs(folder: Path) -> None:
    """Remove those without a sample whose writer is dead, at once: for a folder in which nobody else begins any."""
    for path in folder.glob(f"*{OPEN}"):
        with suppress(OSError):
            file = OpenFile.take_over(path) if path.is_file() else None
            if file is not None:
                with closing(file):
                    if file.is_ours:
                        discard_if_empty(file)


def finish_left_over(
    path: Path,
    kind: str = "flac",
    progress: Progress = lambda _: None,
    cancelled: Asked = lambda: False,
) -> Path | None:
    """Make a left-over a finished recording; the W64 is removed when the other was read back complete.

    Parameters
    ----------
    path
        As `find_left_overs` tells it.
    kind
        "flac", "wav" or "w64".
    progress, cancelled
        Called between blocks: takes the fraction done; tells whether to stop.

    Returns
    -------
    Path or None
        The finished file; None if the left-over held no sample and is gone.

    Raises
    ------
    Cancelled
        If it was; the left-over stays.
    LivemelError
        If somebody writes it, it is no recording of livemel's, or the disk refuses; it stays as well.
    """
    try:
        file = OpenFile.take_over(path)
        if file is None:
            raise LivemelError(f"{path} is being written by another livemel; stop that recording first")
        with closing(file):
            if not file.is_ours:
                raise LivemelError(f"{path} is not a recording that livemel left open; open it with another program")
            if discard_if_empty(file):
                return None
            file.mend_end()
            return finish(file, Sidecars.left_over(path.parent, name_of(path)), kind, progress, cancelled)
    except OSError as error:
        raise LivemelError(f"cannot finish {path}: {reason(error)}; make room or give the right to write") from error
