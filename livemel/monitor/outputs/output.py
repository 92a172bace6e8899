"""Output: what every output of the monitor is."""

from __future__ import annotations

from typing import Protocol

from livemel.monitor.report import Report


class Output(Protocol):
    """Takes reports. The monitor's loop."""

    @property
    def trouble(self) -> str:
        """Why it cannot do what it is for, now; empty as a rule."""

    def take(self, report: Report) -> None:
        """One more second; must not wait."""

    def close(self) -> None:
        """No more will come."""
