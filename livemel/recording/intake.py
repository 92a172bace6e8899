"""Intake: the bounded way of a recording from the worker, which never waits, to a disk that may be slow."""

from __future__ import annotations

import threading
from collections import deque

from livemel.runtime.feed import Gap, Sound

MAX_ITEMS = 1 << 15
"""Blocks and gaps that wait at most, however short they are."""
TOO_SLOW = "disk too slow"


class Intake:
    """A queue of sound and gaps. The worker puts in, the writer takes out.

    When it is full the sound is counted and not taken: a gap of its true length follows.

    Parameters
    ----------
    capacity
        Samples that wait at most.
    """

    def __init__(self, capacity: int) -> None:
        self.begin: int | None = None
        """The sample of the run with which the recording begins; the worker's."""
        self.end = 0
        """Behind the newest sample heard; the worker's."""
        self.behind = 0
        """Behind the newest sample or gap; the worker's."""
        self.samples_lost = 0
        """Heard, and not taken; the worker's."""
        self.ended = threading.Event()
        """The worker puts no more in."""
        self.refused = False
        """Nobody takes any more; the writer's."""
        self._capacity = capacity
        self._put = 0  # samples; the worker's
        self._taken = 0  # samples; the writer's
        self._missed: Gap | None = None  # the worker's
        self._items: deque[Sound | Gap] = deque()

    def consume(self, event: Sound | Gap) -> None:
        """Worker: take what is heard, or note that it is not. Gaps before the first sound are nobody's.

        But for one that follows another recording: `follow` says where that ended.
        """
        if self.refused:
            return
        if isinstance(event, Sound):
            self._hear(event)
        elif self.begin is not None and len(self._items) < MAX_ITEMS:
            self._tell_missed()
            self._items.append(event)
            self.behind = event.at_sample + event.lost

    def follow(self, before: Intake) -> None:
        """Worker: begin where the recording before ended, so that what is lost between the two is in one of them."""
        if before.begin is not None and not before.refused:
            self.begin = self.end = self.behind = before.behind

    def _hear(self, sound: Sound) -> None:
        count = len(sound.samples)
        if self.begin is None:
            self.begin = sound.at_sample
        self.end = self.behind = sound.at_sample + count
        if self._put - self._taken + count > self._capacity or len(self._items) >= MAX_ITEMS:
            self.samples_lost += count
            self._miss(sound.at_sample, count)
            return
        self._tell_missed()
        self._put += count
        self._items.append(Sound(sound.at_sample, sound.samples.copy()))

    def _miss(self, at_sample: int, count: int) -> None:
        missed = self._missed
        if missed is None:
            self._missed = Gap(at_sample, count, TOO_SLOW)
        else:
            self._missed = Gap(missed.at_sample, at_sample + count - missed.at_sample, TOO_SLOW)

    def _tell_missed(self) -> None:
        if self._missed is not None:
            self._items.append(self._missed)
            self._missed = None

    def end_here(self) -> None:
        """Worker: nothing more comes."""
        self._tell_missed()
        self.ended.set()

    def take(self) -> Sound | Gap | None:
        """Writer: what has waited longest, None where nothing waits."""
        try:
            item = self._items.popleft()
        except IndexError:
            return None
        if isinstance(item, Sound):
            self._taken += len(item.samples)
        return item

    def refuse(self) -> None:
        """Writer: take no more, and hold nothing."""
        self.refused = True
        self._items.clear()
