"""Residence: whether our stream still hears the microphone it was opened for."""

from __future__ import annotations

import time

from livemel.audio.server.answers import Answer
from livemel.audio.server.pulse import RecordingStream, recording_streams_later
from livemel.audio.server.watch import StreamWatch

PATIENCE_SECONDS = 0.5
"""A server that has not answered by then is believed to have left the stream alone, and asked again."""


class Residence:
    """Asks the sound server whenever it touched a stream. Worker thread.

    Until the answer is there the samples are `in_doubt`: whoever holds them back never shows another microphone's.
    """

    def __init__(self, source: str, mark: str) -> None:
        self.now_at: str | None = source
        self._source = source
        self._mark = mark
        self._watch = StreamWatch()
        self._is_overdue = False
        self._asked_at = time.monotonic()
        self._question: Answer[list[RecordingStream]] | None = recording_streams_later()

    @property
    def in_doubt(self) -> bool:
        """Whether a question is open that the server may still answer, or one is to be asked."""
        return (self._question is not None and not self._is_overdue) or not self._watch.is_quiet

    def moved(self) -> bool:
        """Whether the stream is known to hear something else; never waits."""
        if self._watch.take_touched():
            self._ask()
        if self._question is None:
            return False
        if not self._question.ready:
            if time.monotonic() - self._asked_at > PATIENCE_SECONDS:
                self._ask()
                self._is_overdue = True
            return False
        ours = [stream for stream in self._question.wait(0) if stream.mark == self._mark]
        self._question = None
        self._is_overdue = False
        if not ours:
            return False  # no server, or one that does not keep marks: the stream itself tells when it ends
        self.now_at = ours[0].source
        return self.now_at != self._source

    def _ask(self) -> None:
        self._asked_at = time.monotonic()
        self._question = recording_streams_later()

    def close(self) -> None:
        """End the watch."""
        self._watch.close()
