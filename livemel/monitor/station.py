"""Station: one microphone that is watched; every second it tells its outputs how it is."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack

from livemel.monitor.metering.metering import Metering
from livemel.monitor.metering.reading import Reading
from livemel.monitor.outputs.output import Output
from livemel.monitor.report import Report
from livemel.monitor.state import Standing, State, standing
from livemel.monitor.telling import Telling
from livemel.monitor.terminal import View
from livemel.runtime.feed import Event
from livemel.runtime.health.doctor import Health
from livemel.runtime.session import Session

BEAT_SECONDS = 1.0
LEAST_BETWEEN_SECONDS = 0.9
"""From one second without sound to the next."""


class Station:
    """Drains the readings of a session and hands them on as reports; the view of a loop. One thread.

    Parameters
    ----------
    session
        Started.
    metering, health
        Its sinks.
    outputs
        Who gets the reports.
    db_spl_offset
        Of the microphone's calibration; None: it has none.
    clock, monotonic
        Seconds.
    say
        Told in words when an output gets into trouble, and out of it.
    disk
        Says what is wrong with the disk; empty while all is well.
    began_utc
        When sample 0 was, for sound that comes faster than it sounds; None: now.
    """

    def __init__(
        self,
        session: Session,
        metering: Metering,
        health: Health,
        outputs: Sequence[Output],
        db_spl_offset: float | None = None,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        say: Callable[[str], None] = lambda text: None,
        began_utc: float | None = None,
        disk: Callable[[], str] = lambda: "",
    ) -> None:
        self.reports = 0
        """Told so far."""
        self.newest: Report | None = None
        """The last of them."""
        self._session, self._metering, self._health = session, metering, health
        self._telling = Telling(outputs, say)
        self._offset = db_spl_offset
        self._clock, self._monotonic = clock, monotonic
        self._began = self._told_at = monotonic()
        self._began_utc = began_utc
        self._disk = disk

    def take(self, events: Iterable[Event]) -> None:
        """Columns and the like are for pictures."""

    def show(self) -> None:
        """Tell what has come since, or that nothing has."""
        now = self._monotonic()
        self._session.wanted_at = now + BEAT_SECONDS  # nobody waits for columns
        is_quiet = self._metering.close_if_quiet(now) and now - self._told_at >= LEAST_BETWEEN_SECONDS
        readings = self._metering.drain()
        self._tell_all(readings)
        if is_quiet and not readings:
            self._tell(None)
        self._telling.say_troubles(now)

    def _tell_all(self, readings: Sequence[Reading]) -> None:
        with ExitStack() as steps:  # each, though an output wishes for an end at one; the last first
            for reading in reversed(readings):
                steps.callback(self._tell, reading)

    def _tell(self, reading: Reading | None) -> None:
        self._told_at = self._monotonic()
        self._hand_on(standing(self._health.verdict(), self._disk()), reading)

    def _hand_on(self, now: Standing, reading: Reading | None) -> None:
        self.reports += 1
        stats, age = self._session.stats, self._age(reading)
        self.newest = report = Report(
            source=self._session.source.name,
            utc=self._utc(reading, age),
            seconds=self._seconds(reading, age),
            state=now.state.value,
            detail=now.detail,
            fault=now.fault,
            samples_received=stats.samples_received,
            samples_lost=stats.samples_lost,
            gaps=len(stats.gaps) + stats.gaps_not_listed,
            reading=reading,
            db_spl_offset=self._offset,
            trouble="; ".join(self._telling.troubles),
        )
        self._telling.tell(report)

    def _age(self, reading: Reading | None) -> float:
        """Seconds since the second ended, by the sample counter's line."""
        if reading is None:
            return 0.0
        line = self._session.clock
        due = line.seconds + (reading.end - line.sample) / line.sample_rate
        return self._monotonic() - due

    def _utc(self, reading: Reading | None, age: float) -> float:
        """When the second ended, on the clock as it is set now."""
        if reading is None or self._began_utc is None:
            return self._clock() - age
        return self._began_utc + reading.end / reading.sample_rate

    def _seconds(self, reading: Reading | None, age: float) -> float:
        if reading is None or self._began_utc is None:
            return self._monotonic() - self._began - age
        return reading.end / reading.sample_rate

    def stop(self, why: str) -> None:
        """Tell what was heard of the last second, then that the monitor has ended, and why; the last report."""
        self._metering.close_if_quiet(math.inf)
        with ExitStack() as steps:
            steps.callback(self._hand_on, Standing(State.STOPPED, why, "stopped"), None)
            self._tell_all(self._metering.drain())

    def close(self) -> None:
        """End the outputs, the last first: events that end now still go to those before."""
        self._telling.close()


class Together:
    """A picture and a station as one view: the picture many times a second, the station once."""

    def __init__(self, picture: View, station: Station, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._picture, self._station = picture, station
        self._monotonic = monotonic
        self._due = 0.0

    def take(self, events: Iterable[Event]) -> None:
        """For the picture."""
        self._picture.take(events)

    def show(self) -> None:
        """The picture; the station when it is due."""
        self._picture.show()
        if self._monotonic() >= self._due:
            self._due = self._monotonic() + BEAT_SECONDS
            self._station.show()
