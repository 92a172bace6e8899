"""Strip: the coarse frames of one room, each in its second of the wall's clock."""

from __future__ import annotations

from math import floor

import numpy as np
from numpy.typing import NDArray

from livemel.picture.wall.shown import Levels

STRIP_SECONDS = 120
"""That are shown."""
KEPT_SECONDS = 128
"""A few more: a clock may be ahead."""
BANDS = 40
DELAY_SECONDS = 3
"""How old the newest second is that is shown: by then a node that is well, which looks once a second, has told it."""
MISSING = np.float32(np.nan)
NO_GAP_SECONDS = 1.5
"""Frames that follow so soon leave nothing out, wherever the seconds of the clock lie between them."""


class Strip:
    """A second in which nothing came stays missing."""

    def __init__(self) -> None:
        self._levels: Levels = np.full((KEPT_SECONDS, BANDS), MISSING)
        self._second: NDArray[np.int64] = np.full(KEPT_SECONDS, -1, np.int64)  # that each slot holds
        self._told, self._last = float("-inf"), 0

    def put(self, utc: float, bands: Levels, now: float) -> None:
        """A frame of the second that ended at `utc`, shape (BANDS,); one that comes too late is left out.

        A node sends when its own second is over, now a little sooner and now a little later: where the clock's seconds
        begin between, two frames may share one of them. Frames without a pause stand in seconds without a pause.
        """
        middle = utc - 0.5
        column = floor(middle)
        columns = range(column, column + 1)
        if 0.0 < utc - self._told < NO_GAP_SECONDS:
            after = self._last + 1
            if after - 0.5 <= middle < after + 1.5:
                column = after
            columns = range(min(after, column), column + 1)
        self._told, self._last = utc, column
        for second in columns:
            slot = second % KEPT_SECONDS
            if now - KEPT_SECONDS < second and self._second[slot] != second:
                self._levels[slot], self._second[slot] = bands, second

    def levels(self, end: int) -> Levels:
        """Of the seconds before `end`, shape (STRIP_SECONDS, BANDS), dBFS; MISSING where nothing came."""
        wanted = np.arange(end - STRIP_SECONDS, end)
        levels = self._levels[wanted % KEPT_SECONDS]
        levels[self._second[wanted % KEPT_SECONDS] != wanted] = MISSING
        return levels


def newest_end(utc: float) -> int:
    """The second before which all rooms that are well have told theirs."""
    return floor(utc) - DELAY_SECONDS + 1
