"""A microphone and a screen made of software, for one bench."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mic_wiring import Wiring
from screen import Screen
from virtual_microphone import VirtualMicrophone


@contextlib.contextmanager
def wired(wiring: Wiring | None = None) -> Iterator[tuple[VirtualMicrophone, Screen]]:
    with (
        tempfile.TemporaryDirectory(prefix="livemel-mic-") as folder,
        Screen() as screen,
        VirtualMicrophone(Path(folder) / "state", wiring or Wiring()) as mic,
    ):
        yield mic, screen
