"""Report: a whole run of the benches, on which machine and with which versions."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from livemel import __version__
from livemel.bench import engine, live, offline
from livemel.bench.comparison import Comparison
from livemel.bench.painting import Painting, paint
from livemel.bench.plan import Plan
from livemel.bench.preparing import peers_of
from livemel.bench.recipes import LIVE, OFFLINE

CPU_INFO = Path("/proc/cpuinfo")


@dataclass(frozen=True)
class Report:
    """What came of a plan."""

    version: str
    machine: dict[str, str]
    comparisons: list[Comparison]
    painting: Painting | None

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "version": self.version,
            "machine": self.machine,
            "comparisons": [comparison.as_dict() for comparison in self.comparisons],
            "painting": None if self.painting is None else asdict(self.painting),
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Report:
        """The report that `as_dict` wrote."""
        return cls(
            values["version"],
            values["machine"],
            [Comparison.from_dict(comparison) for comparison in values["comparisons"]],
            None if values["painting"] is None else Painting(**values["painting"]),
        )


def carry_out(plan: Plan, at: Callable[[float], None]) -> Report:
    """Measure all that the plan names; `at` is told which share is done, 0 to 1."""
    counter = _Counter(_steps(plan), at)
    comparisons = [
        offline.compare(OFFLINE[key], seconds, plan.rounds, plan.peers, counter) for key, seconds in plan.offline
    ]
    comparisons += [live.compare(LIVE[key], plan.live_rounds, plan.hops, plan.peers, counter) for key in plan.live]
    painting = paint(plan.pictures, counter) if plan.pictures else None
    return Report(__version__, _machine(), comparisons, painting)


def _steps(plan: Plan) -> int:
    """How often `rounds` and `painting` will tell that they are done with a piece."""
    own = len(engine.names()) + len(engine.floors())
    offline_contenders = [own + _peers(key, plan, live=False) for key, _ in plan.offline]
    live_contenders = [own + _peers(key, plan, live=True) for key in plan.live]
    return plan.rounds * sum(offline_contenders) + plan.live_rounds * sum(live_contenders) + plan.pictures


def _peers(key: str, plan: Plan, *, live: bool) -> int:
    return sum(peer.is_installed for peer in peers_of(key, live=live)) if plan.peers else 0


class _Counter:
    """Turns steps into shares of the whole."""

    def __init__(self, expected: int, at: Callable[[float], None]) -> None:
        self._expected = max(1, expected)
        self._at = at
        self._done = 0

    def __call__(self) -> None:
        self._done += 1
        self._at(self._done / self._expected)


def _machine() -> dict[str, str]:
    return {
        "processor": _processor(),
        "processors": str(os.cpu_count()),
        "threads": "1",
        "system": platform.platform(),
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def _processor() -> str:
    if CPU_INFO.exists():
        for line in CPU_INFO.read_text(errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
