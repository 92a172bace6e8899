"""Last resort: a microphone that stays lost although it was reopened again and again needs another process."""

from __future__ import annotations

from livemel.errors import LivemelError
from livemel.monitor.report import Report

CURED_BY_A_RESTART = ("lost", "stalled", "stuck", "repeating")
"""Faults; a muted microphone is muted for the next process too."""


class RestartWanted(LivemelError):
    """Ends the program: whoever started it shall start it again."""

    exit_code = 75


class LastResort:
    """An output.

    Parameters
    ----------
    seconds
        Without good sound before it gives up; 0: it never does.

    Raises
    ------
    RestartWanted
        By `take`, when they are over.
    """

    trouble = ""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._since: float | None = None

    def take(self, report: Report) -> None:
        """Count the time without sound."""
        if report.fault not in CURED_BY_A_RESTART:
            self._since = None
            return
        self._since = report.seconds if self._since is None else self._since
        if 0 < self._seconds <= report.seconds - self._since:
            how = f"{report.source} is {report.state} for {self._seconds:g} s: {report.detail}"
            raise RestartWanted(f"{how}; start it again (exit code {RestartWanted.exit_code} asks for that)")

    def close(self) -> None:
        """Nothing is left."""
