"""Watch: one rule over the reports of a run; the events that it finds."""

from __future__ import annotations

import uuid
from dataclasses import replace

import numpy as np

from livemel.dsp.arrays import Doubles
from livemel.monitor.report import Report
from livemel.monitor.rules.bands import bands_of
from livemel.monitor.rules.novelty import Novelty
from livemel.monitor.rules.rule import LEVELS, Event, Rule

SECOND = 1.0
TOLERANCE_SECONDS = 0.25
"""A second of a sound card is not quite one of the clock."""


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
        self._bands = bands_of(rule, frequencies)
        self._novelty = Novelty()
        self._since: Report | None = None  # where it went beyond
        self._back: Report | None = None  # where it came back, while an event lasts
        self._event: Event | None = None
        self._quiet_until = self._ended_at = self._newest = -np.inf
        self._extreme: float | str = 0.0

    def take(self, report: Report) -> Event | None:
        """The beginning or the end of an event, if this second brings one.

        A second may be told late, after others in which nothing came: its sound counts, but not for a time in which an
        event has ended already, and its state is that of now.
        """
        is_late, self._newest = report.seconds < self._newest, max(self._newest, report.seconds)
        if is_late and (self.rule.measure == "state" or report.seconds <= self._ended_at):
            return None
        value = self._value(report)
        return self._go_on(report, value) if self._event is not None else self._look(report, value)

    def _look(self, report: Report, value: float | str | None) -> Event | None:
        if value is None or not self._is_beyond(value, 0.0):
            self._since = None
            return None
        if self._since is None:
            self._since, self._extreme = report, value
        self._extreme = self._more(self._extreme, value)
        if not self._has_lasted(self._since, report) or report.seconds < self._quiet_until:
            return None
        begin = self._since.reading.begin if self._since.reading else None
        self._event = Event(
            id=uuid.uuid4().hex,
            rule=self.rule.name,
            phase="begin",
            source=report.source,
            utc=self._since.utc - _length(self._since),
            sample=begin,
            value=self._extreme,
            detail=report.detail,
            protected=self.rule.protect,
        )
        return self._event

    def _has_lasted(self, first: Report, last: Report) -> bool:
        return last.seconds - _begin(first) >= self.rule.seconds - TOLERANCE_SECONDS

    def _go_on(self, report: Report, value: float | str | None) -> Event | None:
        if value is not None and self._is_beyond(value, self.rule.hysteresis):
            self._back = None
            self._extreme = self._more(self._extreme, value)
            return None
        self._back = self._back or report
        return self._end(_begin(self._back)) if self._has_lasted(self._back, report) else None

    def end(self, seconds: float) -> Event | None:
        """The run is over, at `Report.seconds`: what lasts ends with it."""
        return self._end(seconds) if self._event is not None else None

    def _end(self, seconds: float) -> Event:
        assert self._event is not None
        assert self._since is not None
        lasted = seconds - _begin(self._since)
        ended = replace(self._event, phase="end", value=self._extreme, seconds=max(0.0, lasted))
        self._event, self._since, self._back = None, None, None
        self._ended_at, self._quiet_until = seconds, seconds + self.rule.cooldown
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
        if len(bands) != len(self._bands):
            return None
        if measure == "band":
            return float(10 * np.log10(np.sum(10 ** (bands[self._bands] / 10))))
        above = self._novelty.take(bands)
        return None if above is None else float(above[self._bands].max())


def _length(report: Report) -> float:
    """Seconds that it tells of."""
    reading = report.reading
    return SECOND if reading is None else (reading.end - reading.begin) / reading.sample_rate


def _begin(report: Report) -> float:
    return report.seconds - _length(report)
