"""Ledger: what was lost, when, how long and why; of the sound, and of the picture alone."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from livemel.runtime.feed import Event, Gap, Sound

MAX_LISTED = 10_000

OVERFLOWS = "sound system overflowed"
COLUMNS_DROPPED = "columns not drawn: the picture fell too far behind"
PICTURES_LATE = "pictures painted late"
PICTURES_SKIPPED = "pictures skipped"

PASSING = (PICTURES_LATE, PICTURES_SKIPPED)
JOINED_SECONDS = 60.0
"""Of pictures that were late or skipped there is a line a minute at most for each cause."""

Of = Literal["sound", "picture"]


@dataclass(frozen=True, slots=True)
class Loss:
    """One line of the ledger."""

    wall_seconds: float
    """time.time() at which it belongs."""
    at_seconds: float
    """Since the start of the run, in samples received or lost."""
    lost_seconds: float
    """0 where nothing but the picture's smoothness was lost, or where samples are counted in a gap of their own."""
    cause: str
    of: Of
    count: int = 1


@dataclass(frozen=True, slots=True)
class Total:
    """All losses of one cause, those that are no longer listed too."""

    cause: str
    of: Of
    count: int
    lost_seconds: float


@dataclass(frozen=True, slots=True)
class Counters:
    """What is counted elsewhere, as it stands now."""

    overflows: int = 0
    """The source's."""
    columns_dropped: int = 0
    """The feed's."""
    pictures_late: int = 0
    pictures_skipped: int = 0


class _Book:
    """Losses of one writer: the newest are listed, all are summed up."""

    def __init__(self, max_listed: int) -> None:
        self._losses: deque[Loss] = deque(maxlen=max_listed)
        self._totals: dict[str, Total] = {}
        self.count = 0
        self.changes = 0

    def add(self, loss: Loss) -> None:
        self._losses.append(loss)
        self._sum_up(loss, loss.count)
        self.count += 1

    def extend_last(self, more: Loss) -> None:
        """The last loss goes on: one line, and still one in the total."""
        last = self._losses[-1]
        self._losses[-1] = replace(last, lost_seconds=last.lost_seconds + more.lost_seconds)
        self._sum_up(more, 0)

    def count_more(self, more: Loss, since: float) -> bool:
        """Count it with the last of its cause, unless that began before the wall clock's `since`."""
        for place in range(len(self._losses) - 1, -1, -1):
            last = self._losses[place]
            if last.wall_seconds < since:
                break
            if last.cause == more.cause:
                self._losses[place] = replace(last, count=last.count + more.count)
                self._sum_up(more, more.count)
                return True
        return False

    @property
    def last(self) -> Loss | None:
        return self._losses[-1] if self._losses else None

    def _sum_up(self, loss: Loss, count: int) -> None:
        so_far = self._totals.get(loss.cause, Total(loss.cause, loss.of, 0, 0.0))
        total = Total(loss.cause, loss.of, so_far.count + count, so_far.lost_seconds + loss.lost_seconds)
        self.changes += 1
        self._totals = {**self._totals, loss.cause: total}  # a new one: others may be reading the old

    def listed(self) -> list[Loss]:
        while True:
            try:
                return list(self._losses)
            except RuntimeError:  # the writer was at work
                continue

    @property
    def totals(self) -> list[Total]:
        return list(self._totals.values())


class Ledger:
    """A sink for gaps, and `look` for what others count.

    `consume` is the worker's, `look` the looker's; each writes a book of its own, anybody reads.

    Parameters
    ----------
    sample_rate
        Hz of the source.
    max_listed
        Lines that are kept of gaps, and as many of the rest; the oldest go, the totals stay.
    wall
        Clock of the day, seconds since 1970.
    """

    def __init__(self, sample_rate: int, max_listed: int = MAX_LISTED, wall: Callable[[], float] = time.time) -> None:
        self._sample_rate = sample_rate
        self._wall = wall
        self._gaps = _Book(max_listed)
        self._counted = _Book(max_listed)
        self._end_sample = 0  # the worker's
        self._began: float | None = None  # wall clock of sample 0; the worker's
        self._seen = Counters()  # the looker's

    def consume(self, event: Event) -> None:
        """Note a gap. Worker thread."""
        if isinstance(event, Sound):
            self._end_sample = event.at_sample + len(event.samples)
        elif isinstance(event, Gap):
            self._end_sample = event.at_sample + event.lost
        else:
            return
        if self._began is None:
            self._began = self._wall() - self._end_sample / self._sample_rate
        if isinstance(event, Gap):
            self._note_gap(event, self._began)

    def _note_gap(self, gap: Gap, began: float) -> None:
        at_seconds, lost_seconds = gap.at_sample / self._sample_rate, gap.lost / self._sample_rate
        loss = Loss(began + at_seconds, at_seconds, lost_seconds, gap.cause, "sound")
        last = self._gaps.last
        goes_on = (
            last is not None
            and last.cause == loss.cause
            and abs(last.at_seconds + last.lost_seconds - at_seconds) * self._sample_rate < 0.5
        )
        if goes_on:
            self._gaps.extend_last(loss)
        else:
            self._gaps.add(loss)

    def look(self, counters: Counters, column_seconds: float = 0.0) -> None:
        """Note what has been counted since the last look; a column stands for `column_seconds`. Looker's thread."""
        seen, self._seen = self._seen, counters
        self._note(OVERFLOWS, "sound", counters.overflows - seen.overflows)
        self._note(COLUMNS_DROPPED, "picture", counters.columns_dropped - seen.columns_dropped, column_seconds)
        self._note(PICTURES_LATE, "picture", counters.pictures_late - seen.pictures_late)
        self._note(PICTURES_SKIPPED, "picture", counters.pictures_skipped - seen.pictures_skipped)

    def _note(self, cause: str, of: Of, count: int, seconds_each: float = 0.0) -> None:
        if count > 0:
            at_seconds = self._end_sample / self._sample_rate
            loss = Loss(self._wall(), at_seconds, count * seconds_each, cause, of, count)
            is_joined = cause in PASSING and self._counted.count_more(loss, loss.wall_seconds - JOINED_SECONDS)
            if not is_joined:
                self._counted.add(loss)

    def losses(self, newest: int = 0) -> list[Loss]:
        """Those that are listed, in the order of their time; the `newest` so many, 0: all."""
        both = [*self._gaps.listed()[-newest:], *self._counted.listed()[-newest:]]
        return sorted(both, key=lambda loss: loss.at_seconds)[-newest:]

    def totals(self) -> list[Total]:
        """By cause, of sound before of picture, the longest first."""
        totals = [*self._gaps.totals, *self._counted.totals]
        return sorted(totals, key=lambda total: (total.of != "sound", -total.lost_seconds, total.cause))

    @property
    def changes(self) -> int:
        """Grows with every loss: whoever shows them needs to look only then."""
        return self._gaps.changes + self._counted.changes

    @property
    def not_listed(self) -> int:
        """Older lines that are only in the totals."""
        return sum(book.count - len(book.listed()) for book in (self._gaps, self._counted))

    @property
    def lost_seconds(self) -> float:
        """Sound that is missing, all in all."""
        return sum(total.lost_seconds for total in self._gaps.totals)
