"""StreamWatch: tells at once when the sound server touches a recording stream, so that a move is never missed."""

from __future__ import annotations

import threading
import time
from contextlib import closing, suppress
from typing import Any

LISTEN_SECONDS = 0.5
"""How long the thread sleeps at most; an event comes through at once."""
JOIN_SECONDS = 0.02
PATIENCE_SECONDS = 1.0


class StreamWatch:
    """A connection of its own to the sound server that only listens. Without a server it never tells anything."""

    def __init__(self) -> None:
        self._touched = threading.Event()
        self._stop = threading.Event()
        self._server: Any = None
        self._thread = threading.Thread(target=self._run, name="livemel stream watch", daemon=True)
        self._thread.start()

    def take_touched(self) -> bool:
        """Whether a stream was touched since the last call. Worker thread."""
        touched = self._touched.is_set()
        if touched:
            self._touched.clear()
        return touched

    def close(self) -> None:
        """End, as a rule at once; a thread that a frozen server holds is left to itself."""
        self._stop.set()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._thread.is_alive() and time.monotonic() < deadline:
            if self._server is not None:
                self._server.event_listen_stop()  # nothing, if the thread does not sleep just now
            self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        with suppress(Exception):  # no pulsectl, no server, or the server went: the stream itself tells that
            self._listen()

    def _listen(self) -> None:
        import pulsectl

        with closing(pulsectl.Pulse("livemel watch", connect=False)) as server:
            server.connect(autospawn=False)
            server.event_mask_set("source_output")
            server.event_callback_set(lambda _event: self._touched.set())
            self._server = server
            while not self._stop.is_set():
                server.event_listen(timeout=LISTEN_SECONDS)
            self._server = None
