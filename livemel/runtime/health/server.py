"""What the sound server says of a microphone that gives nothing: muted, turned down, or a monitor of silence."""

from __future__ import annotations

from livemel.audio.server.answers import Answer
from livemel.audio.server.pulse import ServerSource, server_sources_later

ASK_SECONDS = 1.0
PATIENCE_SECONDS = 2.0
"""A question that is not answered by then is put anew."""


class ServerWord:
    """Asked from time to time, never waited for. The looker's thread."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._asked_at = 0.0
        self._question: Answer[list[ServerSource]] | None = None
        self._said: ServerSource | None = None

    def said(self, now: float) -> ServerSource | None:
        """What was last heard of the source; asks again when that is old at the monotonic time `now`."""
        if self._question is not None and self._question.ready:
            found = self._question.wait(0)
            self._said = next((source for source in found if source.name == self._source), None)
            self._question = None
        age = now - self._asked_at
        if age > PATIENCE_SECONDS or (self._question is None and age > ASK_SECONDS):
            self._question = server_sources_later()
            self._asked_at = now
        return self._said
