"""Export: a selection of samples as a FLAC or WAV file of 24 bits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livemel.errors import LivemelError
from livemel.recording.encoding import BLOCK, encode, fitting_kind
from livemel.recording.finishing import Asked, Counting, Progress
from livemel.recording.open_file import reason
from livemel.recording.pcm24 import for_libsndfile, whole_steps
from livemel.recording.placed import placed, unfinished

EXPORTED = 0o666
"""Less what the person's umask takes away: an export is for others."""


def export_sound(
    path: Path,
    samples: NDArray[np.float32],
    sample_rate: int,
    kind: str = "flac",
    progress: Progress = lambda _: None,
    cancelled: Asked = lambda: False,
    mode: int = EXPORTED,
    comment: str = "",
) -> int:
    """Write samples to a file, which is there when all of it is; one that was there before is replaced.

    Parameters
    ----------
    path
        With its ending.
    samples
        Shape (n,). What is not a number, as where sound was lost, becomes silence.
    sample_rate
        Hz.
    kind
        "flac" or "wav".
    progress, cancelled
        Called every 65536 samples: takes the fraction done; tells whether to stop.
    mode
        Who may read it, as chmod says it, less the umask.
    comment
        Kept in the file, for programs that show it.

    Returns
    -------
    int
        How many samples were louder than full scale and are cut to it.

    Raises
    ------
    Cancelled
        If it was; nothing is left of it.
    LivemelError
        If it cannot be written, or the kind cannot hold it.
    """
    fitting = fitting_kind(kind, sample_rate, len(samples))
    if fitting != kind or kind not in ("flac", "wav"):
        raise LivemelError(
            f"{path.name} must be flac (up to 655350 Hz) or wav (up to 4 GB), got {kind} at {sample_rate} Hz"
        )
    tell = Counting(len(samples), progress, cancelled)
    clipped = [0]
    try:
        with placed(path, mode) as fd:
            encode(fd, unfinished(path), kind, sample_rate, _blocks(samples, tell, clipped), comment)
    except OSError as error:
        raise LivemelError(f"cannot write {path}: {reason(error)}; choose another place") from error
    return clipped[0]


def _blocks(samples: NDArray[np.float32], tell: Counting, clipped: list[int]) -> Iterator[NDArray[np.int32]]:
    for begin in range(0, len(samples), BLOCK):
        steps, louder = whole_steps(samples[begin : begin + BLOCK])
        clipped[0] += louder
        yield for_libsndfile(steps)
        tell(len(steps))
