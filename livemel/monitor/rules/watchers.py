"""Watchers: all rules together, as an output of the station; events go on to whoever keeps or sends them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from livemel.dsp.arrays import Doubles
from livemel.monitor.report import Report
from livemel.monitor.rules.bands import refuse_deaf
from livemel.monitor.rules.rule import Event, Rule
from livemel.monitor.rules.watch import Watch


class Keeper(Protocol):
    """Who keeps or sends events; what keeps it from that it tells as an output. The monitor's loop."""

    def tell(self, event: Event) -> None:
        """An event has begun or ended."""


class Watchers:
    """An output that finds events.

    Parameters
    ----------
    rules
        What is an event.
    frequencies
        Hz of the mel bands' centres.
    keepers
        Who is told.

    Raises
    ------
    ConfigError
        For rules whose range holds no band.
    """

    def __init__(self, rules: Sequence[Rule], frequencies: Doubles, keepers: Sequence[Keeper]) -> None:
        refuse_deaf(rules, frequencies)
        self.trouble = ""
        """Who could not be told of the last event."""
        self.told = 0
        """Events that have begun."""
        self._watches = [Watch(rule, frequencies) for rule in rules]
        self._keepers = tuple(keepers)
        self._seconds = 0.0

    def take(self, report: Report) -> None:
        """Look at one more second."""
        self._seconds = report.seconds
        for watch in self._watches:
            self._tell(watch.take(report))

    def _tell(self, event: Event | None) -> None:
        if event is None:
            return
        self.told += event.phase == "begin"
        failures: dict[str, Exception] = {}
        for keeper in self._keepers:
            try:
                keeper.tell(event)
            except Exception as error:  # a fault of ours or a library's must not cost what the others keep
                failures[type(keeper).__name__] = error
        self.trouble = "; ".join(f"{name} was not told of an event: {error!r}" for name, error in failures.items())

    def close(self) -> None:
        """End what lasts."""
        for watch in self._watches:
            self._tell(watch.end(self._seconds))
