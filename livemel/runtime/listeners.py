"""Listeners: all who hear a session that is looked at: the picture, the ledger, the doctor, the recorder."""

from __future__ import annotations

from collections.abc import Sequence

from livemel.audio.source import Source
from livemel.runtime.feed import FEED_COLUMNS, Feed, Sink
from livemel.runtime.health.doctor import Health
from livemel.runtime.ledger import Ledger


class Listeners:
    """The sinks of one session. `of` is called once, when its source is open.

    Parameters
    ----------
    others
        Sinks that outlive the session, such as a recorder.
    """

    def __init__(self, *others: Sink) -> None:
        self.feed = Feed(FEED_COLUMNS)
        self.others = others
        """Sinks that outlive the session."""
        self._health: Health | None = None
        self._ledger: Ledger | None = None

    def of(self, source: Source) -> Sequence[Sink]:
        """The sinks of a session of `source`."""
        self._health, self._ledger = Health(source), Ledger(source.sample_rate)
        return (self.feed, self._health, self._ledger, *self.others)

    @property
    def health(self) -> Health:
        """How the source is; known once it is open."""
        assert self._health is not None
        return self._health

    @property
    def ledger(self) -> Ledger:
        """What was lost; known once the source is open."""
        assert self._ledger is not None
        return self._ledger
