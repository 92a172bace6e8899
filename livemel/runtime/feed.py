"""Feed: the bounded way of the columns from the worker to whoever looks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.float32]

FEED_COLUMNS = 8192
"""Columns that wait at most for a picture: a minute of them at the default settings."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Frames of the engine that follow each other."""

    first_centre: float
    """Sample of the source, counted from the start of the run, at the centre of the first frame."""
    hop_length: float
    """Samples of the source from one frame to the next; whole where nothing is resampled."""
    levels: Levels
    """Shape (m, n_mels)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Samples of the source that are missing."""

    at_sample: int
    """Counted from the start of the run, earlier gaps included."""
    lost: int
    cause: str

    def joined_with(self, following: Gap) -> Gap | None:
        """Both as one, where `following` begins where this one ends and has the same cause; else None."""
        if self.cause != following.cause or self.at_sample + self.lost != following.at_sample:
            return None
        return Gap(self.at_sample, self.lost + following.lost, self.cause)


@dataclass(frozen=True, slots=True)
class Loudness:
    """Level of one block of the analysed channel."""

    peak: float
    """Largest absolute sample."""
    power: float
    """Mean square."""
    samples: int


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples of the analysed channel, told before the columns they complete; never put into a Feed."""

    at_sample: int
    """Of the first, counted from the start of the run, gaps included."""
    samples: NDArray[np.float32]
    """Shape (n,), n >= 1, finite; not to be written to."""
    begins: bool = False
    """Whether they do not continue those told before."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Columns are of another analysis from here on."""

    number: int
    """Which change, as it was asked for."""
    from_centre: float
    """The sample before which the other analysis has no columns yet."""


Event = Columns | Gap | Loudness | Sound | Changed


class Sink(Protocol):
    """Whoever wants to know what comes out of a session. Worker thread."""

    def consume(self, event: Event) -> None:
        """Take one event; must not wait."""


class Feed:
    """A bounded queue. When it is full its oldest columns are dropped and counted; gaps and changes are kept.

    One producer, one consumer: a deque's append and popleft are atomic.
    """

    def __init__(self, max_columns: int) -> None:
        self.columns_dropped = 0
        """Producer's."""
        self._max_columns = max_columns
        self._added = 0
        self._taken = 0
        self._events: deque[Event] = deque()

    def consume(self, event: Event) -> None:
        """Producer: add an event; the samples themselves are for others."""
        if isinstance(event, Sound):
            return
        if isinstance(event, Columns):
            self._added += len(event.levels)
            while self._added - self.columns_dropped - self._taken > self._max_columns and self._drop_oldest():
                pass
        self._events.append(event)

    def _drop_oldest(self) -> bool:
        kept: list[Event] = []
        dropped = 0
        while self._events and not dropped:
            try:
                event = self._events.popleft()
            except IndexError:  # the consumer was quicker
                break
            if isinstance(event, Columns):
                dropped = len(event.levels)
            elif isinstance(event, Gap | Changed):
                kept.append(event)
        self._events.extendleft(reversed(kept))
        self.columns_dropped += dropped
        return dropped > 0

    def drain(self) -> list[Event]:
        """Consumer: everything that has come, oldest first."""
        events: list[Event] = []
        while self._events:
            try:
                event = self._events.popleft()
            except IndexError:  # the producer dropped it meanwhile
                break
            if isinstance(event, Columns):
                self._taken += len(event.levels)
            events.append(event)
        return events
