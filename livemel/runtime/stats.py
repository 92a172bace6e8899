"""Counters of a run, and durations with their percentiles."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livemel.runtime.feed import Gap

MAX_GAPS_LISTED = 10_000


@dataclass
class RunStats:
    """Written by the worker alone; others read."""

    samples_received: int = 0
    samples_lost: int = 0
    samples_not_finite: int = 0
    frames: int = 0
    gaps: list[Gap] = field(default_factory=list)
    gaps_not_listed: int = 0

    def add_gap(self, gap: Gap) -> None:
        """Count a gap, and list it as long as the list stays short; one that goes on stays one."""
        self.samples_lost += gap.lost
        joined = self.gaps[-1].joined_with(gap) if self.gaps else None
        if joined is not None:
            self.gaps[-1] = joined
        elif len(self.gaps) < MAX_GAPS_LISTED:
            self.gaps.append(gap)
        else:
            self.gaps_not_listed += 1

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return asdict(self)


class Timings:
    """Durations in milliseconds: the last `capacity` of them, for percentiles."""

    def __init__(self, capacity: int = 36_000) -> None:
        self.count = 0
        self._values = np.zeros(capacity, np.float32)

    def add(self, milliseconds: float) -> None:
        """Note one duration."""
        self._values[self.count % len(self._values)] = milliseconds
        self.count += 1

    @property
    def latest(self) -> float | None:
        """The last duration noted, None while there is none."""
        return float(self._values[(self.count - 1) % len(self._values)]) if self.count else None

    def newest(self, count: int) -> NDArray[np.float32]:
        """The last `count` of them, oldest first, as far as they are kept; shape (m,)."""
        last = self.count
        first = max(last - count, last - len(self._values), 0)
        return self._values[np.arange(first, last) % len(self._values)]

    def percentiles(self) -> dict[str, float | None]:
        """The p50, p95, p99 and max; None while there is nothing."""
        values = self._values[: min(self.count, len(self._values))]
        if not len(values):
            return dict.fromkeys(("p50", "p95", "p99", "max"))
        ordered = np.sort(values)  # np.percentile imports much for the same answer

        def at(share: float) -> float:
            return round(float(ordered[round(share * (len(ordered) - 1))]), 3)

        return {"p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1.0)}
