"""Facts of the process: what it takes of the computer."""

from __future__ import annotations

import time
from collections.abc import Callable

from livemel.runtime.facts.rows import UNKNOWN, Fact, Group
from livemel.runtime.report import resident_megabytes

LEAST_SECONDS = 0.5
"""A share of less time says little: the last one is told again."""


class ProcessFacts:
    """Remembers when it was asked last: the share of the processor is of the time since then."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, cpu: Callable[[], float] = time.process_time
    ) -> None:
        self._clock, self._cpu = clock, cpu
        self._begun = self._asked_at = clock()
        self._cpu_then = cpu()
        self._share: float | None = None

    def group(self) -> Group:
        """Processor, memory, uptime."""
        now, memory = self._clock(), resident_megabytes()
        self._look(now)
        rows = (
            Fact(
                "Processor",
                UNKNOWN if self._share is None else f"{100 * self._share:.1f} % of a core",
                "Measured: all threads of this program, since the last look.",
            ),
            Fact("Memory", UNKNOWN if memory is None else f"{memory:.0f} MB", "Measured: resident, 10^6 bytes."),
            Fact("Running for", duration_name(now - self._begun)),
        )
        return Group("Process", rows)

    def _look(self, now: float) -> None:
        elapsed = now - self._asked_at
        if elapsed >= LEAST_SECONDS:
            cpu = self._cpu()
            self._share = (cpu - self._cpu_then) / elapsed
            self._asked_at, self._cpu_then = now, cpu


def duration_name(seconds: float) -> str:
    """Hours, minutes and seconds, as many as there are."""
    minutes, whole = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min {whole:02d} s"
    return f"{minutes} min {whole:02d} s" if minutes else f"{whole} s"
