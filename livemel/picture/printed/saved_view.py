"""SavedView: a part of the picture that can be drawn, written and looked at again, far from where it was heard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config
from livemel.picture.history import NOTHING, History
from livemel.picture.viewport import Extent, Viewport

Levels = NDArray[np.float32]

BESIDE = 2
"""Slots kept before and after what is seen, so that the pixels at its edges are the same again."""


@dataclass(frozen=True, slots=True)
class SavedSelection:
    """What was selected."""

    begin: float
    end: float
    """Seconds since the start of the run."""
    low_hz: float
    high_hz: float


@dataclass(frozen=True, slots=True)
class SavedMarker:
    """A point that was marked."""

    seconds: float
    hz: float
    name: str


@dataclass(frozen=True, slots=True)
class SavedGap:
    """Samples that were lost."""

    at_sample: int
    lost: int


@dataclass(frozen=True, slots=True)
class SavedLevels:
    """Levels of slots that follow each other."""

    first_slot: int
    hop_length: float
    """Samples of the source from one slot to the next; slot j lies at sample j * hop_length."""
    levels: Levels
    """Not finalised, shape (m, n_mels); NOTHING where there is no column."""

    def thinned(self, most_bytes: int) -> SavedLevels:
        """The same time in at most so many bytes: of an odd number of slots the largest levels are kept, if need be."""
        factor = max(1, ceil(self.levels.nbytes / most_bytes))
        factor += 1 - factor % 2  # so that a kept slot stands in the middle of those it stands for
        if factor == 1:
            return self
        first = floor((self.first_slot + factor // 2) / factor)
        begin = first * factor - factor // 2
        last = ceil((self.first_slot + len(self.levels) - begin) / factor)
        slots = np.full((last * factor, self.levels.shape[1]), NOTHING, np.float32)
        slots[self.first_slot - begin : self.first_slot - begin + len(self.levels)] = self.levels
        largest = slots.reshape(last, factor, -1).max(axis=1)
        return SavedLevels(first, self.hop_length * factor, largest)


@dataclass(frozen=True, slots=True)
class SavedSound:
    """The sound of the view."""

    at_sample: int
    """Of its first sample."""
    flac: bytes


@dataclass(frozen=True, kw_only=True)
class SavedView:
    """Times are seconds since the start of the run, samples are the source's."""

    source: str
    """Its name, for people."""
    config: Config
    """`display` says how it is seen."""
    version: str
    """Of the livemel that computed it."""
    sample_rate: int
    analysis_rate: int
    """Hz."""
    started: datetime
    """Wall clock of second 0, with a time zone."""
    begin: float
    seconds: float
    """From the left edge to the right."""
    low: float = 0.0
    high: float = 1.0
    """Fractions of the whole frequency axis at the bottom and at the top."""
    selection: SavedSelection | None = None
    markers: tuple[SavedMarker, ...] = ()
    gaps: tuple[SavedGap, ...] = ()
    levels: SavedLevels | None = None
    """None where the file holds none."""
    sound: SavedSound | None = None

    @property
    def end(self) -> float:
        """Seconds at the right edge."""
        return self.begin + self.seconds

    @property
    def viewport(self) -> Viewport:
        """Standing still where it was seen."""
        return Viewport(self.seconds, self.end, self.low, self.high)

    @property
    def extent(self) -> Extent:
        """All there is of it."""
        return Extent(self.begin, self.end)

    def history(self) -> History:
        """A history of its levels and gaps alone. Raises ValueError if it has no levels."""
        if self.levels is None:
            raise ValueError("a view without levels has no history")
        kept = self.levels
        history = History(max(1, len(kept.levels)), kept.levels.shape[1], kept.hop_length)
        history.add_columns(kept.first_slot * kept.hop_length, kept.levels)
        for gap in self.gaps:
            history.add_gap(gap.at_sample, gap.lost)
        return history

    def seen(self, history: History) -> SavedView:
        """With a copy of what `history` holds of the part that is seen."""
        first_sample, last_sample = self.begin * self.sample_rate, self.end * self.sample_rate
        first = max(history.begin, floor(first_sample / history.hop_length) - BESIDE)
        last = max(first, min(history.end, ceil(last_sample / history.hop_length) + BESIDE))
        levels, is_gap = history.read(np.arange(first, last))
        return replace(
            self,
            levels=SavedLevels(first, history.hop_length, levels),
            gaps=_gaps(is_gap, first, history.hop_length),
        )


def _gaps(is_gap: NDArray[np.bool_], first_slot: int, hop_length: float) -> tuple[SavedGap, ...]:
    """Gaps that touch these slots and no others."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_gap, [False]]).astype(np.int8)))
    gaps = []
    for begin, end in zip(edges[::2] + first_slot, edges[1::2] + first_slot, strict=True):
        at_sample = ceil(begin * hop_length)
        gaps.append(SavedGap(at_sample, ceil(end * hop_length) - at_sample))
    return tuple(gaps)
