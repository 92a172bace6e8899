"""Snapshot: all that one terminal picture shows, as a value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livemel.config import DisplayConfig
from livemel.picture.axis import MelAxis
from livemel.picture.unfed import IsUnfed
from livemel.runtime.loudness import Ballistics


@dataclass(frozen=True, kw_only=True)
class Status:
    """How the run is."""

    name: str
    """The source's."""
    sample_rate: int
    """Hz."""
    state: str
    """One word: live, stalled, lost ..."""
    detail: str = ""
    """A sentence about the state; empty while live."""
    seconds: float = 0.0
    """Of sound, received or lost."""
    lost_seconds: float = 0.0
    gaps: int = 0

    @property
    def losses(self) -> str:
        """What was lost, in words."""
        if not self.gaps:
            return "lost nothing"
        return f"lost {self.lost_seconds:.3g} s in {self.gaps} gap{'s' if self.gaps > 1 else ''}"


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The picture and what is said around it."""

    levels: NDArray[np.float32]
    """Shape (columns, n_mels), the newest column last."""
    is_gap: NDArray[np.bool_]
    """Shape (columns,)."""
    is_unfed: IsUnfed | None = None
    """Which bands no FFT bin feeds, shape (n_mels,); None where all are fed."""
    axis: MelAxis
    display: DisplayConfig
    level_name: str
    meter: Ballistics
    status: Status
