"""SeenLevels: the levels of what is to be seen, finalised as if it were the whole clip, and what may still change."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config
from livemel.dsp.arrays import Floats
from livemel.dsp.finalize import Finalizer
from livemel.picture.colours import Bytes, Pixels, colour_indices, marked_indices
from livemel.picture.history import NOTHING, History

MAY_CHANGE = np.uint32(0xFF362206)
"""Brown, 0xffRRGGBB: like no colour of any uniform map, nor of the hatching, for colour-blind eyes neither; else so
dark that it stays behind what is heard."""
SLOTS_PER_READ = 4096
REFRESHES_PER_RANGE = 100
"""A long time range, which takes longer to look through, is looked through less often."""
SHORTEST_PERIOD_SECONDS = 0.25
PROBES = (-1e5, 0.0, 1.0)
"""Levels whose finalised values tell one finalizer's numbers from another's: what is at the floor, and a slope."""


class Change(Enum):
    """Which finalised levels may still change when more sound comes."""

    NOTHING = "nothing"
    FLOOR = "floor"
    """Those at the floor, which lies so far below the loudest."""
    EVERYTHING = "everything"


class SeenLevels:
    """Knows the finalizer of a stretch of a history, `refresh` by `refresh`, and applies it to levels of it.

    What it does to a level rises with the level, so pooling first and finalising then is the same as the reverse.

    Parameters
    ----------
    config
        `level` and `mel.n_mels` are read.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._finalizer = Finalizer()
        self._probes = np.repeat(np.array(PROBES, np.float32)[:, None], config.mel.n_mels, axis=1)
        self._numbers: Floats | None = None
        self._refreshed_at = -np.inf
        self.may_change = what_may_change(config)
        """What more sound changes; NOTHING once none will come."""

    def is_due(self, now: float, seconds: float) -> bool:
        """Whether the numbers of a time range of so many seconds are so old, at the monotonic time `now`."""
        return now - self._refreshed_at >= max(SHORTEST_PERIOD_SECONDS, seconds / REFRESHES_PER_RANGE)

    def refresh(self, history: History, begin_sample: float, end_sample: float, now: float = -np.inf) -> bool:
        """Take the numbers of the columns between two samples; whether they are others than before."""
        self._refreshed_at = now
        first = max(history.begin, floor(begin_sample / history.hop_length))
        end = min(history.end, ceil(end_sample / history.hop_length))
        before = self._numbers
        is_empty = next(_columns(history, first, end), None) is None
        self._finalizer = Finalizer() if is_empty else Finalizer.of(lambda: _columns(history, first, end), self._config)
        self._numbers = self._finalizer.apply(self._probes)
        return before is None or not np.array_equal(before, self._numbers)

    def settle(self) -> None:
        """No more sound will come: what is seen stays as it is."""
        self.may_change = Change.NOTHING

    def finalised(self, levels: Floats) -> Floats:
        """Finalised `levels`, shape (m, n_mels), pooled or not; NOTHING stays NOTHING."""
        return finalised(levels, self._finalizer)

    def provisional(self, levels: Floats) -> NDArray[np.bool_]:
        """Which of not yet finalised `levels`, shape (m, n_mels), may still change when more sound comes."""
        if self.may_change is Change.NOTHING:
            return np.zeros(levels.shape, np.bool_)
        return self._finalizer.provisional(levels) & (levels > NOTHING)

    def indices(self, levels: Floats, level_min: float, level_max: float) -> Bytes:
        """Colours of not yet finalised `levels`, shape (m, n_mels), for `table`."""
        finalised = self.finalised(levels)
        if self.may_change is not Change.FLOOR:
            return colour_indices(finalised, level_min, level_max)
        return marked_indices(finalised, level_min, level_max, self.provisional(levels))

    def table(self, table: Pixels) -> Pixels:
        """`table`, shape (256,), with the colour of what may still change, if that is a part."""
        if self.may_change is not Change.FLOOR:
            return table
        marked = table.copy()
        marked[0] = MAY_CHANGE
        return marked


def seen_levels(config: Config) -> SeenLevels | None:
    """None where no level depends on what else is heard."""
    return None if what_may_change(config) is Change.NOTHING else SeenLevels(config)


def what_may_change(config: Config) -> Change:
    """Which levels of a clip that goes on may still change: asked of a clip with one loud and one quiet level."""
    clip = np.array([[0.0], [PROBES[0]]], np.float32)
    provisional = Finalizer.of(lambda: (clip,), config).provisional(clip)
    return Change.EVERYTHING if provisional.all() else Change.FLOOR if provisional.any() else Change.NOTHING


def finalised(levels: Floats, finalizer: Finalizer) -> Floats:
    """Finalised `levels`; where there is none it stays NOTHING."""
    return np.where(levels > NOTHING, finalizer.apply(levels), np.float32(NOTHING))


def _columns(history: History, first: int, end: int) -> Iterator[NDArray[np.float32]]:
    """The columns of these slots, some at a time; those that never came and those amid a gap are left out."""
    for begin in range(first, end, SLOTS_PER_READ):
        levels, is_gap = history.read(np.arange(begin, min(end, begin + SLOTS_PER_READ)))
        came = levels[(levels[:, 0] > NOTHING) & ~is_gap]
        if len(came):
            yield came
