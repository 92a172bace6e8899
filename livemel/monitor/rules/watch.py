"""Watch: one rule over the reports of a run; the events that it finds."""

from __future__ import annotations

import uuid
from dataclasses import replace

import numpy as np

from livemel.dsp.arrays import Doubles
from livemel.monitor.report import Report
from livemel.monitor.rules.novelty import Novelty
from livemel.monitor.rules.rule import LEVELS, Event, Rule

SECOND = 1.0


class Watch:
    """Takes a report a second.

    Parameters
    ----------
    rule
        What is an event.
    frequencies
        Hz of the mel bands' centres, shape (n_mels,); their levels are dB.
    """

    def __init__(self, rule: Rule, frequencies: Doubles) -> None:
        self.rule = rule
        high = rule.high_hz or np.inf
        self._bands = (frequencies >= rule.low_hz) & (frequencies <= high)
        self._novelty = Novelty()
        self._beyond = 0.0  # seconds beyond the threshold, or back while an event lasts
        self._since: Report | None = None  # where it went beyond
        self._event: Event | None = None
        self._quiet_until = -np.inf
        self._extreme: float | str = 0.0

    def take(self, report: Report) -> Event | None:
        """The beginning or the end of an event, if this second brings one."""
        value = self._value(report)
        return self._go_on(report, value) if self._event is not None else self._look(report, value)

    def _look(self, report: Report, value: float | str | None) -> Event | None:
        if value is None or not self._is_beyond(value, 0.0):
            self._beyond, self._since = 0.0, None
            return None
        if self._since is None:
            self._since, self._extreme = report, value
        self._beyond += SECOND
        self._extreme = self._more(self._extreme, value)
        if self._beyond < self.rule.seconds or report.utc < self._quiet_until:
            return None
        begin = self._since.reading.begin if self._since.reading else None
        self._beyond, self._event = (
            0.0,
            Event(
                id=uuid.uuid4().hex,
                rule=self.rule.name,
                phase="begin",
                source=report.source,
                utc=self._since.utc - SECOND,
                sample=begin,
                value=self._extreme,
                detail=report.detail,
            ),
        )
        return self._event

    def _go_on(self, report: Report, value: float | str | None) -> Event | None:
        assert self._event is not None
        if value is not None and self._is_beyond(value, self.rule.hysteresis):
            self._beyond = 0.0
            self._extreme = self._more(self._extreme, value)
            return None
        self._beyond += SECOND
        return self._end(report.utc - self._beyond) if self._beyond >= self.rule.seconds else None

    def end(self, utc: float) -> Event | None:
        """The run is over: what lasts ends with it."""
        return self._end(utc) if self._event is not None else None

    def _end(self, utc: float) -> Event:
        assert self._event is not None
        ended = replace(self._event, phase="end", value=self._extreme, seconds=max(SECOND, utc - self._event.utc))
        self._event, self._since, self._beyond = None, None, 0.0
        self._quiet_until = utc + self.rule.cooldown
        return ended

    def _is_beyond(self, value: float | str, hysteresis: float) -> bool:
        if isinstance(value, str):
            return value in self.rule.states
        if self.rule.above is not None:
            return value >= self.rule.above - hysteresis
        return self.rule.below is not None and value <= self.rule.below + hysteresis

    def _more(self, one: float | str, other: float | str) -> float | str:
        """The more extreme."""
        if isinstance(one, str) or isinstance(other, str):
            return other
        return max(one, other) if self.rule.above is not None else min(one, other)

    def _value(self, report: Report) -> float | str | None:
        measure, reading = self.rule.measure, report.reading
        if measure == "state":
            return report.state
        if reading is None:
            return None
        if measure in LEVELS:
            level: float | None = getattr(reading, measure)
            return level
        if measure == "clipped":
            return float(reading.clipped)
        bands = np.array(reading.bands)
        if len(bands) != len(self._bands) or not self._bands.any():
            return None
        if measure == "band":
            return float(10 * np.log10(np.sum(10 ** (bands[self._bands] / 10))))
        above = self._novelty.take(bands)
        return None if above is None else float(above[self._bands].max())
