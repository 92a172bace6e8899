"""Lookout: watches for a microphone of the sound server that has gone, so that it is heard as soon as it is back."""

from __future__ import annotations

from livemel.audio.server.answers import Answer
from livemel.audio.server.pulse import ANSWER_SECONDS, ServerSource, server_sources_later

LOOK_SECONDS = 0.1
"""From one answer to the next question: a refused connection, or 3 ms of a thread of its own."""


class Lookout:
    """Asks the server where PortAudio would have to be started anew. Worker thread; never waits."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._was_away = False
        self._look_at = 0.0
        self._asked_at = 0.0
        self._question: Answer[list[ServerSource]] | None = None

    def sees_return(self, now: float) -> bool:
        """Whether the source, away when it was looked for before, is there at the monotonic time `now`. True once."""
        if self._question is None:
            if now >= self._look_at:
                self._question = server_sources_later()
                self._asked_at = now
            return False
        if not self._question.ready:
            if now - self._asked_at > ANSWER_SECONDS:
                self._question = None
            return False
        is_there = any(source.name == self._source for source in self._question.wait(0))
        returned = is_there and self._was_away
        self._was_away = not is_there
        self._question = None
        self._look_at = now + LOOK_SECONDS
        return returned
