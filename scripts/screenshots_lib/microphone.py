"""The scene of a microphone that goes and comes back: a sound server of our own, which is ended and started again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from livemel.gui.side.ledger_table import LedgerTable
from screenshots_lib.room import NAMES, server_in
from screenshots_lib.saving import save
from screenshots_lib.scenes import SECONDS, SIZE
from screenshots_lib.stage import stage

GONE_SECONDS = 2.0
CAUSE, GONE = 2, "device lost"
"""A column of the ledger, and what stands there."""


def microphone() -> None:
    """It is heard, it is gone, it is back: one loss of its true length."""
    with tempfile.TemporaryDirectory(prefix="livemel-mic-") as folder, server_in(Path(folder)) as server:
        os.environ.update(server.environment)
        with _sound_in(folder), stage(*SIZE, "source.kind=mic", f"source.device={NAMES[0]}", SECONDS) as here:
            here.hear(8.5)
            server.kill()
            here.wait(GONE_SECONDS)
            save(here.picture(), "unavailable")
            server.restart()
            here.do("facts")
            here.hear(17.0)
            _show_lost_sound(here.window.findChild(LedgerTable))
            here.wait(0.1)
            save(here.picture(), "facts")


def _show_lost_sound(table: LedgerTable) -> None:
    """The row of the microphone that was gone."""
    rows = table.model()
    assert rows is not None
    causes = (rows.index(row, CAUSE) for row in range(rows.rowCount()))
    table.scrollTo(next(each for each in causes if each.data() == GONE), table.ScrollHint.PositionAtTop)


@contextmanager
def _sound_in(folder: str) -> Iterator[None]:
    """The demonstration goes on in a room, which is a process: what the window is busy with does not stop it."""
    words, pipe = [sys.executable, "-m", "screenshots_lib.room", folder], subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe) as room:
        assert room.stdin is not None
        assert room.stdout is not None
        room.stdout.readline()  # it sounds
        try:
            yield
        finally:
            room.stdin.close()
