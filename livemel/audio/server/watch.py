"""StreamWatch: tells at once when the sound server touches a recording stream, or when microphones come and go."""

from __future__ import annotations

import select
import threading
import time
from contextlib import closing, suppress
from typing import Any

LISTEN_SECONDS = 0.5
"""How long the thread sleeps at most; an event comes through at once."""
JOIN_SECONDS = 0.02
PATIENCE_SECONDS = 1.0

STREAMS = frozenset(("source_output", what) for what in ("new", "change", "remove"))
DEVICES = frozenset([("source", "new"), ("source", "remove"), ("server", "change")])
"""Microphones that come and go, and another default one; not every turn of a volume."""


class StreamWatch:
    """A connection of its own to the sound server that only listens. Without a server it never tells anything.

    `concerns` are the events that count, each a facility and what happens to it, as PulseAudio names them.
    """

    def __init__(self, concerns: frozenset[tuple[str, str]] = STREAMS) -> None:
        self._concerns = concerns
        self._touched = threading.Event()
        self._sleeps_at: tuple[tuple[int, int], ...] | None = None  # files and their events; None while it is awake
        self._stop = threading.Event()
        self._server: Any = None
        self._thread = threading.Thread(target=self._run, name="livemel stream watch", daemon=True)
        self._thread.start()

    @property
    def is_listening(self) -> bool:
        """Whether there is a server that would be heard."""
        return self._server is not None and self._thread.is_alive()

    @property
    def has_ended(self) -> bool:
        """Whether it will never tell anything any more: there was no server, or it went."""
        return not self._thread.is_alive()

    def take_touched(self) -> bool:
        """Whether something that counts happened since the last call. Worker thread."""
        touched = self._touched.is_set()
        if touched:
            self._touched.clear()
        return touched

    @property
    def is_quiet(self) -> bool:
        """Whether nothing that counts has happened that `take_touched` has not told. Any thread.

        The thread that listens may have been woken and not come to speak yet: while it is awake, or there is something
        to be read where it sleeps, nobody knows.
        """
        if not self.is_listening:
            return True
        sleeps_at = self._sleeps_at
        if sleeps_at is None or _happened(sleeps_at, 0.0):
            return False
        return not self._touched.is_set()

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
            server.event_mask_set(*{facility for facility, _ in self._concerns})
            server.event_callback_set(self._note)
            server.set_poll_func(self._sleep)
            self._server = server
            while not self._stop.is_set():
                server.event_listen(timeout=LISTEN_SECONDS)
            self._server = None

    def _sleep(self, polled: list[Any], seconds: float) -> int:
        """What PulseAudio's library calls to wait at `polled`: pollfd structures, whose events are to be filled in."""
        sleeps_at = tuple((each.fd, each.events) for each in polled)
        self._sleeps_at = sleeps_at
        try:
            happened = _happened(sleeps_at, seconds)
        finally:
            self._sleeps_at = None
        for each in polled:
            each.revents = happened.get(each.fd, 0)
        return len(happened)

    def _note(self, event: Any) -> None:
        """The watch's own thread."""
        if (event.facility, event.t) in self._concerns:
            self._touched.set()


def _happened(files: tuple[tuple[int, int], ...], seconds: float) -> dict[int, int]:
    """Which of `files`, each with the events that are waited for, have had some; waits so long, without end below 0."""
    poll = select.poll()
    for file, events in files:
        poll.register(file, events)
    return dict(poll.poll(None if seconds < 0 else 1000 * seconds))
