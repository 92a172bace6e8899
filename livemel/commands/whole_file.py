"""A whole file through the engine, with progress for who waits."""

from __future__ import annotations

import sys

from livemel.audio.files import FileSource
from livemel.commands.progress import Progress
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
