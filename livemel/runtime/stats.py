"""Counters of a run: what `--stats` writes and the status line shows."""

from __future__ import annotations

import os
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from livemel.runtime.feed import Gap

if TYPE_CHECKING:
    from livemel.runtime.session import Session

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
        """Count a gap, and list it as long as the list stays short."""
        self.samples_lost += gap.lost
        if len(self.gaps) < MAX_GAPS_LISTED:
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

    def percentiles(self) -> dict[str, float | None]:
        """The p50, p95, p99 and max; None while there is nothing."""
        values = self._values[: min(self.count, len(self._values))]
        if not len(values):
            return dict.fromkeys(("p50", "p95", "p99", "max"))
        ordered = np.sort(values)  # np.percentile imports much for the same answer

        def at(share: float) -> float:
            return round(float(ordered[round(share * (len(ordered) - 1))]), 3)

        return {"p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1.0)}


class ProcessUse:
    """What this process took of the machine since it was made."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._cpu = time.process_time()

    def as_dict(self) -> dict[str, float | None]:
        """Ready for JSON."""
        return {
            "elapsed_s": round(time.monotonic() - self._begun, 3),
            "cpu_s": round(time.process_time() - self._cpu, 3),
            "rss_mb": resident_megabytes(),
        }


def run_report(session: Session | None, columns_dropped: int, use: ProcessUse, errors: list[str]) -> dict[str, Any]:
    """What `--stats` writes of any run."""
    if session is None:
        return {**use.as_dict(), "errors": errors}
    source, stats = session.source, session.stats
    return {
        "source": source.kind,
        "device": source.name,
        "state": source.state.value,
        "sample_rate": source.sample_rate,
        **stats.as_dict(),
        "overflows": source.overflows,
        "columns_dropped": columns_dropped,
        **use.as_dict(),
        "errors": errors,
    }


def resident_megabytes() -> float | None:
    """Memory in use now in MB (10^6 bytes); None on systems without /proc."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[1])
    except OSError:
        return None
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)
