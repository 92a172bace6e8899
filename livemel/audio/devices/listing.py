"""DeviceList: the microphones there are, kept up to date while one of them is listened to."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from livemel.audio.devices.helper import LIMIT_SECONDS, Listing, ask_helper
from livemel.audio.server.answers import Answer
from livemel.audio.server.watch import DEVICES, StreamWatch

QUIET_SECONDS = 0.2
"""A microphone that is plugged in makes several events: so long none may come before the list is read."""
WATCH_AGAIN_SECONDS = 2.0
"""Where there is no sound server, so often one is looked for."""
GIVEN_UP_SECONDS = LIMIT_SECONDS + 5.0
"""A question that was never put for want of room is put anew."""


class DeviceList:
    """Reads the list when it is asked to, and by itself when the sound server says that something came or went.

    Nothing here waits, and PortAudio in this process is left alone. One thread calls `refresh`, `poll`, `close`.

    Parameters
    ----------
    ask
        Reads the list, on a thread of its own.
    """

    def __init__(self, ask: Callable[[], Listing] = ask_helper) -> None:
        self.listing: Listing | None = None
        """The newest without an error; None until there is one."""
        self.error = ""
        """Why the last reading failed; empty when it did not."""
        self._ask = ask
        self._question: Answer[Listing] | None = None
        self._asked_at = 0.0
        self._read_at: float | None = None  # the monotonic time from which on the list is to be read
        self._watch = StreamWatch(DEVICES)
        self._watched_at = time.monotonic()
        self._was_listening = False
        self.refresh()

    @property
    def is_reading(self) -> bool:
        """Whether a newer list is on its way."""
        return self._question is not None or self._read_at is not None

    def refresh(self) -> None:
        """Read the list soon."""
        self._read_at = time.monotonic()

    def poll(self) -> bool:
        """Whether `listing` or `error` has changed. Never waits; call it a few times a second."""
        now = time.monotonic()
        self._look_at_server(now)
        changed = self._take_answer(now)
        if self._question is None and self._read_at is not None and now >= self._read_at:
            self._question, self._asked_at, self._read_at = Answer(self._ask, Listing()), now, None
        return changed

    def close(self) -> None:
        """End the watch; a helper that still reads ends by itself."""
        self._watch.close()

    def _look_at_server(self, now: float) -> None:
        """What it says; that it came or went says as much."""
        is_listening = self._watch.is_listening
        if self._watch.take_touched() or is_listening is not self._was_listening:
            self._was_listening = is_listening
            self._read_at = now + QUIET_SECONDS
        if sys.platform == "linux" and self._watch.has_ended and now - self._watched_at > WATCH_AGAIN_SECONDS:
            self._watch = StreamWatch(DEVICES)
            self._watched_at = now

    def _take_answer(self, now: float) -> bool:
        question = self._question
        if question is None:
            return False
        if not question.ready:
            if now - self._asked_at > GIVEN_UP_SECONDS:
                self._question, self._read_at = None, now
            return False
        self._question = None
        found, before = question.wait(0), (self.listing, self.error)
        self.error = found.error
        if not found.error:
            self.listing = found
        return (self.listing, self.error) != before
