"""A whole file through the engine, with progress for who waits."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from livemel.audio.files import FileSource
from livemel.commands.progress import Progress
from livemel.dsp.arrays import Floats
from livemel.runtime.session import Session


def run_through(session: Session, source: FileSource, task: str) -> None:
    """Step until the file has ended; `task` names what is done, such as "drawing voice.wav"."""
    progress = Progress(task, sys.stderr)
    try:
        while not session.finished:
            session.step()
            progress.at((session.stats.samples_received + session.stats.samples_lost) / source.length)
    finally:
        progress.done()


def followed(blocks: Iterable[Floats], frames: int, task: str) -> Iterator[Floats]:
    """The same blocks, of so many `frames` in all; `task` names what is done with them."""
    progress = Progress(task, sys.stderr)
    done = 0
    try:
        for block in blocks:
            yield block
            done += len(block)
            progress.at(done / frames)
    finally:
        progress.done()
