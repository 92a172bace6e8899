"""A microphone made of software and a home for a monitor, for one bench."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mic_wiring import Wiring
from virtual_microphone import VirtualMicrophone


@contextlib.contextmanager
def heard(wiring: Wiring | None = None) -> Iterator[tuple[VirtualMicrophone, Path]]:
    with (
        tempfile.TemporaryDirectory(prefix="livemel-bench-") as place,
        VirtualMicrophone(Path(place) / "mic", wiring or Wiring()) as mic,
    ):
        yield mic, Path(place) / "home"
