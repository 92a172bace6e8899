"""Totals: what the sessions of a run counted that were replaced by others."""

from __future__ import annotations

from typing import Any

from livemel.runtime.session import Session

COUNTED = ("samples_received", "samples_lost", "samples_not_finite", "frames", "gaps_not_listed")


class Totals:
    """Adds up sessions that have ended."""

    def __init__(self) -> None:
        self._sums = dict.fromkeys((*COUNTED, "overflows", "columns_dropped"), 0)
        self._gaps: list[dict[str, Any]] = []

    def add(self, session: Session, columns_dropped: int) -> None:
        """Count one."""
        counted = session.stats.as_dict()
        for key in COUNTED:
            self._sums[key] += counted[key]
        self._sums["overflows"] += session.source.overflows
        self._sums["columns_dropped"] += columns_dropped
        self._gaps += counted["gaps"]

    def with_earlier(self, report: dict[str, Any]) -> dict[str, Any]:
        """The report of the last session, with what those before it counted."""
        sums = {key: report[key] + count for key, count in self._sums.items() if key in report}
        gaps = {"gaps": self._gaps + report["gaps"]} if "gaps" in report else {}
        return {**report, **sums, **gaps}
